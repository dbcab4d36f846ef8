import type { Assessment, Finding } from '../model/assessment.js';
import { severities } from '../model/levels.js';

/** What other programs are told: findings that nothing silences, the gravest and newest first. */
export function shownFindings({ findings, gate }: Assessment): readonly Finding[] {
  const failing = new Set(gate?.conditions.flatMap((condition) => condition.findings));
  const fresh = new Set(gate?.new);
  const rank = ({ id, severity }: Finding): number =>
    severities.indexOf(severity) * 4 + (failing.has(id) ? 0 : 2) + (fresh.has(id) ? 0 : 1);
  return findings
    .filter(({ suppression }) => suppression.state === 'active')
    .map((finding, index) => ({ finding, index, rank: rank(finding) }))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map(({ finding }) => finding);
}

/** The path of a file seen from the top of its repository, which is what hosts of code go by. */
export const repositoryPath = ({ source }: Pick<Assessment, 'source'>, file: string): string =>
  source.prefix === undefined ? file : `${source.prefix}/${file}`;
