import { clientSchema, type ClientEntry } from '../model/catalog.js';
import { entryFaults } from './entry-faults.js';
import { faultsOf } from './schema-faults.js';
import { toldFaults } from './told-faults.js';
import type { EntryProblem } from './entry-problem.js';
import { readYaml, type YamlDocument } from './yaml-document.js';

export interface ParsedEntry {
  readonly file: string;
  readonly entry?: ClientEntry;
  readonly problems: readonly EntryProblem[];
  readonly problemAt?: YamlDocument['problemAt'];
}

/** Reads one client or guard; every problem names the line on which its field stands. */
export function parseEntry(file: string, text: string): ParsedEntry {
  const document = readYaml(file, text);
  if (!('value' in document)) return { file, problems: document };
  const { value, valueAt, problemAt } = document;
  const result = clientSchema.safeParse(value);
  const faults = result.success
    ? entryFaults(result.data, folderOf(file))
    : result.error.issues.flatMap((issue) => faultsOf(issue, { schema: clientSchema, valueAt }));
  const problems = toldFaults(faults).map(({ path, message }) => problemAt(path, message));
  return result.success ? { file, entry: result.data, problems, problemAt } : { file, problems };
}

/** The folder right above the file: "clients" or "guards". */
const folderOf = (file: string): string => file.split('/').at(-2) ?? '';
