import type { Assessment, Gate } from '../../model/assessment.js';
import { nearestFolder } from '../../text/nearest-folder.js';

/** What an assessment says of one package. */
export interface PackagePart {
  readonly dir: string;
  /** With the maturity of the whole: whoever can score does so anew. */
  readonly assessment: Assessment;
}

/** The packages with calls, services or findings, each by itself; none where there is only one. */
export function packageParts(assessment: Assessment): readonly PackagePart[] {
  const dirs = new Set(assessment.packages.map(({ dir }) => dir));
  const packageOf = (file: string): string => nearestFolder(file, dirs);
  const { calls, findings, services } = assessment;
  const filled = new Set([
    ...[...calls, ...findings].map(({ file }) => packageOf(file)),
    ...services.map(({ dir }) => dir),
  ]);
  const parts = assessment.packages.filter(({ dir }) => filled.has(dir));
  if (parts.length < 2) return [];
  return parts.map(({ dir }) => ({
    dir,
    assessment: partOf(assessment, dir, (file) => packageOf(file) === dir),
  }));
}

type Holds = (file: string) => boolean;

function partOf(whole: Assessment, dir: string, holds: Holds): Assessment {
  const isInside = ({ file }: { readonly file: string }): boolean => holds(file);
  const calls = whole.calls.filter(isInside);
  const ids = new Set(calls.map(({ id }) => id));
  const isUsed = (one: { readonly calls: readonly string[] }): boolean =>
    one.calls.some((id) => ids.has(id));
  const reaching = new Set(calls.flatMap(({ entryPoints }) => entryPoints ?? []));
  const entryPoints = whole.entryPoints.filter((one) => isInside(one) || reaching.has(one.id));
  const entering = new Set(entryPoints.map(({ id }) => id));
  const findings = whole.findings.filter(isInside);
  return {
    ...whole,
    ...{ calls, entryPoints, findings },
    packages: whole.packages.filter((one) => one.dir === dir),
    files: whole.files.filter(isInside),
    dependencies: whole.dependencies.filter(isUsed).map((one) => withCalls(one, ids, whole)),
    breakers: whole.breakers.filter(isUsed),
    retries: whole.retries.filter(isUsed),
    pools: whole.pools.filter(isUsed),
    services: whole.services.filter((one) => one.dir === dir),
    callPaths: whole.callPaths.filter(({ entryPoint }) => entering.has(entryPoint)),
    ...(whole.gate !== undefined && { gate: gateOf(whole.gate, { dir, holds, findings }) }),
  };
}

function withCalls(
  dependency: Assessment['dependencies'][number],
  ids: ReadonlySet<string>,
  { calls: all }: Assessment,
): Assessment['dependencies'][number] {
  const calls = dependency.calls.filter((id) => ids.has(id));
  const own = new Set(calls);
  const clients = new Set(all.filter(({ id }) => own.has(id)).map(({ client }) => client));
  return {
    ...dependency,
    calls,
    callCount: calls.length,
    clients: dependency.clients.filter((client) => clients.has(client)),
  };
}

interface Inside {
  readonly dir: string;
  readonly holds: Holds;
  readonly findings: Assessment['findings'];
}

/** What the gate said of the package: its own conditions, and the findings of the others. */
function gateOf(gate: Gate, { dir, holds, findings }: Inside): Gate {
  const ids = new Set(findings.map(({ id }) => id));
  const conditions = gate.conditions
    .filter((one) => one.package === dir || (one.package === undefined && one.value === undefined))
    .map((one) => {
      const failing = one.findings.filter((id) => ids.has(id));
      const passed = one.value === undefined ? failing.length === 0 : one.passed;
      return { ...one, findings: failing, passed };
    });
  const { baseline } = gate;
  return {
    ...gate,
    conditions,
    passed: conditions.every(({ passed }) => passed),
    new: gate.new.filter((id) => ids.has(id)),
    fixed: gate.fixed.filter(({ file }) => holds(file)),
    ...(baseline !== undefined && { baseline: baselineOf(baseline, holds, findings) }),
  };
}

const baselineOf = (
  baseline: NonNullable<Gate['baseline']>,
  holds: Holds,
  findings: Assessment['findings'],
): NonNullable<Gate['baseline']> => ({
  ...baseline,
  silenced: findings.filter(
    ({ suppression }) => suppression.state === 'suppressed' && suppression.by === 'baseline',
  ).length,
  unmatched: baseline.unmatched.filter(({ file }) => holds(file)),
  expired: baseline.expired.filter(({ file }) => holds(file)),
});
