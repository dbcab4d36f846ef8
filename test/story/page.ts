import { readFileSync, writeFileSync } from 'node:fs';
import type { Sent } from './load.js';
import type { Outage } from './outage.js';

const PAGE = 'docs/story.md';

/** A part of the page that is made, by its name. */
const blockOf = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n)([^]*?)(<!-- end -->)`);

export function writtenBlock(name: string): string {
  const [, , written] = blockOf(name).exec(readFileSync(PAGE, 'utf8')) ?? [];
  if (written === undefined) throw new Error(`${PAGE} has no part "${name}"`);
  return written;
}

/** Puts what is new into the page, where that is asked for. */
export function updateBlock(name: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] !== '1') return;
  const page = readFileSync(PAGE, 'utf8');
  const put = (...[, begin, , end]: readonly string[]): string => begin! + text + end!;
  writeFileSync(PAGE, page.replace(blockOf(name), put));
}

/** How long a request took, endless where its answer never came. */
const waitOf = ({ sentAt, answeredAt }: Sent): number => (answeredAt ?? Infinity) - sentAt;

export function percentile(sent: readonly Sent[], share: number): number {
  const waits = sent.map(waitOf).sort((one, two) => one - two);
  return waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? NaN;
}

/** How many had their answer while the stall lasted. */
export const answeredIn = ({ during, resumedAt }: Outage): number =>
  during.filter(({ answeredAt = Infinity }) => answeredAt <= resumedAt).length;

/** What was measured, as a table. */
export function figures(before: Outage, after: Outage): string {
  const row = (what: string, of: (outage: Outage) => string): readonly string[] => [
    ...[what, of(before), of(after)],
  ];
  const lines = [
    ['while the prices stall', 'before', 'after'],
    row('requests', ({ during }) => String(during.length)),
    row('answered while it lasts', (one) => String(answeredIn(one))),
    row('… of those of its last 1.5 s', ({ late, ...one }) =>
      [answeredIn({ ...one, late, during: late }), late.length].join(' of '),
    ),
    row('… at the list price', ({ during }) =>
      String(during.filter(({ priceOf }) => priceOf === 'list').length),
    ),
    row('answer time, p50', ({ during }) => shown(percentile(during, 0.5))),
    row('answer time, p99', ({ during }) => shown(percentile(during, 0.99))),
    row('most in flight', ({ mostInFlight }) => String(mostInFlight)),
    row('states of the breaker', ({ states }) => states.join(', ') || 'no breaker'),
    row('well again after', ({ recoveryMs }) => shown(recoveryMs)),
  ];
  return table(lines);
}

function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(' | ')} |`;
  const [head = [], ...rest] = lines;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rest.map((cells) => line(cells)),
    '',
  ].join('\n');
}

const shown = (ms: number): string =>
  ms === Infinity
    ? 'no answer'
    : ms < 1_000
      ? `${String(Math.round(ms))} ms`
      : `${(ms / 1_000).toFixed(1)} s`;
