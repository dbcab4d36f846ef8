import type { Detection } from '../../detect/detect.js';
import type { Call } from '../../model/assessment.js';
import type { PracticeEntry } from '../../model/practice.js';
import type { FileFacts } from '../../parse/facts.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { Judging } from '../judging.js';
import { askedEntries } from './asked-packages.js';
import type { ProbedPath } from './documents.js';
import { endpointsOf, type Endpoint } from './endpoints.js';
import { groundOf } from './ground.js';
import { shownByImports } from './imported-tools.js';
import { ownFlags } from './own-flags.js';
import { ownObjectives } from './own-slos.js';
import { shownBy, type Shown } from './signs.js';

export interface CodeInput {
  readonly judging: Judging;
  readonly detection: Detection;
  readonly calls: readonly Call[];
  readonly practices: readonly PracticeEntry[];
  readonly files: FactsStore;
  /** Files that some service runs; sorted. */
  readonly run: readonly string[];
  readonly probed: readonly ProbedPath[];
}

/** What the sources of services show. */
export interface FoundInCode {
  readonly shown: readonly Shown[];
  readonly endpoints: readonly Endpoint[];
}

export function foundInCode({ probed, run, ...input }: CodeInput): FoundInCode {
  const files = run.flatMap((file): readonly FileFacts[] => {
    const facts = input.judging.facts(file);
    return facts === undefined ? [] : [facts];
  });
  const entries = askedEntries(input.practices, files);
  const ground = groundOf({ ...input, entries, allFacts: () => input.files.all() });
  const uses = ground.uses.all(new Set(run));
  return {
    shown: [
      ...uses.flatMap((use) => shownBy(ground, use)),
      ...shownByImports(ground, files),
      ...ownFlags(ground, files),
      ...ownObjectives(input.judging, files),
    ],
    endpoints: endpointsOf(ground, files, { probed, uses }),
  };
}
