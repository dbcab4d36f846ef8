import type { Finding, Recommendation } from '../../model/assessment.js';

/** What the report knows of the program that made it. */
interface Fixing {
  /** Codemods that `resilint fix` knows. */
  readonly codemods: readonly string[];
}

/**
 * The only place that decides whether a report offers `resilint fix`. The edits are shown before
 * anything is written, so those to be looked at are asked for as well.
 */
const fixCommand = (codemod: string, only: string, { codemods }: Fixing): string | null =>
  codemods.includes(codemod) ? `npx resilint fix --unsafe --only ${only}` : null;

/** The command that does a recommendation; null where none does. */
export const actionCommand = ({ codemod, rule }: Recommendation, fixing: Fixing): string | null =>
  codemod === undefined ? null : fixCommand(codemod, rule ?? codemod, fixing);

/** The codemod of a finding with its command; null where there is no codemod. */
export function fixView({ id, fix }: Finding, fixing: Fixing) {
  if (fix === undefined) return null;
  const { codemod, safety, reason = '' } = fix;
  const command = safety === 'refused' ? null : fixCommand(codemod, id, fixing);
  return { codemod, safety, reason, command };
}
