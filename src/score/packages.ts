import type {
  AssessedPackage,
  Call,
  PackageMaturity,
  Service,
  TierState,
} from '../model/assessment.js';
import type { MaturityModel } from '../model/maturity-model.js';
import { nearestFolder } from '../text/nearest-folder.js';
import { criteriaOf } from './areas.js';
import type { Scope } from './facts.js';
import { requirementsOf, settled } from './levels.js';
import type { Ruler } from './measure.js';
import { scored, type Scored } from './scored.js';

/** Each package that has something to score, by itself. */
export function packagesOf(
  packages: readonly AssessedPackage[],
  scope: Scope,
  ruler: Ruler,
): PackageMaturity[] {
  const scopes = scopesByPackage(packages, scope);
  return packages.flatMap((one) => {
    const own = scopes.get(one.dir);
    return own === undefined ? [] : [packageMaturity(one, scored(own, ruler), ruler.model)];
  });
}

function packageMaturity(
  { dir, name, tier }: AssessedPackage,
  { standing, areas }: Scored,
  model: MaturityModel,
): PackageMaturity {
  const criteria = criteriaOf(areas);
  const state = tierState(tier, criteria, model);
  return {
    dir,
    ...(name !== undefined && { name }),
    ...standing,
    areas: areas.map(({ id, score }) => ({ id, score })),
    criteria: [...criteria.values()].map(({ id, coverage }) => ({ id, coverage })),
    ...(state !== null && { tier: state }),
  };
}

/** Whether a package keeps what its tier asks; null without a tier that the model knows. */
function tierState(
  tier: number | undefined,
  criteria: ReturnType<typeof criteriaOf>,
  { tiers }: MaturityModel,
): TierState | null {
  const known = tiers.find((one) => one.tier === tier);
  if (known === undefined) return null;
  const requirements = requirementsOf(known.requires, criteria);
  const met = requirements.every(({ state }) => settled.has(state));
  return { tier: known.tier, name: known.name, met, requirements };
}

interface Gathered {
  readonly calls: Call[];
  readonly services: Service[];
}

function scopesByPackage(
  packages: readonly AssessedPackage[],
  { calls, services }: Scope,
): ReadonlyMap<string, Scope> {
  const dirs = new Set(packages.map(({ dir }) => dir));
  const scopes = new Map<string, Gathered>();
  const scopeOf = (dir: string): Gathered => {
    const known = scopes.get(dir) ?? { calls: [], services: [] };
    scopes.set(dir, known);
    return known;
  };
  for (const call of calls) scopeOf(nearestFolder(call.file, dirs)).calls.push(call);
  for (const service of services) scopeOf(service.dir).services.push(service);
  return scopes;
}
