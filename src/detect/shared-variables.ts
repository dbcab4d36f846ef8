import type { Call } from '../model/assessment.js';

/** A call, and whether its dependency is named by no more than the variable of its client. */
export interface NamedCall {
  readonly call: Call;
  readonly isVariable: boolean;
}

/**
 * Clients of several packages can be kept in variables of one name (`client`, `store`): what is called
 * is not the same, so that the package tells them apart.
 */
export function toldApart(named: readonly NamedCall[]): readonly Call[] {
  const clients = new Map<string, Set<string>>();
  for (const { call, isVariable } of named) {
    if (!isVariable) continue;
    const known = clients.get(call.dependency) ?? new Set();
    clients.set(call.dependency, known.add(call.client));
  }
  return named.map(({ call, isVariable }) =>
    isVariable && (clients.get(call.dependency)?.size ?? 0) > 1
      ? { ...call, dependency: `${call.dependency} (${call.client})` }
      : call,
  );
}
