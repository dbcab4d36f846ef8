import type { Assessment, Finding } from '../../src/model/assessment.js';
import { sampleAssessment } from '../report/sample-assessment.js';

let made = 0;

/** An active error of a stable rule, unlike any other. */
export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  made += 1;
  const unique = made.toString(16).padStart(15, '0');
  return {
    id: `a${unique}`,
    contentId: `b${unique}`,
    file: 'src/a.ts',
    line: made,
    column: 1,
    endLine: made,
    endColumn: 10,
    rule: 'missing-timeout',
    severity: 'error',
    stability: 'stable',
    message: 'axios get waits without end.',
    subject: 'call',
    subjectId: `a${unique}`,
    evidence: [],
    suppression: { state: 'active' },
    ...changes,
  };
}

export const assessmentWith = (
  findings: readonly Finding[],
  changes: Partial<Assessment> = {},
): Assessment => ({ ...sampleAssessment, findings: [...findings], ...changes });
