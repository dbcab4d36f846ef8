import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { assessmentSchema } from '../../src/model/assessment.js';
import { callPathSchema } from '../../src/model/entry.js';
import { protectionSchema } from '../../src/model/protection.js';
import { sampleAssessment, sampleCall } from '../report/sample-assessment.js';

const valid = (assessment: unknown): boolean => assessmentSchema.safeParse(assessment).success;

describe('the schema of an assessment', () => {
  test('refuses fields it does not know', () => {
    expect(valid({ ...sampleAssessment, extra: 1 })).toBe(false);
    expect(valid({ ...sampleAssessment, calls: [{ ...sampleCall(), extra: 1 }] })).toBe(false);
  });

  test.each(['/etc/passwd', '../up.ts', '..', ''])('refuses %j as a path of a file', (file) => {
    expect(valid({ ...sampleAssessment, calls: [sampleCall({ file })] })).toBe(false);
  });

  test.each(['a.ts', '.', '..a/b.ts', 'a b\n.ts'])('takes %j as a path of a file', (file) => {
    expect(valid({ ...sampleAssessment, calls: [sampleCall({ file })] })).toBe(true);
  });

  test('refuses a verdict "unknown" without a reason', () => {
    const { protection } = sampleCall();
    for (const name of ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback']) {
      const silent = { ...protection, [name]: { status: 'unknown' } };
      expect(protectionSchema.safeParse(silent).success).toBe(false);
    }
    expect(protectionSchema.safeParse(protection).success).toBe(true);
  });

  test('takes the verdicts of the design document', () => {
    const protection = {
      timeout: {
        status: 'bounded',
        ms: 5000,
        by: 'client-option',
        covers: ['connect', 'headers'],
        evidence: [{ file: 'src/http.ts', line: 8 }],
        ineffective: [],
      },
      retry: { status: 'no' },
      breaker: { status: 'no' },
      bulkhead: { status: 'library-default', limit: 10 },
      fallback: { status: 'handled', evidence: [{ file: 'src/a.ts', line: 20 }] },
    };
    expect(protectionSchema.parse(protection)).toEqual(protection);
  });

  test('takes call paths with groups in groups', () => {
    const call = { step: 'call', call: 'a'.repeat(16), worstCaseMs: null, attempts: 3 };
    const path = {
      entryPoint: 'b'.repeat(16),
      structure: { step: 'sequence', steps: [call, { step: 'parallel', steps: [call] }] },
      worstCaseMs: null,
      attempts: 6,
    };
    expect(callPathSchema.parse(path)).toEqual(path);
  });

  test('can be published as JSON Schema that closes every object', () => {
    const schema = JSON.stringify(z.toJSONSchema(assessmentSchema));
    const objects = schema.match(/"type":"object"/g) ?? [];
    const closed = schema.match(/"additionalProperties":false/g) ?? [];
    expect(objects.length).toBeGreaterThan(20);
    expect(closed).toHaveLength(objects.length);
  });
});
