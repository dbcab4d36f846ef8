import type { Call } from '../model/assessment.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { Detection } from '../detect/detect.js';
import { AttachedGuards } from './surroundings/attached-guards.js';
import { FanOut } from './bulkhead/fan-out.js';
import { Workers } from './bulkhead/workers.js';
import type { Draft } from './entry/draft.js';
import { Judging } from './judging.js';
import { Outside } from './surroundings/outside.js';
import { surveyOf } from './surroundings/survey-of.js';
import { PolicyRegister, type PolicyLists } from './policies/register.js';
import { judgeCall, subjectOf } from './verdicts.js';

export interface JudgeInput {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly detection: Detection;
}

/** What judging asks about a repository; its parts share one. */
export const judgingOf = ({ repository, files, detection }: JudgeInput): Judging =>
  new Judging({
    resolver: detection.resolver,
    repository,
    allFacts: () => files.all(),
    survey: surveyOf,
    isScript: (file) => detection.contexts.get(file)?.context === 'script',
    isPage: (file) => detection.contexts.get(file)?.context === 'browser',
    isUnused: detection.isUnused,
  });

/** What judging found. */
export interface Judgement {
  /** The detected calls with their five verdicts, in the order of `detection.sites`. */
  readonly calls: readonly Call[];
  readonly policies: PolicyLists;
}

export function judge(judging: Judging, { sites }: Detection, drafts: readonly Draft[]): Judgement {
  const register = new PolicyRegister(judging);
  const callers = {
    outside: new Outside(judging, new Workers(drafts)),
    guards: new AttachedGuards(judging),
  };
  const fanOut = new FanOut(judging);
  const calls = sites.map((detected, at) => {
    // Calls of one file cannot use up what those of the next are due.
    if (sites[at - 1]?.call.file !== detected.call.file) judging.resolver.beginFile();
    const { point } = subjectOf(detected);
    const mark = fanOut.of(point);
    const judged = judgeCall(judging, callers, { detected, isFannedOut: mark !== null });
    register.note(detected.call, judged);
    return {
      ...detected.call,
      ...(judged.waiting === 'nobody' && { unawaited: true as const }),
      ...(judged.isUnreached && { unused: true as const }),
      ...(mark !== null && { fanOut: { ...judging.evidence(mark), what: mark.what } }),
      protection: judged.protection,
    };
  });
  return { calls, policies: register.lists() };
}
