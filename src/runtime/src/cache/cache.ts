import { systemClock, type Clock } from '../core/clock.js';
import type { PolicyKind } from '../core/errors.js';
import type { Emit, Speaker } from '../core/events.js';
import { keepLatest } from '../core/keep-latest.js';
import { settingsOf } from '../core/settings.js';

/** Settings of a cache. */
export interface CacheOptions {
  readonly name?: string | undefined;
  /** How long a value is served. */
  readonly ttlMs: number;
  /** How long after that it is still served when it cannot be loaded anew. Default: not at all. */
  readonly staleIfErrorMs?: number | undefined;
  /** Values that are kept; beyond that the one used longest ago goes. Default: 1000. */
  readonly maxEntries?: number | undefined;
  readonly clock?: Clock | undefined;
}

interface Entry {
  readonly value: unknown;
  readonly at: number;
}

/** Keeps values, and loads each at most once at a time however many ask for it. */
export class Cache implements Speaker {
  readonly name: string;
  /** @internal */ emit: Emit | undefined = undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<unknown>>();
  readonly #settings: { ttlMs: number; staleIfErrorMs: number; maxEntries: number; clock: Clock };

  constructor({ name = '', ...given }: CacheOptions) {
    this.name = name;
    const defaults = { ttlMs: 0, staleIfErrorMs: 0, maxEntries: 1_000, clock: systemClock };
    this.#settings = settingsOf(defaults, given);
  }

  get kind(): PolicyKind {
    return 'cache';
  }

  /** Values that are kept. */
  get size(): number {
    return this.#entries.size;
  }

  /** The value for `key`, loaded if need be. What fails is not kept. */
  get<T>(key: string, load: () => T | PromiseLike<T>): Promise<T> {
    const entry = this.#entries.get(key);
    if (entry !== undefined && this.#age(entry) <= this.#settings.ttlMs) {
      this.#keep(key, entry);
      this.emit?.('cache', { result: 'hit' });
      return Promise.resolve(entry.value as T);
    }
    const loading = this.#loading.get(key);
    this.emit?.('cache', { result: loading === undefined ? 'miss' : 'coalesced' });
    return (loading ?? this.#load(key, load)) as Promise<T>;
  }

  /** Puts a function behind this cache; `keyOf` makes the key of its arguments. `this` stays. */
  wrap<Args extends unknown[], T, This>(
    load: (this: This, ...args: Args) => T | PromiseLike<T>,
    keyOf: (this: This, ...args: Args) => string,
  ): (this: This, ...args: Args) => Promise<T> {
    const get = this.get.bind(this);
    return async function (...args) {
      return get(keyOf.apply(this, args), () => load.apply(this, args));
    };
  }

  /** Forgets one value, also one that is being loaded; without `key` all. */
  forget(key?: string): void {
    for (const map of [this.#entries, this.#loading]) {
      if (key === undefined) map.clear();
      else map.delete(key);
    }
  }

  #load(key: string, load: () => unknown): Promise<unknown> {
    // The executor turns a synchronous throw into a rejection, and starts in this very tick.
    const loading = new Promise((resolve) => {
      resolve(load());
    }).then(
      (value) => {
        // Somebody may have said meanwhile that it is out of date.
        if (this.#finish(key, loading)) this.#keep(key, { value, at: this.#settings.clock.now() });
        return value;
      },
      (error: unknown) => {
        this.#finish(key, loading);
        return this.#staleOr(key, error);
      },
    );
    this.#loading.set(key, loading);
    return loading;
  }

  #finish(key: string, loading: Promise<unknown>): boolean {
    return this.#loading.get(key) === loading && this.#loading.delete(key);
  }

  #staleOr(key: string, error: unknown): unknown {
    const entry = this.#entries.get(key);
    const { staleIfErrorMs, ttlMs } = this.#settings;
    if (entry === undefined || this.#age(entry) > ttlMs + staleIfErrorMs) throw error;
    this.emit?.('cache', { result: 'stale' });
    return entry.value;
  }

  #age({ at }: Entry): number {
    return this.#settings.clock.now() - at;
  }

  #keep(key: string, entry: Entry): void {
    // Anew at each use, so that what goes first is what was used longest ago.
    keepLatest(this.#entries, [key, entry], this.#settings.maxEntries);
  }
}

/** Makes a cache. */
export function cache(options: CacheOptions): Cache {
  return new Cache(options);
}
