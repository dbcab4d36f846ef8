import { ownersOf } from './discover/code-owners.js';
import { coverageOf, byPlace } from './detect/coverage.js';
import { groupByDependency } from './detect/dependencies.js';
import type { Detection } from './detect/detect.js';
import { toolVersion } from './io/tool-version.js';
import type { PolicyLists } from './judge/policies/register.js';
import type {
  AssessedFile,
  AssessedPackage,
  Assessment,
  Call,
  CallPath,
  EntryPoint,
  Location,
  Pool,
  Service,
  Source,
} from './model/assessment.js';
import type { Repository } from './model/repository.js';
import type { Settings } from './model/settings.js';
import { unscored } from './model/unscored.js';
import type { FactsStore } from './parse/facts-store.js';
import { compareText } from './text/compare-text.js';
import { namesPackage } from './text/names-package.js';

/** What the stages found, and what they went by. */
export interface Assessed {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly detection: Detection;
  readonly policies: PolicyLists;
  readonly services: readonly Service[];
  readonly entryPoints: readonly EntryPoint[];
  readonly callPaths: readonly CallPath[];
  /** SHA-256 of what clients, guards, practices and rules were made from. */
  readonly rules: string;
  readonly settings: Settings;
}

/** One serialisable object of what the stages found; rules have not been asked yet, nothing is scored. */
export function assemble(assessed: Assessed): Assessment {
  const { repository, files, detection, policies, services, rules, settings } = assessed;
  const { entryPoints, callPaths } = assessed;
  const { calls, dependencies } = groupByDependency([...detection.calls].sort(byPlace));
  return {
    schemaVersion: 1,
    tool: { name: 'resilint', version: toolVersion(), rules },
    source: sourceOf(repository),
    packages: packagesOf(repository, settings),
    files: assessedFiles([...calls, ...entryPoints], assessed),
    calls: [...calls],
    dependencies: [...dependencies],
    breakers: [...policies.breakers],
    retries: [...policies.retries],
    pools: policies.pools.map((pool) => withDependency(pool, calls)),
    services: [...services],
    entryPoints: [...entryPoints],
    callPaths: [...callPaths],
    findings: [],
    rules: [],
    ...declarations(settings),
    maturity: unscored,
    coverage: coverageOf(repository, files, detection),
  };
}

/** A pool that calls of one dependency share is that dependency's. */
function withDependency(pool: Pool, calls: readonly Call[]): Pool {
  const own = new Set(pool.calls);
  const names = new Set(calls.flatMap(({ id, dependency }) => (own.has(id) ? [dependency] : [])));
  const [dependency] = names;
  return names.size === 1 && dependency !== undefined ? { ...pool, dependency } : pool;
}

/** Of several settings that name a package, the last one decides its tier. */
function packagesOf({ packages }: Repository, settings: Settings): AssessedPackage[] {
  return packages.map(({ name, dir, published }) => {
    const named = { ...(name !== undefined && { name }), dir };
    const tier = settings.packages.findLast(
      (one) => one.tier !== undefined && namesPackage(one.match, named),
    )?.tier;
    return {
      ...named,
      ...(tier !== undefined && { tier }),
      ...(published !== undefined && { published }),
    };
  });
}

/** What no source shows and the settings say of operation. */
function declarations({ declared }: Settings): Pick<Assessment, 'declared'> {
  return Object.keys(declared).length === 0 ? {} : { declared };
}

function sourceOf({ commit, dirty, prefix }: Repository): Source {
  return {
    ...(commit !== undefined && { commit }),
    ...(dirty !== undefined && { dirty }),
    ...(prefix !== undefined && { prefix }),
  };
}

function assessedFiles(
  places: readonly Location[],
  { repository: { codeOwners }, files, detection: { contexts } }: Assessed,
): AssessedFile[] {
  return [...new Set(places.map(({ file }) => file))].sort(compareText).map((file) => {
    const known = contexts.get(file);
    if (known === undefined) throw new Error(`no context is known of ${file}`);
    const { context, reason } = known;
    return {
      file,
      sha256: files.hash(file),
      context,
      contextReason: reason,
      owners: ownersOf(file, codeOwners),
    };
  });
}
