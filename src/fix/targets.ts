import type { Assessment, Call, Finding } from '../model/assessment.js';
import type { Rule } from '../model/rule.js';
import { groupBy } from '../text/group-by.js';

/** A call that a codemod is to protect, and the findings that ask for it. */
export interface Asked {
  readonly codemod: string;
  readonly call: Call;
  readonly findings: readonly Finding[];
}

/** Which findings to fix, given what would fix them. */
export type Selects = (finding: Finding, codemod: string | undefined) => boolean;

/** The calls of all findings that a codemod can remove, each once per codemod, in their order. */
export function askedCalls(
  assessment: Assessment,
  rules: readonly Rule[],
  selects: Selects,
): readonly Asked[] {
  const codemods = new Map(rules.map(({ id, fix }) => [id, fix]));
  const pairs = assessment.findings
    .filter((finding) => finding.suppression.state === 'active')
    .filter((finding) => selects(finding, codemods.get(finding.rule)))
    .flatMap((finding) => {
      const codemod = codemods.get(finding.rule);
      const calls = codemod === undefined ? [] : callsOf(assessment, finding);
      return calls.map((call) => ({ codemod: codemod ?? '', call, finding }));
    });
  const groups = groupBy(pairs, ({ codemod, call }) => `${codemod} ${call.id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { codemod, call } = first;
    return [{ codemod, call, findings: group.map(({ finding }) => finding) }];
  });
}

/** The calls that show the flaw: of a dependency, those that the evidence names. */
function callsOf({ calls }: Assessment, finding: Finding): readonly Call[] {
  if (finding.subject === 'call') return calls.filter(({ id }) => id === finding.subjectId);
  if (finding.subject !== 'dependency') return [];
  const named = new Set(finding.evidence.map(placeText));
  return calls.filter(
    (call) => call.dependency === finding.subjectId && named.has(placeText(call)),
  );
}

const placeText = ({
  file,
  line,
  column,
}: Pick<Finding, 'file' | 'line'> & { column?: number | undefined }) =>
  `${file}:${line}:${column ?? 1}`;
