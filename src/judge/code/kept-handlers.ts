import type { CallFact } from '../../parse/facts.js';
import { functionKey, pointKey, type FunctionPlace, type Point } from './points.js';
import { addToGroup } from '../../text/add-to-group.js';

/** Functions that are kept for what runs them. */
export interface Kept {
  readonly as: string;
  /** The package that keeps them. */
  readonly dir: string;
  /** What they can be asked for by; none where that is not known. */
  readonly names: readonly string[];
  /** They were given that name, and answer to no other. */
  readonly isNamed: boolean;
  /** Where the object was made that keeps them; null where that is not known. */
  readonly keeper: string | null;
  readonly functions: readonly FunctionPlace[];
}

/** What of it is asked for. */
interface Wanted {
  readonly as: string;
  readonly dir: string;
  /** Null where it is not known which. */
  readonly names: readonly string[] | null;
}

/** A call that runs what is kept under names. */
export interface Sending {
  readonly as: string;
  readonly dir: string;
  readonly names: readonly string[];
  /** Where the object was made that it sends by; null where that is not known. */
  readonly keeper: string | null;
  readonly point: Point;
  /** It does not wait for what they do. */
  readonly isUnawaited: boolean;
}

/** Functions that a framework is given to keep, and that others have it run. */
export class KeptHandlers {
  readonly #kept: Kept[] = [];
  readonly #places = new Set<string>();
  readonly #making = new Set<CallFact>();
  readonly #asked = new Set<string>();
  readonly #sent = new Map<string, Sending>();
  #senders: ReadonlyMap<string, readonly Sending[]> | null = null;

  add(kept: Kept): void {
    this.#kept.push(kept);
    this.#senders = null;
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

  addSending(sending: Sending): void {
    this.#sent.set(pointKey(sending.point), sending);
    this.#senders = null;
  }

  /** The call at a point, where it runs what is kept. */
  sendingAt(point: Point): Sending | undefined {
    return this.#sent.get(pointKey(point));
  }

  /** The functions that it runs, all of them. */
  sentBy({ as, dir, names, keeper }: Sending): readonly FunctionPlace[] {
    const own = this.#near({ as, dir }).filter((one) => maySend(keeper, one.keeper));
    return own
      .filter((one) => one.names.some((name) => names.includes(name)))
      .flatMap(({ functions }) => functions);
  }

  /** Every call that runs a function because it is kept. */
  sendersOf(place: FunctionPlace): readonly Sending[] {
    this.#senders ??= this.#sendersByFunction();
    return this.#senders.get(functionKey(place)) ?? [];
  }

  #sendersByFunction(): ReadonlyMap<string, readonly Sending[]> {
    const senders = new Map<string, Sending[]>();
    for (const sending of this.#sent.values()) {
      for (const key of new Set(this.sentBy(sending).map(functionKey)))
        addToGroup(senders, key, sending);
    }
    return senders;
  }

  of({ as, dir, names }: Wanted): readonly FunctionPlace[] {
    const near = this.#near({ as, dir });
    const found = names === null ? near : names.flatMap((name) => this.#named(near, name));
    return found.flatMap(({ functions }) => functions);
  }

  /** What the same package keeps; else what any does. */
  #near({ as, dir }: Omit<Wanted, 'names'>): readonly Kept[] {
    const all = this.#kept.filter((one) => one.as === as);
    const own = all.filter((one) => one.dir === dir);
    return own.length > 0 ? own : all;
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

/** Two objects that are known to be made in different places share nothing. */
const maySend = (sender: string | null, keeper: string | null): boolean =>
  sender === null || keeper === null || sender === keeper;
