import type { Finding, Recommendation } from '../../model/assessment.js';

/**
 * The only place that decides whether a report offers `resilint fix`: where there is a codemod, and
 * where the command that runs it is there.
 */
function fixCommand(only: string, { canFix }: Fixing): string | null {
  return canFix ? `npx resilint fix --only ${only}` : null;
}

/** What the report knows of the program that made it. */
interface Fixing {
  /** Whether `resilint fix` is there to be copied. */
  readonly canFix: boolean;
}

/** The command that does a recommendation; null where none does. */
export const actionCommand = ({ codemod, rule }: Recommendation, fixing: Fixing): string | null =>
  codemod === undefined ? null : fixCommand(rule ?? codemod, fixing);

/** The codemod of a finding with its command; null where there is no codemod. */
export function fixView({ id, fix }: Finding, fixing: Fixing) {
  if (fix === undefined) return null;
  const { codemod, safety, reason = '' } = fix;
  return { codemod, safety, reason, command: safety === 'refused' ? null : fixCommand(id, fixing) };
}
