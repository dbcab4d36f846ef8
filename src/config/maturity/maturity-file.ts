import { maturityModelSchema, type MaturityModel } from '../../model/maturity-model.js';
import type { EntryProblem } from '../entry-problem.js';
import { faultsOf } from '../schema-faults.js';
import { toldFaults } from '../told-faults.js';
import { readYaml } from '../yaml-document.js';
import { maturityFaults } from './maturity-faults.js';

export interface ParsedMaturity {
  readonly model?: MaturityModel;
  readonly problems: readonly EntryProblem[];
}

/** Reads the maturity model; every problem names the line on which its field stands. */
export function parseMaturity(file: string, text: string): ParsedMaturity {
  const document = readYaml(file, text);
  if (!('value' in document)) return { problems: document };
  const { value, valueAt, problemAt } = document;
  const result = maturityModelSchema.safeParse(value);
  const faults = result.success
    ? maturityFaults(result.data)
    : result.error.issues.flatMap((issue) =>
        faultsOf(issue, { schema: maturityModelSchema, valueAt }),
      );
  const problems = toldFaults(faults).map(({ path, message }) => problemAt(path, message));
  return problems.length === 0 && result.success ? { model: result.data, problems } : { problems };
}
