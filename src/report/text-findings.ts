import type { Evidence, Finding } from '../model/assessment.js';
import type { FindingGroups } from './finding-groups.js';
import { flow, piece, type Piece, type Style } from './text-style.js';

/** Longer chains are in the JSON report. */
const MOST_PLACES = 3;

/** How findings are laid out in the report. */
export interface FindingLayout {
  readonly indent: string;
  readonly style: Style;
  /** Places that the report shows anyway. */
  readonly shown: ReadonlySet<string>;
}

/** What a rule found: how grave, which rule, what, and what proves it. */
export function findingLines(finding: Finding, { indent, style, shown }: FindingLayout): string[] {
  const groups = [
    [piece(finding.severity, paintOf(finding.severity, style))],
    [piece(finding.rule, style.name)],
    ...(finding.stability === 'nursery' ? [[piece('(nursery)', style.faint)]] : []),
    ...finding.message.split(' ').map((word) => [piece(word, style.plain)]),
  ];
  const layout = { width: style.width, first: indent, indent: `${indent}  `, separator: nothing };
  const places = finding.evidence.filter(({ file, line }) => !shown.has(`${file}:${line}`));
  return [...flow(groups, layout), ...evidenceLines(places, `${indent}  `, style)];
}

/** Findings under a heading of their own. */
export function findingSection(
  { others, callPlaces: shown }: FindingGroups,
  style: Style,
): string[] {
  if (others.length === 0) return [];
  const layout = { indent: '  ', style, shown };
  return [
    style.heading('entry points and services'),
    style.faint('─'.repeat(style.width)),
    ...others.flatMap((finding) => [...findingLines(finding, layout), '']),
  ];
}

function evidenceLines(places: readonly Evidence[], indent: string, style: Style): string[] {
  const shown = places.slice(0, MOST_PLACES).map((place) => placeWords(place, style));
  const rest = places.length - shown.length;
  const all = rest > 0 ? [...shown, [[piece(`${rest} more`, style.faint)]]] : shown;
  if (all.length === 0) return [];
  const words = all.flatMap((place, index) =>
    index === all.length - 1 ? place : withComma(place, style),
  );
  return flow([[piece('see', style.faint)], ...words], {
    width: style.width,
    first: indent,
    indent: `${indent}    `,
    separator: nothing,
  });
}

/** The place and what stands there, in words that lines may be broken between. */
const placeWords = ({ file, line, what = '' }: Evidence, style: Style): readonly Piece[][] => [
  [piece(`${file}:${line}`, style.place)],
  ...what.split(' ').flatMap((word) => (word === '' ? [] : [[piece(word, style.faint)]])),
];

const withComma = (words: readonly Piece[][], style: Style): readonly Piece[][] =>
  words.map((word, index) =>
    index === words.length - 1 ? [...word, piece(',', style.faint)] : word,
  );

function paintOf(severity: Finding['severity'], style: Style): Style['plain'] {
  if (severity === 'note') return style.faint;
  return severity === 'error' ? style.error : style.warning;
}

const nothing = piece('', (text) => text);
