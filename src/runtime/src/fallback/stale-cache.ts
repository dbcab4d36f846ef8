import { systemClock, type Clock } from '../core/clock.js';
import { keepLatest } from '../core/keep-latest.js';
import { settingsOf } from '../core/settings.js';
import { StaleValue, type Rung } from './rung.js';

/** Settings of a stale cache. */
export interface StaleCacheOptions {
  /** Older values are not served. */
  readonly maxAgeMs: number;
  /** Keys that are remembered; beyond that the one set longest ago goes. Default: 1000. */
  readonly maxEntries?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Remembers the last good answers, for when there is no better one. */
export class StaleCache<Args extends readonly unknown[], T> {
  readonly #entries = new Map<string, { readonly value: T; readonly at: number }>();
  readonly #keyOf: (...args: Args) => string;
  readonly #settings: { maxAgeMs: number; maxEntries: number; clock: Clock };

  constructor(keyOf: (...args: Args) => string, options: StaleCacheOptions) {
    const defaults = { maxAgeMs: 0, maxEntries: 1_000, clock: systemClock };
    this.#keyOf = keyOf;
    this.#settings = settingsOf(defaults, options);
  }

  /** The same rung, whose answers are remembered. */
  remember(rung: Rung<Args, T>): Rung<Args, T> {
    return {
      ...rung,
      run: async (context, ...args) => {
        const value = await rung.run(context, ...args);
        if (!(value instanceof StaleValue)) this.#set(this.#keyOf(...args), value);
        return value;
      },
    };
  }

  /** A rung that serves what was remembered, while it is not too old. */
  rung(name = 'stale'): Rung<Args, T> {
    return { name, run: (_context, ...args) => this.#get(this.#keyOf(...args)) };
  }

  #set(key: string, value: T): void {
    const { clock, maxEntries } = this.#settings;
    keepLatest(this.#entries, [key, { value, at: clock.now() }], maxEntries);
  }

  #get(key: string): StaleValue<T> {
    const entry = this.#entries.get(key);
    const { clock, maxAgeMs } = this.#settings;
    const ageMs = entry ? clock.now() - entry.at : Infinity;
    if (entry && ageMs <= maxAgeMs) return new StaleValue(entry.value, ageMs);
    throw new Error(`nothing remembered for ${key} that is fresh enough`);
  }
}

/** Makes a stale cache, whose keys are made from the arguments of the ladder. */
export function staleCache<Args extends readonly unknown[], T>(
  keyOf: (...args: Args) => string,
  options: StaleCacheOptions,
): StaleCache<Args, T> {
  return new StaleCache(keyOf, options);
}
