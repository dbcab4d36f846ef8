import type { Call } from '../model/assessment.js';
import { flow, piece, type Piece, type Style } from './text-style.js';

type Protection = Call['protection'];
type Verdict = Protection[keyof Protection];

/** The five verdicts of a call on one line: what is missing stands out. */
export function protectionLines({ protection, role }: Call, style: Style): string[] {
  if (role !== 'request' && role !== 'publish') return [];
  const groups = Object.entries(protection).map(([name, verdict]) => [
    wordOf(name, verdict, style),
  ]);
  const separator = piece(' ·', style.faint);
  const layout = { width: style.width, first: '    ', indent: '    ', separator };
  return [...flow(groups, layout), ...idleSettings(protection, style)];
}

/** Settings that read like a protection and do nothing. */
function idleSettings(protection: Protection, style: Style): string[] {
  const settings = Object.values(protection).flatMap(({ ineffective }) => ineffective ?? []);
  return settings.flatMap(({ file, line, what = 'a setting', why }) => {
    const words = why.split(' ').map((word) => [piece(word, style.warning)]);
    const start = [piece(`${what} at `, style.warning), piece(`${file}:${line}`, style.place)];
    const separator = piece('', style.plain);
    return flow([start, ...words], {
      width: style.width,
      first: '    ',
      indent: '     ',
      separator,
    });
  });
}

function wordOf(name: string, verdict: Verdict, style: Style): Piece {
  if (verdict.status === 'no' || verdict.status === 'none') {
    return piece(`no ${name}`, style.warning);
  }
  if (verdict.status === 'handled') return piece('failure handled', style.plain);
  const amount = amountOf(verdict);
  const word = WORDS[verdict.status] ?? '';
  return piece([name, amount, word].filter((part) => part !== '').join(' '), style.plain);
}

/** What is said of a verdict besides its amount; "yes" and "bounded" need no word. */
const WORDS: Readonly<Partial<Record<Verdict['status'], string>>> = {
  'library-default': '(default)',
  builtin: '(built in)',
  delegated: 'left to callers',
  partial: 'on some paths',
  unknown: 'unknown',
};

function amountOf(verdict: Verdict): string {
  if ('ms' in verdict && verdict.ms !== undefined) return durationOf(verdict.ms);
  if ('attempts' in verdict && verdict.attempts !== undefined) return `${verdict.attempts}×`;
  return 'limit' in verdict && verdict.limit !== undefined ? String(verdict.limit) : '';
}

/** 300 ms, 2.5 s. */
const durationOf = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
