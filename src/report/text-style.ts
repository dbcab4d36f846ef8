import pc from 'picocolors';
import { displayWidth } from '../text/display-width.js';
import { escapeControls } from '../text/escape-controls.js';

type Paint = (text: string) => string;

/** How the report may look; decided by the caller, who knows the terminal. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The few looks of the report, each for one meaning. */
export interface Style {
  readonly width: number;
  readonly heading: Paint;
  readonly place: Paint;
  readonly name: Paint;
  readonly faint: Paint;
  readonly mark: Paint;
  readonly warning: Paint;
  readonly error: Paint;
  readonly plain: Paint;
}

const NARROWEST = 40;

export function styleOf({ color, width }: TextOptions): Style {
  const colors = pc.createColors(color);
  return {
    width: Math.max(NARROWEST, width),
    heading: colors.bold,
    place: colors.cyan,
    name: colors.bold,
    faint: colors.dim,
    mark: colors.magenta,
    warning: colors.yellow,
    error: colors.red,
    plain: (text) => text,
  };
}

/** A run of text in one look. Text of strangers becomes harmless here, once and for all pieces. */
export interface Piece {
  readonly text: string;
  readonly paint: Paint;
}

export function piece(text: string, paint: Paint): Piece {
  return { text: escapeControls(text), paint };
}

export function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/** Painted, without looks for empty text. */
export function render(pieces: readonly Piece[]): string {
  return pieces.map(({ text, paint }) => (text === '' ? '' : paint(text))).join('');
}

/** Where lines begin and end, and what stands between two groups, before the space. */
export interface Flow {
  readonly width: number;
  readonly first: string;
  readonly indent: string;
  readonly separator: Piece;
}

/** Puts groups side by side while they fit, and goes on in the next line where they do not. */
export function flow(groups: readonly (readonly Piece[])[], layout: Flow): string[] {
  const lines: string[] = [];
  let line: readonly Piece[] = [];
  for (const [index, group] of groups.entries()) {
    const closed = index === groups.length - 1 ? group : [...group, layout.separator];
    const start = lines.length === 0 ? layout.first : layout.indent;
    const longer = line.length === 0 ? closed : [...line, space, ...closed];
    const fits = displayWidth(start) + widthOf(longer) <= layout.width;
    if (line.length === 0 || fits) {
      line = longer;
    } else {
      lines.push(start + render(line));
      line = closed;
    }
  }
  return [...lines, (lines.length === 0 ? layout.first : layout.indent) + render(line)];
}

const space = piece(' ', (text) => text);
