import type { FileContext } from '../../model/repository.js';

export interface ContextReason {
  readonly context: FileContext;
  readonly reason: string;
}

/** Who uses what, by name: files by the files that import them, declarations by declarations. */
export type Users = ReadonlyMap<string, readonly string[]>;

interface Spreading {
  readonly users: Users;
  /** "imported only by browser files such as src/a.ts", without its end. */
  readonly reason: (context: FileContext) => string;
}

/**
 * What is used moves once all that use it have left the server for the same place; then what it
 * uses itself may follow. Contexts only ever move away from "server", so this ends.
 */
export function spread(contexts: Map<string, ContextReason>, { users, reason }: Spreading): void {
  const isServer = (name: string): boolean =>
    (contexts.get(name)?.context ?? 'server') === 'server';
  const waiting = new Map([...users].map(([name, by]) => [name, by.filter(isServer).length]));
  const used = usedBy(users);
  const queue = [...users.keys()].filter((name) => waiting.get(name) === 0);
  for (const name of queue) {
    const by = users.get(name) ?? [];
    const context = isServer(name) ? sharedContext(contexts, by) : null;
    if (context === null) continue;
    contexts.set(name, { context, reason: `${reason(context)} ${fileOf(by[0] ?? '')}` });
    for (const next of used.get(name) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) queue.push(next);
    }
  }
}

/** Declarations are named by their file and their number in it. */
const fileOf = (name: string): string => name.split('\0', 1)[0] ?? name;

/** The other way round: what each one uses. */
export function usedBy(users: Users): Users {
  const used = new Map<string, string[]>();
  for (const [name, by] of users) {
    for (const user of by) {
      const known = used.get(user);
      if (known === undefined) used.set(user, [name]);
      else known.push(name);
    }
  }
  return used;
}

function sharedContext(
  contexts: ReadonlyMap<string, ContextReason>,
  users: readonly string[],
): FileContext | null {
  const found = new Set(users.map((name) => contexts.get(name)?.context ?? 'server'));
  const [only] = found;
  return found.size !== 1 || only === undefined || only === 'server' ? null : only;
}
