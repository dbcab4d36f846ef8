import type { OwnRule } from '../config/rules/own-rules.js';
import { KnownError } from '../text/known-error.js';
import { exampleReport, hasFailed, without, type ExampleResult } from './example-report.js';
import { expectedFindings, foundFindings } from './rule-examples.js';

interface TestInput {
  readonly dir: string;
  readonly own: readonly OwnRule[];
  readonly format: 'text' | 'json';
}

/** Scans the examples of the user's rules; ends with 1 where one of them fails. */
export function testRules({ dir, own, format }: TestInput): void {
  if (own.length === 0) {
    const message = `There are no rules in "${dir}/.resilint/rules"`;
    throw new KnownError(message, 'Begin one with: resilint new rule <id>', 2);
  }
  const results = own.flatMap(resultsOf);
  const text = format === 'json' ? JSON.stringify(results, null, 2) : exampleReport(results);
  process.stdout.write(`${text}\n`);
  if (results.some(hasFailed)) process.exitCode = 1;
}

function resultsOf({ file, rule }: OwnRule): readonly ExampleResult[] {
  return rule.examples.map((example) => {
    const expected = expectedFindings(example);
    const found = foundFindings(rule, example);
    return {
      file,
      example: example.name,
      missing: without(expected, found),
      unexpected: without(found, expected),
    };
  });
}
