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

/** The command for a recommendation; null where it would find nothing to edit. */
export function actionCommand(
  { codemod }: Recommendation,
  findings: readonly Finding[],
  fixing: Fixing,
) {
  if (codemod === undefined) return null;
  const asking = findings.filter(
    ({ fix, suppression }) => fix?.codemod === codemod && suppression.state === 'active',
  );
  const command = asking.length === 0 ? null : fixCommand(codemod, codemod, fixing);
  return command === null ? null : { command, findings: asking.length };
}

/** The codemod of a finding with its command; null where there is none that could be run. */
export function fixView({ id, fix }: Finding, fixing: Fixing) {
  const command = fix === undefined ? null : fixCommand(fix.codemod, id, fixing);
  return command === null ? null : { codemod: fix?.codemod ?? '', command };
}
