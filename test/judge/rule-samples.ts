import { expect } from 'vitest';
import { parseRule } from '../../src/config/rules/rule-file.js';
import type { Assessment, Call } from '../../src/model/assessment.js';
import type { Rule } from '../../src/model/rule.js';
import { sampleAssessment, sampleCall } from '../report/sample-assessment.js';

/** A rule with what the test says, everything else being of no interest. */
export function rule(
  fields: Partial<
    Record<'id' | 'subject' | 'severity' | 'when' | 'each' | 'calls' | 'message' | 'fix', string>
  >,
): Rule {
  const { id = 'flaw', ...rest } = fields;
  const given = { subject: 'call', severity: 'error', when: 'true', message: 'm', ...rest };
  const lines = Object.entries(given).map(([key, value]) =>
    key === 'severity' ? `${key}: ${value}` : `${key}: ${JSON.stringify(value)}`,
  );
  const text = [
    `id: ${id}`,
    ...lines,
    'stability: nursery\nwhat: w\nwhy: w\nremedy: r\nreferences: [https://example.com]',
    "examples:\n  - { name: a, files: { a.ts: '// expect' } }\n  - { name: b, files: { b.ts: '' } }",
  ].join('\n');
  const parsed = parseRule(`${id}.yaml`, text);
  expect(parsed.problems).toEqual([]);
  return parsed.rule!;
}

export const idOf = (digit: number): string => String(digit).padStart(16, '0');

/** An assessment with these calls, each in a file of its own. */
export function withCalls(...changes: readonly Partial<Call>[]): Assessment {
  const calls = changes.map((change, index) =>
    sampleCall({ id: idOf(index + 1), file: `src/${index + 1}.ts`, origin: [], ...change }),
  );
  const ids = [...new Set(calls.map(({ dependency }) => dependency))];
  const dependencies = ids.map((id) => {
    const own = calls.filter(({ dependency }) => dependency === id);
    return {
      id,
      name: id,
      kind: own[0]!.kind,
      clients: [own[0]!.client],
      callCount: own.length,
      calls: own.map((call) => call.id),
    };
  });
  return { ...sampleAssessment, calls, dependencies };
}
