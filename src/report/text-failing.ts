import type { Call, Evidence, Finding } from '../model/assessment.js';
import { countOf } from '../text/count-of.js';
import { codeFrame } from './text-frame.js';
import { flow, piece, type Style } from './text-style.js';

/** Places that are shown of a chain; the JSON form has all. */
const MOST_PLACES = 3;

/** One finding: where, what, the code where it is a call's, and the chain that led to it. */
export function failingLines(finding: Finding, call: Call | undefined, style: Style): string[] {
  const { file, line, column, message } = finding;
  const isCalls = call?.file === file && call.line === line;
  return [
    ...flow([[piece(`${file}:${line}:${column}`, style.place)]], layout(style, '  ')),
    ...flow(
      message.split(' ').map((word) => [piece(word, style.plain)]),
      layout(style, '    '),
    ),
    ...(isCalls ? codeFrame(call, '    ', style) : []),
    ...evidenceLines(finding, style),
    '',
  ];
}

/** The places behind a finding, one a line. */
function evidenceLines({ evidence, file, line }: Finding, style: Style): string[] {
  const others = evidence.filter((place) => place.file !== file || place.line !== line);
  const rest = others.length - MOST_PLACES;
  return [
    ...others.slice(0, MOST_PLACES).flatMap((place) => placeLines(place, style)),
    ...(rest > 0 ? [style.faint(`    … and ${countOf(rest, 'more place')}`)] : []),
  ];
}

function placeLines({ file, line, what }: Evidence, style: Style): string[] {
  const place = [piece('see ', style.faint), piece(`${file}:${line}`, style.place)];
  const words = (what ?? '').split(' ').map((word) => [piece(word, style.plain)]);
  const all = what === undefined ? [place] : [place, ...words];
  return flow(all, { ...layout(style, '    '), indent: '        ' });
}

const layout = (style: Style, indent: string) => ({
  width: style.width,
  first: indent,
  indent,
  separator: piece('', style.plain),
});
