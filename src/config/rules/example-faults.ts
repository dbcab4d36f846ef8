import type { RuleExample, RuleFile } from '../../model/rule.js';
import type { Fault } from '../schema-faults.js';

/** A line that must have exactly one finding. */
const EXPECTED = /\/\/ expect\s*$/m;

/** Whether an example is one of the flaw. */
const isPositive = (example: RuleExample): boolean =>
  'files' in example
    ? Object.values(example.files).some((text) => EXPECTED.test(text))
    : example.expect === 'finding';

/** Examples show the flaw and, as often, what only looks like it. */
export function exampleFaults({ examples, stability }: RuleFile): readonly Fault[] {
  const positives = examples.filter(isPositive).length;
  const negatives = examples.length - positives;
  const path = ['examples'];
  return [
    ...(positives === 0 ? [{ path, message: 'need one with the flaw (// expect)' }] : []),
    ...(negatives < positives
      ? [{ path, message: 'need one without the flaw for each with it' }]
      : []),
    ...repeatedNames(examples),
    ...(stability === 'stable' ? unscanned(examples) : []),
  ];
}

function repeatedNames(examples: readonly RuleExample[]): readonly Fault[] {
  const names = examples.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: ['examples', index, 'name'], message: 'is the name of another example' }],
  );
}

/** A stable rule has been seen firing in a scan. */
const unscanned = (examples: readonly RuleExample[]): readonly Fault[] =>
  examples.flatMap((example, index) =>
    'files' in example
      ? []
      : [
          {
            path: ['examples', index, 'facts'],
            message: 'examples of a stable rule are files that are scanned',
          },
        ],
  );
