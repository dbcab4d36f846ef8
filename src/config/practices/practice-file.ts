import { practiceEntrySchema, type PracticeEntry } from '../../model/practice.js';
import type { EntryProblem } from '../entry-problem.js';
import { faultsOf } from '../schema-faults.js';
import { toldFaults } from '../told-faults.js';
import { readYaml, type YamlDocument } from '../yaml-document.js';
import { practiceFaults } from './practice-faults.js';

export interface ParsedPractice {
  readonly file: string;
  readonly entry?: PracticeEntry;
  readonly problems: readonly EntryProblem[];
  readonly problemAt?: YamlDocument['problemAt'];
}

/** Reads one tool; every problem names the line on which its field stands. */
export function parsePractice(file: string, text: string): ParsedPractice {
  const document = readYaml(file, text);
  if (!('value' in document)) return { file, problems: document };
  const { value, valueAt, problemAt } = document;
  const result = practiceEntrySchema.safeParse(value);
  const faults = result.success
    ? practiceFaults(result.data)
    : result.error.issues.flatMap((issue) =>
        faultsOf(issue, { schema: practiceEntrySchema, valueAt }),
      );
  const problems = toldFaults(faults).map(({ path, message }) => problemAt(path, message));
  return result.success ? { file, entry: result.data, problems, problemAt } : { file, problems };
}
