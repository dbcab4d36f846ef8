import semver from 'semver';
import type { Catalog } from '../../model/catalog.js';
import type { PolicyTarget } from '../../model/catalog-target.js';
import type { FixReason } from '../../model/fix.js';
import { isRecord } from '../../text/record.js';
import { hasSince, oldestNode, type ReadFile } from '../timeout/node-support.js';
import { manifestOf } from './manifest.js';
import type { PolicyModule, PolicyParts, PolicyRole } from './policy-use.js';
import type { Runner } from './wrap-call.js';

/** A library that policies are made with, in the place of the runtime library. */
export interface Target {
  /** Its npm package. */
  readonly library: string;
  readonly code: PolicyTarget;
}

/** The library of that name; null where the catalogue cannot write policies with it. */
export function targetOf({ clients }: Pick<Catalog, 'clients'>, name: string): Target | null {
  const entry = clients.find(({ client }) => client === name);
  const [library] = entry?.packages ?? [];
  return entry?.policyTarget === undefined || library === undefined
    ? null
    : { library, code: entry.policyTarget };
}

/** Names that `targetOf` knows. */
export const targetNames = ({ clients }: Pick<Catalog, 'clients'>): readonly string[] =>
  clients.filter(({ policyTarget }) => policyTarget !== undefined).map(({ client }) => client);

/** How a policy runs a call; only the runtime library is told of writes. */
export const runnerOf = (target: Target | null, policy: string): Runner => ({
  policy,
  method: target?.code.method ?? 'execute',
  marksWrites: target === null,
});

/** Which of a dependency's policies does what is asked: what repeats calls is one of its own. */
export const roleOf = ({ retry }: PolicyParts): PolicyRole => (retry === true ? 'retry' : 'policy');

/** Why a package cannot have a policy that does this. */
export function targetObstacle(
  target: Target,
  parts: PolicyParts,
  { module, read }: { readonly module: PolicyModule; readonly read: ReadFile },
): FixReason | null {
  if (!canDo(target.code, parts)) return 'not-in-target';
  const asked = askedRange(target, module, read);
  const range = asked ?? wantedRange(target, module, read);
  if (range === null) return 'target-version';
  const oldest = oldestOf(range);
  return oldest === null || semver.satisfies(oldest, target.code.versions)
    ? null
    : 'target-version';
}

function canDo({ parts: given, retry }: PolicyTarget, parts: PolicyParts): boolean {
  const gives = (what: string): boolean => given.some((one) => one.gives === what);
  if (parts.fallback === true) return false;
  if (parts.retry === true) return retry !== undefined;
  if (parts.bulkhead === true) return gives('bulkhead');
  return gives(parts.timeoutMs === undefined ? 'breaker' : 'timeout');
}

/** What a package's manifest asks for already; null where it does not. */
export function askedRange(
  { library }: Target,
  { packageDir }: PolicyModule,
  read: ReadFile,
): string | null {
  const manifest = manifestOf(packageDir, read);
  for (const list of ['dependencies', 'devDependencies', 'peerDependencies']) {
    const asked = manifest?.[list];
    const range = isRecord(asked) ? asked[library] : undefined;
    if (typeof range === 'string') return range;
  }
  return null;
}

/** Tags, folders and "any version" say nothing of which versions they are. */
function oldestOf(range: string): string | null {
  const valid = semver.validRange(range);
  return valid === null || valid === '*' ? null : (semver.minVersion(valid)?.version ?? null);
}

/** What it is to ask for: the newest versions that run wherever the package does. */
export function wantedRange(
  { code }: Target,
  { packageDir, file, form }: PolicyModule,
  read: ReadFile,
): string | null {
  const node = oldestNode(file, read);
  const isNative =
    form === 'module' &&
    (/\.m[jt]s$/.test(file) || manifestOf(packageDir, read)?.['type'] === 'module');
  const fitting = code.wanted.find(
    (one) =>
      (one.module !== true || isNative) &&
      (one.node === undefined || hasSince(node, one.node) === true),
  );
  return fitting?.range ?? null;
}
