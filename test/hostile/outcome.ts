import { assess } from '../../src/assess.js';
import { requireComplete } from '../../src/cli/completeness.js';
import { discover } from '../../src/discover/discover.js';
import type { Assessment } from '../../src/model/assessment.js';
import { KnownError } from '../../src/text/known-error.js';
import { call, type Fate, type HostileCase } from './hostile-case.js';
import { writeTree, type Tree } from '../io/temporary-tree.js';

const HEALTHY = 24;

/** Sound files beside the hostile one: enough that one failure is no reason to fail the scan. */
const healthyFiles: Tree = Object.fromEntries(
  Array.from({ length: HEALTHY }, (_, index) => [
    `healthy/${String(index).padStart(2, '0')}.ts`,
    call.replace('hostile', 'healthy'),
  ]),
);

export interface Outcome {
  readonly assessment: Assessment;
  readonly fate: Fate;
  readonly calls: number;
  readonly healthyCalls: number;
  readonly exit: number;
}

/** Scans a folder with the case and the sound files, as the command line would. */
export function outcomeOf(root: string, hostile: HostileCase): Outcome {
  writeTree(root, healthyFiles);
  hostile.make(root);
  const assessment = assess({
    root,
    cache: false,
    onProgress: (progress) => hostile.onProgress?.(root, progress),
  });
  const ofHealthy = assessment.calls.filter(({ file }) => file.startsWith('healthy/'));
  return {
    assessment,
    fate: fateOf(root, assessment, hostile.file),
    calls: assessment.calls.filter(({ file }) => file === hostile.file).length,
    healthyCalls: ofHealthy.length,
    exit: exitCodeOf(assessment),
  };
}

export const healthyCalls = HEALTHY;

function fateOf(root: string, { coverage }: Assessment, file: string): Fate {
  const failed = coverage.failed.find((one) => one.file === file);
  if (failed !== undefined) return { failed: failed.message };
  const aside = coverage.setAside.find(({ files }) => files.includes(file));
  if (aside !== undefined) return { setAside: aside.reason };
  const isSource = discover({ root }).sources.some((one) => one.file === file);
  return isSource ? 'analysed' : 'not a source';
}

function exitCodeOf({ coverage }: Assessment): number {
  try {
    requireComplete(coverage, '.');
    return 0;
  } catch (error) {
    if (error instanceof KnownError) return error.exitCode;
    throw error;
  }
}
