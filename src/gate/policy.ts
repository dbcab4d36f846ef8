import type { Assessment } from '../model/assessment.js';
import { matchFindings } from './match.js';

/**
 * Comments as they stand in the state that the policy comes from: what silences a finding only since
 * then is the change's own opinion of itself, and does not count.
 */
export function withPolicy(assessment: Assessment, policy: Assessment): Assessment {
  const accepted = matchFindings(silencedByComments(policy), silencedByComments(assessment));
  return {
    ...assessment,
    findings: assessment.findings.map((finding) =>
      isSilencedByComment(finding) && !accepted.has(finding)
        ? { ...finding, suppression: { state: 'active' } }
        : finding,
    ),
  };
}

/** Whether any comment silences a finding: without one there is nothing to compare. */
export const hasComments = ({ findings }: Assessment): boolean =>
  findings.some(isSilencedByComment);

const silencedByComments = ({ findings }: Assessment) => findings.filter(isSilencedByComment);

const isSilencedByComment = ({ suppression }: Assessment['findings'][number]): boolean =>
  suppression.state === 'suppressed' && suppression.by === 'comment';
