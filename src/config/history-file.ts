import { readInput } from '../io/input-file.js';
import { runSchema, type Run } from '../model/run.js';
import { KnownError } from '../text/known-error.js';

const MOST_TOLD = 5;

/** The runs that `check --history` appended to a file, in their order. */
export function readHistory(file: string): readonly Run[] {
  const problems: string[] = [];
  const runs = readInput(file)
    .split(/\r?\n/)
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const run = runIn(line);
      if (typeof run !== 'string') return [run];
      problems.push(`${file}:${index + 1}: ${run}`);
      return [];
    });
  if (problems.length === 0) return runs;
  throw new KnownError(
    `${file} is no history`,
    'Name a file that "resilint check --history" wrote.',
    { exitCode: 2, details: problems.slice(0, MOST_TOLD) },
  );
}

function runIn(line: string): Run | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is no JSON';
  }
  const result = runSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}
