import type { OwnEntry } from '../config/merge-entries.js';
import type { Catalog } from '../index.js';
import { KnownError } from '../text/known-error.js';
import { assessExample, expectedCalls, foundCalls } from './example-calls.js';
import { expectedEntries, foundEntries, isAboutEntries } from './example-entries.js';
import { exampleReport, hasFailed, without, type ExampleResult } from './example-report.js';

interface TestInput {
  readonly dir: string;
  readonly own: readonly OwnEntry[];
  readonly catalog: Catalog;
  readonly format: 'text' | 'json';
}

/** Scans the examples of the user's entries; ends with 1 where one of them fails. */
export function testExamples({ dir, own, catalog, format }: TestInput): void {
  if (own.length === 0) {
    const message = `There are no clients, guards or frameworks in "${dir}/.resilint"`;
    throw new KnownError(message, 'Begin one with: resilint new client <package>', 2);
  }
  const results = own.flatMap((one) => resultsOf(catalog, one));
  const text = format === 'json' ? JSON.stringify(results, null, 2) : exampleReport(results);
  process.stdout.write(`${text}\n`);
  if (results.some(hasFailed)) process.exitCode = 1;
}

function resultsOf(catalog: Catalog, { file, entry }: OwnEntry): readonly ExampleResult[] {
  return entry.examples.map((example) => {
    const assessment = assessExample(catalog, entry, example);
    const isAbout = isAboutEntries(entry, example);
    const expected = [...expectedCalls(example), ...(isAbout ? expectedEntries(example) : [])];
    const found = [
      ...foundCalls(entry, example, assessment),
      ...(isAbout ? foundEntries(assessment) : []),
    ];
    return {
      file,
      example: example.name,
      missing: without(expected, found),
      unexpected: without(found, expected),
    };
  });
}
