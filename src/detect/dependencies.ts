import type { Call, Dependency } from '../model/assessment.js';
import { compareText } from '../text/compare-text.js';

/** Calls that name their dependency by id, and the dependencies they go to. */
export interface Dependencies {
  readonly calls: readonly Call[];
  readonly dependencies: readonly Dependency[];
}

/**
 * Groups calls by what they talk to. Detection names dependencies as the code does; where calls of
 * different kinds share a name ("localhost"), the kind goes in front to keep them apart.
 */
export function groupByDependency(named: readonly Call[]): Dependencies {
  const shared = namesOfSeveralKinds(named);
  const groups = new Map<string, Dependency>();
  const calls = named.map((call) => {
    const name = call.dependency;
    const id = shared.has(name) ? `${call.kind}:${name}` : name;
    const group = groups.get(id) ?? {
      id,
      name,
      kind: call.kind,
      clients: [],
      callCount: 0,
      calls: [],
    };
    groups.set(id, withCall(group, call));
    return { ...call, dependency: id };
  });
  return { calls, dependencies: [...groups.values()].sort(byWeight) };
}

function namesOfSeveralKinds(calls: readonly Call[]): ReadonlySet<string> {
  const kinds = new Map<string, string>();
  const shared = new Set<string>();
  for (const { dependency, kind } of calls) {
    const known = kinds.get(dependency) ?? kind;
    kinds.set(dependency, known);
    if (known !== kind) shared.add(dependency);
  }
  return shared;
}

function withCall(dependency: Dependency, { id, client }: Call): Dependency {
  dependency.calls.push(id);
  dependency.callCount += 1;
  if (!dependency.clients.includes(client)) {
    dependency.clients.push(client);
    dependency.clients.sort(compareText);
  }
  return dependency;
}

function byWeight(left: Dependency, right: Dependency): number {
  return right.callCount - left.callCount || compareText(left.id, right.id);
}
