import type { CallKind } from '../../model/call-kinds.js';

/** Longest waits to begin with, where neither the user nor the catalogue says better. */
const defaults: Readonly<Record<CallKind, number>> = {
  cache: 2_000,
  dns: 5_000,
  ldap: 5_000,
  http: 10_000,
  rpc: 10_000,
  graphql: 10_000,
  queue: 10_000,
  search: 10_000,
  realtime: 10_000,
  other: 10_000,
  db: 30_000,
  saas: 30_000,
  storage: 30_000,
  email: 30_000,
  ftp: 30_000,
  ai: 60_000,
};

/**
 * Longest waits by kind of call; `all` for every kind that has none of its own; `acquire` for a
 * connection of a pool.
 */
export type Limits = Readonly<Partial<Record<CallKind | 'all' | 'acquire', number>>>;

/** A connection is there, or is given back, much sooner than a query may take. */
const ACQUIRE_MS = 2_000;

/** The longest wait for a connection of a pool. */
export const acquireMs = (chosen: Limits): number =>
  chosen.acquire ?? Math.min(chosen.all ?? ACQUIRE_MS, ACQUIRE_MS);

/** The longest wait for a call of that kind. */
export const limitMs = (kind: CallKind, chosen: Limits, recommended: number | undefined): number =>
  chosen[kind] ?? chosen.all ?? recommended ?? defaults[kind];
