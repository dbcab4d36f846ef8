import type { EntryLimit } from '../../model/entry.js';
import { functionKey, type FunctionPlace } from '../code/points.js';
import type { Draft } from '../entry/draft.js';
import { isDefaultLimit } from '../entry/limits.js';
import type { Layer } from '../surroundings/layers.js';
import { addToGroup } from '../../text/add-to-group.js';

/** A consumer that runs a function for a limited number of messages at a time. */
export interface Worker {
  readonly file: string;
  /** Where the function is registered. */
  readonly start: number;
  readonly layer: Layer;
}

/** Workers of queues: how many of their messages are handled at once bounds the calls they lead to. */
export class Workers {
  readonly #byHandler = new Map<string, Worker[]>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const worker = workerOf(draft);
      if (worker === null) continue;
      for (const handler of draft.handlers) {
        addToGroup(this.#byHandler, functionKey(handler), worker);
      }
    }
  }

  /** Those that run a function. */
  of(handler: FunctionPlace): readonly Worker[] {
    return this.#byHandler.get(functionKey(handler)) ?? [];
  }
}

function workerOf({ kind, name, file, start, limits }: Draft): Worker | null {
  const limit = limits.find((one) => one.kind === 'concurrency');
  if (kind !== 'consumer' || limit === undefined) return null;
  return { file, start, layer: layerOf(limit, { file, start, what: name }) };
}

const layerOf = (limit: EntryLimit, mark: Layer['mark']): Layer => ({
  mark,
  by: 'caller',
  isPerMessage: true,
  bulkhead: limit.value === undefined ? {} : { limit: limit.value },
  ...(isDefaultLimit(limit) && { isDefault: true }),
});
