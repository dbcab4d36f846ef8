import type { Assessment, Coverage, Failed } from '../model/assessment.js';
import { countOf, grouped } from '../text/count-of.js';
import { displayWidth } from '../text/display-width.js';
import { escapeControls } from '../text/escape-controls.js';
import { flow, piece, render, widthOf, type Style } from './text-style.js';

/** Longer lists end after this many entries; the JSON report has all of them. */
const LISTED = { failed: 20, unresolved: 5, suspected: 10 };

/** How much of the repository the report speaks about, and what it may have missed. */
export function coverageLines({ coverage }: Assessment, style: Style): string[] {
  return [
    style.heading(`${grouped(coverage.analysed)} of ${countOf(coverage.files, 'file')} analysed`),
    ...setAsideLines(coverage, style),
    ...failedLines(coverage, style),
    ...unresolvedLines(coverage, style),
    ...suspectedLines(coverage, style),
  ];
}

type Place = Pick<Failed, 'file' | 'line' | 'column'>;

function setAsideLines({ setAside }: Coverage, style: Style): string[] {
  if (setAside.length === 0) return [];
  const groups = [...setAside]
    .sort((left, right) => right.count - left.count)
    .map(({ reason, count }) => [piece(`${reason} ${grouped(count)}`, style.plain)]);
  const separator = piece(' ·', style.plain);
  const label = piece('set aside ', style.faint);
  const [first = [], ...others] = groups;
  return flow([[label, ...first], ...others], {
    width: style.width,
    first: '  ',
    indent: ' '.repeat(12),
    separator,
  });
}

function failedLines({ failed }: Coverage, style: Style): string[] {
  if (failed.length === 0) return [];
  const entries = failed.map((failure) => entry(failure, failure.message, style));
  const title = `${countOf(failed.length, 'file')} could not be parsed; calls in ${failed.length === 1 ? 'it' : 'them'} are missing above`;
  return [...titled(title, style), ...listed(entries, LISTED.failed, style)];
}

function unresolvedLines({ unresolvedCalls }: Coverage, style: Style): string[] {
  if (unresolvedCalls.length === 0) return [];
  const entries = unresolvedCalls.map((call) =>
    entry(call, `${call.callee}: ${call.reason}`, style),
  );
  const title = `${countOf(unresolvedCalls.length, 'call')} may be outbound: the receiver could not be followed`;
  return [...titled(title, style), ...listed(entries, LISTED.unresolved, style)];
}

function suspectedLines({ suspectedClients }: Coverage, style: Style): string[] {
  if (suspectedClients.length === 0) return [];
  const entries = suspectedClients.map((client) => {
    const via = client.via.length === 0 ? '' : ` (through ${client.via.join(' → ')})`;
    const first = client.calls[0];
    const place = first === undefined ? '' : `, first at ${first.file}:${first.line}`;
    return [
      render([
        piece('    ', style.plain),
        piece(client.package, style.name),
        piece(`${via}: ${countOf(client.calls.length, 'call')}${place}`, style.plain),
      ]),
    ];
  });
  const title = `${countOf(suspectedClients.length, 'package')} outside the catalogue may make outbound calls`;
  return [...titled(title, style), ...listed(entries, LISTED.suspected, style)];
}

function titled(title: string, style: Style): string[] {
  return ['', `  ${style.warning(title)}`];
}

/** A place and what is to be said about it, in one line where both fit. */
function entry({ file, line, column }: Place, about: string, style: Style): string[] {
  const parts = [file, line, column].filter((part) => part !== undefined);
  const place = piece(parts.join(':'), style.place);
  const room = style.width - displayWidth(place.text) - 6;
  const start = `    ${render([place])}`;
  if (widthOf([piece(about, style.plain)]) <= room) return [`${start}  ${escapeControls(about)}`];
  return [start, ...paragraph(about, style)];
}

/** Running text, indented below its place. */
function paragraph(text: string, style: Style): string[] {
  const words = text.split(' ').map((word) => [piece(word, style.plain)]);
  const indent = ' '.repeat(6);
  return flow(words, { width: style.width, first: indent, indent, separator: nothing });
}

const nothing = piece('', (text) => text);

function listed(entries: readonly (readonly string[])[], limit: number, style: Style): string[] {
  const rest = entries.length - limit;
  const more =
    rest > 0 ? [style.faint(`    … and ${grouped(rest)} more (all with --format json)`)] : [];
  return [...entries.slice(0, limit).flat(), ...more];
}
