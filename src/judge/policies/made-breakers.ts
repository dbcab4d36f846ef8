import type { ClientEntry } from '../../model/catalog.js';
import type { ExternalValue } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Point } from '../code/points.js';
import { keyOf, type Policy } from './policy.js';

/** Breakers of libraries that are made, whether a call goes through them or not. */
export function madeBreakers(judging: Judging): readonly Policy[] {
  return judging.resolver.catalog.guards().flatMap((guard) => {
    const on = guard.protection?.breaker?.on;
    if (on === undefined) return [];
    return namesMaking(guard, on)
      .flatMap((name) => judging.names.calls(name))
      .filter((point) => isUsing(judging, point, guard))
      .flatMap((point) => madeAt(judging, point, { guard, on }));
  });
}

interface Made {
  readonly guard: ClientEntry;
  readonly on: readonly string[];
}

function madeAt(judging: Judging, point: Point, { guard, on }: Made): readonly Policy[] {
  const call = judging.call(point);
  if (call === undefined) return [];
  return judging.resolver
    .evaluateCall(point.call, placeOf(point.file, call))
    .flatMap((value) =>
      value.kind === 'external' &&
      value.client === guard &&
      on.includes(value.type) &&
      isMadeBy(value, call.start)
        ? [policyOf(value, point)]
        : [],
    );
}

const isMadeBy = ({ creations: [made] }: ExternalValue, start: number): boolean =>
  made?.start === start;

function policyOf(on: ExternalValue, point: Point): Policy {
  const mark = on.origin.at(-1) ?? { file: point.file, start: 0, what: on.path };
  const policy = {
    kind: 'breaker',
    mark,
    source: { by: 'guard', on, point, operation: '' },
  } as const;
  return { ...policy, key: keyOf(policy) };
}

/** Names under which the code makes one: what the package exports, and members that return one. */
function namesMaking(
  { exports: exported, types }: ClientEntry,
  on: readonly string[],
): readonly string[] {
  const makers = Object.entries(types).filter(
    ([, { construct, call }]) =>
      (construct !== undefined && on.includes(construct)) ||
      (call?.returns !== undefined && on.includes(call.returns)),
  );
  const named = new Set(makers.map(([name]) => name));
  const fromExports = Object.entries(exported).flatMap(([names, type]) =>
    named.has(type) ? names.split('|') : [],
  );
  const fromMembers = Object.values(types).flatMap(({ members = {} }) =>
    Object.entries(members).flatMap(([names, { returns }]) =>
      returns !== undefined && on.includes(returns) ? names.split('|') : [],
    ),
  );
  return [...new Set([...fromExports, ...fromMembers])];
}

/** Many files have a default import; only those of the guard's package matter. */
function isUsing(judging: Judging, { file }: Point, { packages }: ClientEntry): boolean {
  const requests = judging.facts(file)?.requests ?? [];
  return requests.some(({ specifier }) =>
    packages.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
  );
}
