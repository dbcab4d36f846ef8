import type { CallFact } from '../../parse/facts.js';
import { functionKey, type FunctionPlace } from './points.js';

/** Functions that are kept for what runs them. */
export interface Kept {
  readonly as: string;
  /** The package that keeps them. */
  readonly dir: string;
  /** What they can be asked for by; none where that is not known. */
  readonly names: readonly string[];
  /** They were given that name, and answer to no other. */
  readonly isNamed: boolean;
  readonly functions: readonly FunctionPlace[];
}

/** What of it is asked for. */
interface Wanted {
  readonly as: string;
  readonly dir: string;
  /** Null where it is not known which. */
  readonly names: readonly string[] | null;
}

/** Functions that a framework is given to keep, and that others have it run. */
export class KeptHandlers {
  readonly #kept: Kept[] = [];
  readonly #places = new Set<string>();
  readonly #making = new Set<CallFact>();
  readonly #asked = new Set<string>();

  add(kept: Kept): void {
    this.#kept.push(kept);
    for (const one of kept.functions) this.#places.add(functionKey(one));
  }

  /** Names that something asks for. */
  addAsked(names: readonly string[]): void {
    for (const name of names) this.#asked.add(name);
  }

  /** Its parameters are what the framework hands to what is kept, not those of a handler. */
  isKept(place: FunctionPlace): boolean {
    return this.#places.has(functionKey(place));
  }

  /** A call that makes what is kept: it runs nothing of what it is given. */
  addMaking(call: CallFact): void {
    this.#making.add(call);
  }

  isMaking(call: CallFact): boolean {
    return this.#making.has(call);
  }

  of({ as, dir, names }: Wanted): readonly FunctionPlace[] {
    const all = this.#kept.filter((one) => one.as === as);
    const own = all.filter((one) => one.dir === dir);
    const near = own.length > 0 ? own : all;
    const found = names === null ? near : names.flatMap((name) => this.#named(near, name));
    return found.flatMap(({ functions }) => functions);
  }

  /** What has the name; else what may have it, since nothing says how it is named. */
  #named(all: readonly Kept[], name: string): readonly Kept[] {
    const exact = all.filter(({ names }) => names.includes(name));
    if (exact.length > 0) return exact;
    return all.filter(
      ({ isNamed, names }) => !isNamed && !names.some((one) => this.#asked.has(one)),
    );
  }
}
