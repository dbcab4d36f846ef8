import { escapeControls } from '../text/escape-controls.js';
import { countOf } from '../text/count-of.js';

/** What became of one example of one entry or rule. */
export interface ExampleResult {
  readonly file: string;
  readonly example: string;
  /** Announced by `// expect`, and not found. */
  readonly missing: readonly string[];
  /** Found, and not announced. */
  readonly unexpected: readonly string[];
}

export const hasFailed = ({ missing, unexpected }: ExampleResult): boolean =>
  missing.length + unexpected.length > 0;

/** One line for each example, and what is wrong with it. */
export function exampleReport(results: readonly ExampleResult[]): string {
  const failed = results.filter(hasFailed).length;
  const outcome = failed === 0 ? 'all passed' : `${failed} failed`;
  const lines = results.flatMap((result) => [
    `${hasFailed(result) ? '✗' : '✓'} ${result.file}  ${result.example}`,
    ...result.missing.map((call) => `    not found   ${call}`),
    ...result.unexpected.map((call) => `    unexpected  ${call}`),
  ]);
  return [
    ...lines.map(escapeControls),
    '',
    `${countOf(results.length, 'example')}, ${outcome}`,
  ].join('\n');
}

/** What is in the one list more often than in the other. */
export function without(all: readonly string[], removed: readonly string[]): readonly string[] {
  const left = [...removed];
  return all.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
