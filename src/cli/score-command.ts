import { reportJson, reportMaturity, scored } from '../index.js';
import type { Maturity } from '../index.js';
import { requireWritable } from '../io/output-file.js';
import { isFile } from '../io/path-kind.js';
import { assessFolder, type AssessFlags, type FolderAssessment } from './assess-folder.js';
import { requireComplete } from './completeness.js';
import { deliver, type OutputFlags } from './deliver.js';
import { textOptions } from './terminal.js';

/** Scores a folder, or anew an assessment that was stored. */
export async function runScore(target: string, flags: AssessFlags & OutputFlags): Promise<void> {
  if (flags.output !== undefined) requireWritable(flags.output);
  const { assessment, requireComplete } = isFile(target)
    ? await rescored(target)
    : await assessFolder(target, flags);
  const { maturity } = assessment;
  deliver(
    {
      written: (stream) =>
        flags.format === 'json'
          ? reportJson(maturity)
          : reportMaturity(assessment, textOptions(stream, process.env)),
      inShort: inShort(maturity),
    },
    flags,
  );
  requireComplete();
}

const inShort = ({ level, score }: Maturity): string =>
  score === null ? 'Nothing to score' : `level ${level ?? 0}, score ${score}`;

/** The schema library is loaded for those who have a stored assessment. */
async function rescored(file: string): Promise<FolderAssessment> {
  const { readAssessment } = await import('../config/stored-assessment.js');
  const assessment = scored(readAssessment(file));
  return {
    assessment,
    requireComplete: () => {
      requireComplete(assessment.coverage, file);
    },
  };
}
