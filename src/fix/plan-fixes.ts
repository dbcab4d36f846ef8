import type { Assessment } from '../model/assessment.js';
import type { Catalog } from '../model/catalog.js';
import type { FixPlan, PlanVerification } from '../model/fix.js';
import type { RuleSet } from '../model/rule.js';
import { objectionAlone } from './alone.js';
import { climb, type Check, type Climbed, type Climber } from './climb.js';
import { laddersOf } from './ladders.js';
import { protects } from './protects.js';
import { resultOf } from './result.js';
import { selectionOf } from './selection.js';
import { askedOf, keyOfAsked, type Asked } from './targets.js';
import type { Limits } from './timeout/limits.js';
import type { Writer } from './texts.js';
import { objectionsTo } from './verify/objection.js';

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
  readonly writer: Writer;
  /** Every source of the repository, whether or not it has calls. */
  readonly sourceFiles: () => readonly string[];
  /** The assessment of the repository with these texts in it; null where no scan is to prove edits. */
  readonly reassess: ((texts: ReadonlyMap<string, string>) => Assessment) | null;
  readonly check: Check;
  readonly verification: PlanVerification;
  readonly notes: readonly string[];
}

/** Plans the edits that protect the calls of an assessment; nothing is written. */
export async function planFixes(ground: FixGround, wishes: FixWishes): Promise<FixPlan> {
  const { assessment, catalog, rules, reassess, check, writer, sourceFiles } = ground;
  const { limits = {}, unsafe = false } = wishes;
  const selection = selectionOf(wishes.only ?? [], assessment.findings);
  const enforces = ({ findings }: Asked): boolean =>
    unsafe || findings.some(({ id }) => selection.names(id));
  const ladders = laddersOf({
    ...{ assessment, catalog, limits, enforces, sourceFiles },
    ...{ sources: writer.sources, render: writer.render, target: writer.target },
  });
  const climbing = { writer, objections: objectionsTo(writer), reassess, protects, check };
  const climbers: Climber[] = [];
  let climbed: readonly Climbed[] = [];
  // A finding names the gravest of its calls; the others show once those are protected.
  for (let found: Assessment | null = assessment; found !== null;) {
    const asked = askedOf(found, rules.rules, selection.selects);
    const more = notYetAsked(asked, climbers, assessment);
    if (more.length === 0) break;
    climbers.push(...more.map((one) => ({ ...one, ladder: ladders(one) })));
    const result = await climb(climbers, climbing);
    climbed = result.climbed;
    found = result.after;
  }
  const { verification, notes } = ground;
  const alone = (members: readonly Climbed[]) => objectionAlone(members, climbing);
  return resultOf(climbed, { writer, selection, verification, unsafe, notes, alone });
}

/** What no climber is for, where it stands before any edit. */
function notYetAsked(
  asked: readonly Asked[],
  climbers: readonly Climber[],
  { calls, services }: Assessment,
): readonly Asked[] {
  const known = new Set(climbers.map(keyOfAsked));
  const callsById = new Map(calls.map((call) => [call.id, call]));
  return asked
    .filter((one) => !known.has(keyOfAsked(one)))
    .flatMap((one): readonly Asked[] => {
      if (!('call' in one)) {
        const service = services.find(({ dir }) => dir === one.service.dir);
        return service === undefined ? [] : [{ ...one, service }];
      }
      const call = callsById.get(one.call.id);
      return call === undefined ? [] : [{ ...one, call }];
    });
}
