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

/** Finds all calls of the client that is made at a place. */
export class ClientCalls {
  readonly #calls: ReadonlyMap<string, readonly Call[]>;

  constructor(
    { calls }: Pick<Assessment, 'calls'>,
    entryOf: (client: string) => ClientEntry | undefined,
  ) {
    this.#calls = groupBy(calls, (call) => {
      const entry = entryOf(call.client);
      const making = entry === undefined ? null : makingOf(call, entry);
      return making === null ? '' : keyOf(making);
    });
  }

  of(making: Making): readonly Call[] {
    return this.#calls.get(keyOf(making)) ?? [];
  }
}

const keyOf = ({ file, line, column, what }: Making): string =>
  `${file}:${String(line)}:${String(column)} ${what}`;
