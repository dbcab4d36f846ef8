import type { Assessment } from '../model/assessment.js';
import type { Catalog, ClientEntry } from '../model/catalog.js';
import { codemods, type FixResult, type Verification } from '../model/fix.js';
import type { RuleSet } from '../model/rule.js';
import { climb, type Check, type Climbed, type Climber } from './climb.js';
import { resultOf } from './result.js';
import { selectionOf } from './selection.js';
import { Sources } from './sources.js';
import { askedCalls, type Asked } from './targets.js';
import { timeoutLadder } from './timeout/ladder.js';
import type { Limits } from './timeout/limits.js';
import type { ReadFile } from './timeout/node-support.js';

/** What is asked of the codemods. */
export interface FixWishes {
  /** Rules, ids of findings or globs of files; everything where nothing is named. */
  readonly only?: readonly string[];
  /** Make edits that change what the code does, as every new bound does. */
  readonly unsafe?: boolean;
  /** Longest waits, in milliseconds. */
  readonly limits?: Limits;
}

/** What the codemods work from. */
export interface FixGround {
  readonly assessment: Assessment;
  readonly catalog: Catalog;
  readonly rules: RuleSet;
  readonly read: ReadFile;
  /** The assessment of the repository with these texts in it. */
  readonly reassess: (texts: ReadonlyMap<string, string>) => Assessment;
  readonly check: Check;
  readonly verification: Verification;
  readonly notes: readonly string[];
}

/** Plans the edits that protect the calls of an assessment; nothing is written. */
export async function planFixes(ground: FixGround, wishes: FixWishes): Promise<FixResult> {
  const { assessment, rules, reassess, check } = ground;
  const selection = selectionOf(wishes.only ?? [], assessment.findings);
  const sources = new Sources(assessment, ground.read);
  const ladders = laddersOf(ground.catalog, sources, wishes.limits ?? {});
  const climbers: Climber[] = [];
  let climbed: readonly Climbed[] = [];
  // A finding names the gravest of its calls; the others show once those are protected.
  for (let found: Assessment | null = assessment; found !== null;) {
    const asked = askedCalls(found, rules.rules, selection.selects);
    const more = notYetAsked(asked, climbers, assessment);
    if (more.length === 0) break;
    climbers.push(...more.map((one) => ({ ...one, ladder: ladders(one) })));
    const result = await climb(climbers, { sources, reassess, protects, check });
    climbed = result.climbed;
    found = result.after;
  }
  const { verification, notes } = ground;
  return resultOf(climbed, {
    ...{ sources, selection, verification, notes },
    unsafe: wishes.unsafe === true,
  });
}

/** Calls that no climber is for, where they stand before any edit. */
function notYetAsked(
  asked: readonly Asked[],
  climbers: readonly Climber[],
  { calls }: Assessment,
): readonly Asked[] {
  const known = new Set(climbers.map(({ codemod, call }) => `${codemod} ${call.id}`));
  return asked
    .filter(({ codemod }) => codemods.some((one) => one === codemod))
    .filter(({ codemod, call }) => !known.has(`${codemod} ${call.id}`))
    .flatMap((one) => {
      const call = calls.find(({ id }) => id === one.call.id);
      return call === undefined ? [] : [{ ...one, call }];
    });
}

/** The ways to protect each call. */
function laddersOf(catalog: Catalog, sources: Sources, limits: Limits) {
  const entryOf = (client: string): ClientEntry | undefined =>
    catalog.clients.find((entry) => entry.client === client || entry.packages.includes(client));
  return (asked: Asked): Climber['ladder'] => {
    const { call } = asked;
    return timeoutLadder({ call, entry: entryOf(call.client) }, { sources, limits });
  };
}

/** Whether the findings that speak of the call alone are gone, and the call has a bound. */
function protects({ call, findings }: Asked, after: Assessment): boolean {
  const now = after.calls.find(({ id }) => id === call.id);
  if (now?.protection.timeout.status !== 'bounded') return false;
  const left = new Set(after.findings.map(({ id }) => id));
  return !findings.some(({ id, subject }) => subject === 'call' && left.has(id));
}
