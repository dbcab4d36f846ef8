import { severities } from '../model/levels.js';
import type { RuleFile, SeverityByReach } from '../model/rule.js';

/** One level: as it is for whoever waits for an answer, and lower where nobody or only one does. */
export function severityByReach(severity: RuleFile['severity']): SeverityByReach {
  if (typeof severity !== 'string') return severity;
  const lower = severities[severities.indexOf(severity) + 1] ?? severity;
  return { request: severity, worker: lower, script: 'note', browser: 'note' };
}
