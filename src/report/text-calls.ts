import type { Assessment, Call, Dependency, Finding } from '../model/assessment.js';
import { countOf } from '../text/count-of.js';
import type { FindingGroups } from './finding-groups.js';
import { findingLines } from './text-findings.js';
import { codeFrame } from './text-frame.js';
import { protectionLines } from './text-protection.js';
import { flow, piece, type Piece, type Style } from './text-style.js';

/** Every call, under the dependency it goes to, with what the rules found. */
export function callSections(
  assessment: Assessment,
  { ofCalls, ofDependencies, callPlaces: shown }: FindingGroups,
  style: Style,
): string[] {
  const callById = new Map(assessment.calls.map((call) => [call.id, call]));
  const linesOf = (findings: readonly Finding[] | undefined, indent: string): string[] =>
    (findings ?? []).flatMap((finding) => findingLines(finding, { indent, style, shown }));
  return assessment.dependencies.flatMap((dependency) => {
    const calls = dependency.calls.flatMap((id) => callById.get(id) ?? []);
    const own = linesOf(ofDependencies.get(dependency.id), '  ');
    return [
      ...dependencyHeading(dependency, style),
      ...(own.length === 0 ? [] : [...own, '']),
      ...calls.flatMap((call) => [
        ...callLines(call, style),
        ...linesOf(ofCalls.get(call.id), '    '),
        '',
      ]),
    ];
  });
}

function dependencyHeading(dependency: Dependency, style: Style): string[] {
  const clients = dependency.clients.join(', ');
  const about = [dependency.kind, countOf(dependency.callCount, 'call'), clients];
  const groups = [
    [piece(dependency.name, style.heading)],
    ...about.map((fact) => [piece(fact, style.faint)]),
  ];
  const separator = piece(' ·', style.faint);
  const rule = style.faint('─'.repeat(style.width));
  return [...flow(groups, { width: style.width, first: '', indent: '  ', separator }), rule];
}

function callLines(call: Call, style: Style): string[] {
  const groups = [
    [piece(`${call.file}:${call.line}:${call.column}`, style.place)],
    operationPieces(call, style),
    [piece(` in ${call.symbol}`, style.faint)],
    ...labelsOf(call).map((label) => [piece(` ${label}`, style.warning)]),
  ];
  const heading = { width: style.width, first: '  ', indent: '   ', separator: nothing };
  return [
    ...flow(groups, heading),
    ...codeFrame(call, '    ', style),
    ...originLines(call, style),
    ...protectionLines(call, style),
  ];
}

const nothing = piece('', (text) => text);
const space = piece(' ', (text) => text);

/** "axios get", but "fetch" only once. */
function operationPieces({ client, operation }: Call, style: Style): Piece[] {
  const operationPiece = piece(operation, style.name);
  return client === operation
    ? [space, operationPiece]
    : [space, piece(`${client} `, style.plain), operationPiece];
}

/** What is worth saying because most calls are otherwise. */
function labelsOf(call: Call): string[] {
  const role = call.role === 'request' ? [] : [call.role];
  const context = call.context === 'server' ? [] : [call.context];
  return [...role, ...context];
}

/** The way of the client from where it was made to the call. */
function originLines(call: Call, style: Style): string[] {
  if (call.origin.length === 0) return [];
  const steps = call.origin.map(({ what, file, line }) => [
    piece(what, style.plain),
    piece(' at ', style.faint),
    piece(`${file}:${line}`, style.place),
  ]);
  const first = [piece('from ', style.faint), ...(steps[0] ?? [])];
  const separator = piece(' →', style.faint);
  return flow([first, ...steps.slice(1)], {
    width: style.width,
    first: '    ',
    indent: '         ',
    separator,
  });
}
