import type { FileTree } from '../io/file-tree.js';
import { readUserFile } from '../io/user-files.js';
import { baselineEntrySchema, type Baseline, type BaselineEntry } from '../model/baseline.js';
import { countOf } from '../text/count-of.js';
import { parseJson } from '../text/jsonc.js';
import { KnownError } from '../text/known-error.js';
import { isRecord } from '../text/record.js';
import { faultsOf } from './schema-faults.js';

/** Room for some ten thousand entries. */
const LARGEST_KIB = 8 * 1024;
const MOST_TOLD = 20;

/** The findings that a repository has accepted; null where it has no such file. */
export function loadBaseline(tree: FileTree, file: string): Baseline | null {
  const given = readUserFile(tree, file, LARGEST_KIB);
  if (given === null) return null;
  if ('text' in given) return readBaseline(file, given.text);
  throw new KnownError(`The baseline "${given.file}" ${given.problem}`, advice, 2);
}

/** Lines may stand in any order, and a union merge may have doubled some. */
export function readBaseline(file: string, text: string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const read = entryIn(line);
    if (typeof read === 'string') problems.push(`${file}:${index + 1}: ${read}`);
    else entries.set(JSON.stringify(read), read);
  }
  if (problems.length === 0) return { file, entries: [...entries.values()] };
  const message = `${countOf(problems.length, 'line')} of the baseline "${file}" cannot be read`;
  throw new KnownError(message, advice, { exitCode: 2, details: problems.slice(0, MOST_TOLD) });
}

const advice = 'Correct it, or write it anew: resilint baseline create';

function entryIn(line: string): BaselineEntry | string {
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(line)) return 'a conflict of a merge is not resolved';
  const { value, error } = { value: undefined, ...parseJson(line) };
  if (error !== undefined) return error.message;
  const parsed = baselineEntrySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const valueAt = (path: readonly PropertyKey[]): unknown =>
    path.length === 0 || !isRecord(value) ? value : value[String(path[0])];
  const [fault] = parsed.error.issues.flatMap((issue) =>
    faultsOf(issue, { schema: baselineEntrySchema, valueAt }),
  );
  return [fault?.path.map(String).join('.'), fault?.message].filter(Boolean).join(': ');
}
