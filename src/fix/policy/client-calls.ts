import type { Assessment, Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import { groupBy } from '../../text/group-by.js';
import type { Place } from '../rung.js';
import { makesClient } from '../timeout/operations.js';

/** Where a client is made, by the code that does. */
export interface Making extends Place {
  readonly what: string;
}

/** The nearest place where the client of a call is made; null where that is not known. */
export function makingOf({ origin }: Call, entry: ClientEntry): Making | null {
  const step = origin.toReversed().find(({ what }) => makesClient(entry, what));
  if (step === undefined) return null;
  const { file, line, column = 1, what } = step;
  return { file, line, column, what };
}

/** Opening and closing a connection is nothing that is hooked into. */
const isSent = ({ role }: Call): boolean => role !== 'connect' && role !== 'close';

/** Finds all calls of the client that is made at a place. */
export class ClientCalls {
  readonly #calls: ReadonlyMap<string, readonly Call[]>;
  /** By each place on the way to what makes the call. */
  readonly #through: ReadonlyMap<string, ReadonlySet<Call>>;
  // Each call of a client asks the same of it.
  readonly #ids = new Map<string, ReadonlySet<string>>();
  readonly #madeInto = new Map<string, boolean>();

  constructor(
    assessment: Pick<Assessment, 'calls'>,
    entryOf: (client: string) => ClientEntry | undefined,
  ) {
    const calls = assessment.calls.filter(isSent);
    this.#calls = groupBy(calls, (call) => {
      const entry = entryOf(call.client);
      const making = entry === undefined ? null : makingOf(call, entry);
      return making === null ? '' : keyOf(making);
    });
    const steps = calls.flatMap((call) =>
      call.origin.map(({ column = 1, ...step }) => ({ call, key: keyOf({ ...step, column }) })),
    );
    this.#through = new Map(
      [...groupBy(steps, ({ key }) => key)].map(([key, own]) => [
        key,
        new Set(own.map(({ call }) => call)),
      ]),
    );
  }

  of(making: Making): readonly Call[] {
    return this.#calls.get(keyOf(making)) ?? [];
  }

  /** The same calls by their ids. */
  idsOf(making: Making): ReadonlySet<string> {
    const key = keyOf(making);
    const known = this.#ids.get(key) ?? new Set(this.of(making).map(({ id }) => id));
    this.#ids.set(key, known);
    return known;
  }

  /** Whether something else is made with that client, whose calls it makes as well. */
  isMadeInto(making: Making): boolean {
    const key = keyOf(making);
    const known = this.#madeInto.get(key) ?? this.#goesOn(making);
    this.#madeInto.set(key, known);
    return known;
  }

  #goesOn(making: Making): boolean {
    const own = new Set(this.of(making));
    return [...(this.#through.get(keyOf(making)) ?? [])].some((call) => !own.has(call));
  }
}

const keyOf = ({ file, line, column, what }: Making): string =>
  `${file}:${String(line)}:${String(column)} ${what}`;
