import { describe, expect, test } from 'vitest';
import { reportJson } from '../../src/report/json.js';
import { sampleAssessment, sampleCall } from './sample-assessment.js';

describe('the JSON report', () => {
  test('is the assessment, and ends in a newline', () => {
    const json = reportJson(sampleAssessment);
    expect(JSON.parse(json)).toEqual(sampleAssessment);
    expect(json.endsWith('}\n')).toBe(true);
  });

  test('keeps file names that a terminal would act on, as escapes', () => {
    const file = 'a\x1b[2J\u009b31m\u202e\u{e0041}\u2028.ts';
    const json = reportJson({ ...sampleAssessment, calls: [sampleCall({ file })] });
    expect(JSON.parse(json)).toHaveProperty('calls.0.file', file);
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test('keeps file names that a CI system would obey, as escapes', () => {
    const file = '::error::a##[error]b##vso[c].ts';
    const json = reportJson({ ...sampleAssessment, calls: [sampleCall({ file })] });
    expect(JSON.parse(json)).toHaveProperty('calls.0.file', file);
    expect(json).not.toMatch(/##\w*\[|^\s*::/m);
  });
});
