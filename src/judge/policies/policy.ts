import type { FunctionId } from '../../parse/facts.js';
import type { LoopFact, Span } from '../../parse/statement-facts.js';
import type { ExternalValue } from '../../resolve/values.js';
import type { Mark, Point } from '../code/points.js';

export const policyKinds = ['retry', 'breaker', 'bulkhead'] as const;

export type PolicyKind = (typeof policyKinds)[number];

/** What the configuration of a policy is read from. */
export type PolicySource =
  | {
      readonly by: 'guard';
      readonly on: ExternalValue;
      readonly point: Point;
      readonly operation: string;
    }
  | { readonly by: 'loop'; readonly loop: LoopFact }
  /** A handler in which the function calls itself again. */
  | { readonly by: 'recursion'; readonly handler: Span; readonly function: FunctionId }
  /** Code of the repository that shares the state of a breaker. */
  | { readonly by: 'state'; readonly file: string; readonly unit: Span }
  | { readonly by: 'permit' };

/** A policy that stands around calls. */
export interface Policy {
  /** Two with the same one are one policy. */
  readonly key: string;
  readonly kind: PolicyKind;
  /** Where it is made, or where it stands. */
  readonly mark: Mark;
  readonly source: PolicySource;
  /** Attempts or permits as the verdict has them. */
  readonly count?: number;
}

export type Policies = readonly Policy[];

export const NO_POLICIES: Policies = [];

interface Protecting {
  readonly mark: Mark;
  readonly retry?: { readonly attempts?: number };
  readonly breaker?: true;
  readonly bulkhead?: { readonly limit?: number };
  readonly source?: PolicySource;
}

/** The policies of these kinds among layers. */
export const policiesOf = (layers: readonly Protecting[], kinds: readonly PolicyKind[]): Policies =>
  layers.flatMap((layer) => kinds.flatMap((kind) => policyOf(layer, kind) ?? []));

function policyOf(layer: Protecting, kind: PolicyKind): Policy | null {
  const { mark, source } = layer;
  if (source === undefined || layer[kind] === undefined) return null;
  const count = kind === 'retry' ? layer.retry?.attempts : layer.bulkhead?.limit;
  const key = keyOf({ kind, mark, source });
  return { key, kind, mark, source, ...(count !== undefined && kind !== 'breaker' && { count }) };
}

/** Two that are made in the same place are one. */
export function keyOf({ kind, mark, source }: Omit<Policy, 'key' | 'count'>): string {
  const at = source.by === 'state' ? source.unit.start : mark.start;
  const file = source.by === 'state' ? source.file : mark.file;
  return `${kind}\0${file}\0${at}`;
}

/** All of them, each once. */
export function merged(lists: readonly Policies[]): Policies {
  let all = NO_POLICIES;
  let known: Map<string, Policy> | null = null;
  for (const list of lists) {
    if (list.length === 0 || list === all) continue;
    if (all.length === 0) {
      all = list;
      continue;
    }
    // Most functions have no policies around them, and most callers of one the same.
    known ??= new Map(all.map((one) => [one.key, one]));
    for (const one of list) if (!known.has(one.key)) known.set(one.key, one);
  }
  return known === null || known.size === all.length ? all : [...known.values()];
}
