import type { Assessment, Call, Finding } from '../model/assessment.js';
import { codemods, type Codemod } from '../model/fix.js';
import type { Rule } from '../model/rule.js';
import { groupBy } from '../text/group-by.js';

/** A call that a codemod is to protect, and the findings that ask for it. */
export interface Asked {
  readonly codemod: Codemod;
  readonly call: Call;
  readonly findings: readonly Finding[];
}

/** Which findings to fix, given what would fix them. */
export type Selects = (finding: Finding, codemod: Codemod | undefined) => boolean;

/** The calls of all findings that a codemod can remove, each once per codemod, in their order. */
export function askedCalls(
  assessment: Assessment,
  rules: readonly Rule[],
  selects: Selects,
): readonly Asked[] {
  const byRule = new Map(rules.map(({ id, fix }) => [id, codemods.find((one) => one === fix)]));
  const pairs = assessment.findings
    .filter((finding) => finding.suppression.state === 'active')
    .filter((finding) => selects(finding, byRule.get(finding.rule)))
    .flatMap((finding) => {
      const codemod = byRule.get(finding.rule);
      if (codemod === undefined) return [];
      return callsOf(assessment, finding, codemod).map((call) => ({ codemod, call, finding }));
    });
  const groups = groupBy(pairs, ({ codemod, call }) => `${codemod} ${call.id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { codemod, call } = first;
    return [{ codemod, call, findings: group.map(({ finding }) => finding) }];
  });
}

/** The calls that show the flaw. */
function callsOf({ calls }: Assessment, finding: Finding, codemod: Codemod): readonly Call[] {
  if (finding.subject === 'call') return calls.filter(({ id }) => id === finding.subjectId);
  if (finding.subject !== 'dependency') return [];
  const own = calls.filter(({ dependency }) => dependency === finding.subjectId);
  switch (codemod) {
    case 'add-timeout': {
      const places = new Set(finding.evidence.map(placeText));
      const shown = new Set(own.filter((call) => places.has(placeText(call))).map(lookOf));
      return own.filter((call) => shown.has(lookOf(call)));
    }
    // What goes past a breaker or bulkhead takes its effect away, so all calls go through.
    case 'add-breaker':
      return own.filter((call) => isService(call) && call.protection.breaker.status !== 'yes');
    case 'add-bulkhead':
      return own.filter((call) => isService(call) && call.protection.bulkhead.status === 'no');
    // What the catalogue knows to write is nobody's question; the rest is told from the source.
    case 'add-retry':
      return own.filter(
        (call) =>
          isService(call) && call.protection.retry.status === 'no' && call.effect !== 'write',
      );
    // Who waits for a write wants it done, and no other answer.
    case 'add-fallback':
      return own.filter(
        (call) =>
          isService(call) && call.protection.fallback.status === 'no' && call.effect === 'read',
      );
  }
}

/** A finding names some of its calls; the others look the same to its rule. */
const lookOf = ({
  client,
  role,
  context,
  protection: { timeout },
  entryPoints = [],
}: Call): string => JSON.stringify([client, role, context, timeout.status, entryPoints.length > 0]);

/** Streams and subscriptions are no requests that end, and scripts run by themselves. */
const isService = ({ role, context }: Call): boolean => role === 'request' && context === 'server';

const placeText = ({
  file,
  line,
  column,
}: Pick<Finding, 'file' | 'line'> & { column?: number | undefined }) =>
  `${file}:${line}:${column ?? 1}`;
