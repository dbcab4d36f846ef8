import { describe, expect, it } from 'vitest';
import { expectedFindings, foundFindings } from '../../src/cli/rule-examples.js';
import { shippedRuleFiles } from './rule-files.js';

describe.each(shippedRuleFiles)('the examples of $id', (rule) => {
  it.each(rule.examples)('$name', (example) => {
    expect(foundFindings(rule, example)).toEqual(expectedFindings(example));
  });
});
