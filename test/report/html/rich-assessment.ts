import type { Assessment, Finding } from '../../../src/model/assessment.js';
import { conditionsOf, gate } from '../../../src/gate/gate.js';
import type { Run } from '../../../src/model/run.js';
import { golden, TODAY } from './report-of.js';

const declared: Assessment['declared'] = {
  indicators: { mttrMinutes: 45, falseAlertsPerMonth: 12 },
  slos: [{ name: 'orders answered', objective: 0.999, windowDays: 30 }],
  practices: [{ practice: 'alerts', reason: 'in the repository of the platform team' }],
  business: {
    currency: 'EUR',
    outageHoursPerYear: 20,
    costPerOutageHour: 5000,
    avoidableShare: 0.5,
    costPerWorkingDay: 800,
  },
};

const accepted = (finding: Finding): Finding => ({
  ...finding,
  suppression: {
    ...{ state: 'suppressed', by: 'baseline', reason: 'replaced in autumn', owner: '@acme/orders' },
    ...{ since: '2026-06-01', until: '2026-07-10' },
  },
});

/** A gated assessment in which every section of the report has something to show. */
export function richAssessment(): Assessment {
  const assessment = golden('express-orders');
  const [first, ...others] = assessment.findings;
  const findings = [accepted(first!), ...others];
  return gate(
    { ...assessment, findings, declared },
    {
      failOn: conditionsOf(['error', 'score<0.1']),
      today: TODAY,
    },
  );
}

const run = (day: string, score: number, rules: string): Run => ({
  ...{ day, score, rules, commit: 'c'.repeat(40), version: '0.1.0', passed: false, level: 0 },
  ...{ areas: {}, calls: 30, silenced: 1 },
  findings: { error: 5, warning: 2, note: 6 },
});

export const history: readonly Run[] = [
  run('2026-04-01', 0.15, 'a'),
  run('2026-05-01', 0.2, 'a'),
  run('2026-06-01', 0.23, 'b'),
];
