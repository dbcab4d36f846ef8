import type { SeverityByReach } from './rule.js';

const everywhere = (severity: 'warning' | 'note'): SeverityByReach => ({
  request: severity,
  worker: severity,
  script: severity,
  browser: severity,
});

/** Rules about the comments that silence rules. They ask the sources, so they are no data. */
export const suppressionRules = [
  {
    id: 'invalid-suppression',
    severity: everywhere('warning'),
    stability: 'stable',
    what: 'A comment that is to silence a rule and does not',
    why: 'Whoever wrote it believes that the finding is accepted; without a reason nobody can tell later whether it still should be.',
    remedy:
      'Name the rule and the reason: // resilint-disable-next-line missing-timeout -- the job is killed after 30 s',
    references: [],
  },
  {
    id: 'unused-suppression',
    severity: everywhere('warning'),
    stability: 'stable',
    what: 'A comment that silences nothing',
    why: 'It will silence the next flaw that appears below it, which nobody has looked at.',
    remedy: 'Remove the comment.',
    references: [],
  },
] as const;

export type SuppressionRule = (typeof suppressionRules)[number]['id'];
