import { assess } from '../index.js';
import type { Assessment } from '../index.js';
import { requireComplete } from './completeness.js';
import { loadPolicy } from './policy.js';
import { ProgressLine } from './progress-line.js';

/** The options of the commands that scan a folder, as commander hands them over. */
export interface AssessFlags {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly config?: string;
  readonly cache: boolean;
  readonly quiet?: true;
  /** Files with the facts of all parts of the sources. */
  readonly facts?: readonly string[];
}

/** What a command works with, and how it ends once its result is delivered. */
export interface FolderAssessment {
  readonly assessment: Assessment;
  /** Fails where too little was analysed. */
  readonly requireComplete: () => void;
}

/** The assessment of a folder, with a line on stderr that tells how far it is. */
export async function assessFolder(dir: string, flags: AssessFlags): Promise<FolderAssessment> {
  const { include = [], exclude = [], cache, quiet, facts } = flags;
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  const assessment = new ProgressLine(process.stderr, quiet === true).during((onProgress) =>
    assess({
      ...{ root: dir, include, exclude, settings, catalog, rules, cache, onProgress },
      ...(facts !== undefined && { shards: facts }),
    }),
  );
  return {
    assessment,
    requireComplete: () => {
      requireComplete(assessment.coverage, dir, settings.unparsableShare);
    },
  };
}
