import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { FixReason } from '../../model/fix.js';
import type { Place, Rung } from '../rung.js';
import { answersInStream } from '../source/answers-in-stream.js';
import { groupBy } from '../../text/group-by.js';
import { candidatesFor, mends, type Candidate } from './candidates.js';
import { makingsOf, type Asked, type Making, type Named } from './makers.js';
import { codeRungs } from './code-rung.js';
import { optionRung } from './option-rung.js';
import type { Work } from './attempt.js';

/** A call that waits too long, and what is known about its client. */
interface Waiting {
  readonly call: Call;
  readonly entry: ClientEntry | undefined;
}

/** The ways to bound a call in time by its client's own options, the best first. */
export function timeoutLadder({ call, entry }: Waiting, work: Work): readonly Rung[] {
  if (entry === undefined) return [refusedAt(call, 'no-native-option')];
  if (answersInStream(call, work.sources)) return [refusedAt(call, 'streamed-answer')];
  return waysOf({ call, entry, wait: 'answer' }, work);
}

/** The ways to bound the wait of a call for a connection of its pool, the best first. */
export const acquireLadder = ({ call, entry }: Waiting, work: Work): readonly Rung[] =>
  entry === undefined
    ? [refusedAt(call, 'no-native-option')]
    : waysOf({ call, entry, wait: 'connection' }, work);

function waysOf(asked: Asked, work: Work): readonly Rung[] {
  const { call, entry, wait } = asked;
  const rungOf = (making: Making): Rung => optionRung({ ...making, call, wait }, work);
  const own = candidatesFor(call, entry, wait).flatMap((candidate) =>
    placesOf(call, entry, candidate).map((at) => ({ entry, candidate, at })),
  );
  const isLast = ({ candidate }: Making): boolean =>
    candidate.where === 'call' && !mends(candidate, call);
  const rungs = [
    ...own.filter((making) => !isLast(making)).map(rungOf),
    ...surestFirst(work.makers.of(asked).map((making) => ({ making, rung: rungOf(making) }))),
    ...(wait === 'answer' ? codeRungs({ call, entry }, work) : []),
    ...own.filter(isLast).map(rungOf),
  ];
  const possible = rungs.filter((one) => one.ok);
  // Where nothing can be done, the first obstacle is what a person would have to remove.
  return possible.length > 0 ? possible : [rungs[0] ?? refusedAt(call, 'no-native-option')];
}

/** The places where a client was made, the nearest first; or the call itself. */
const placesOf = (call: Call, entry: ClientEntry, { where }: Candidate): readonly Named[] =>
  where === 'call'
    ? [{ file: call.file, line: call.line, column: call.column, name: call.operation }]
    : makingsOf(call, entry);

interface Tried {
  readonly making: Making;
  readonly rung: Rung;
}

/** Of the places that one setting can stand at, those that nothing speaks against. */
function surestFirst(tried: readonly Tried[]): readonly Rung[] {
  const bySetting = groupBy(tried, ({ making }) => making.candidate.setting);
  return [...bySetting.values()]
    .flatMap((all) => all.toSorted((one, two) => doubts(one) - doubts(two)))
    .map(({ rung }) => rung);
}

const doubts = ({ rung }: Tried): number => (rung.reason === undefined ? 0 : 1);

function refusedAt({ file, line, column }: Place, reason: FixReason): Rung {
  return { ok: false, reason, at: { file, line, column } };
}
