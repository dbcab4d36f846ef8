import type { ExternalValue } from '../../resolve/values.js';
import { guardCall, layerOf } from './guards.js';
import { placeOf, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import { methodRepeated } from '../retry/repeated-methods.js';
import { isSame, type Subject } from '../settings/settings.js';

interface Attached {
  readonly to: ExternalValue;
  readonly layer: Layer;
  readonly guard: Subject;
}

/** Guards that are attached to a client once and hold for all its calls: `axiosRetry(client, …)`. */
export class AttachedGuards {
  readonly #judging: Judging;
  #all: readonly Attached[] | undefined;

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  layers(call: Subject): readonly Layer[] {
    this.#all ??= this.#find();
    return [
      ...this.#all
        .filter(({ to }) => isSame(to, call.on))
        .flatMap((attached) => this.#holdingFor(call, attached)),
      ...this.#madeWith(call.on),
    ];
  }

  /** A guard that repeats requests of some methods gives nothing to the others. */
  #holdingFor(call: Subject, { guard, layer }: Attached): readonly Layer[] {
    const methods = guard.on.client.protection?.retry?.methods ?? [];
    const { is } = methodRepeated(this.#judging, { told: guard, call }, methods);
    return is === 'repeated' ? [layer] : [];
  }

  /** `Octokit.plugin(retry, throttling)`: guards that the client was made with. */
  #madeWith(on: ExternalValue): readonly Layer[] {
    return on.creations.flatMap(({ arguments: given, place, start }) =>
      given.flatMap((argument) =>
        this.#judging.resolver.evaluate(argument, place).flatMap((value) => {
          if (value.kind !== 'external' || value.client.guard !== true) return [];
          const made =
            value.creations[0] === undefined ? { file: place.file, start, what: value.path } : null;
          const layer = layerOf(this.#judging, {
            on: value,
            operation: '',
            point: { file: place.file, call: -1 },
            frame: null,
          });
          return layer === null ? [] : [made === null ? layer : { ...layer, mark: made }];
        }),
      ),
    );
  }

  #find(): readonly Attached[] {
    const names = new Set(['default', ...this.#judging.resolver.catalog.attachingNames()]);
    return [...names]
      .flatMap((name) => this.#judging.names.calls(name))
      .flatMap((point): readonly Attached[] => {
        const guard = guardCall(this.#judging, point);
        const call = this.#judging.call(point);
        const [, position] = (guard?.action.attaches ?? '').split('.');
        const target = call?.arguments[Number(position)];
        if (guard?.action.attaches === undefined || call === undefined || target === undefined)
          return [];
        const { on, operation } = guard;
        const subject: Subject = { on, operation, point, frame: null };
        const layer = layerOf(this.#judging, subject);
        if (layer === null) return [];
        return this.#judging.resolver
          .evaluate(target, placeOf(point.file, call))
          .flatMap((to) => (to.kind === 'external' ? [{ to, layer, guard: subject }] : []));
      });
  }
}
