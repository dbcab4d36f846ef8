import { actionOf } from '../../detect/operations.js';
import type { Expression } from '../../parse/facts.js';
import type { ExternalValue, Place } from '../../resolve/values.js';
import { guardCall, layerOf } from './guards.js';
import { placeOf, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import type { Point } from '../code/points.js';
import { methodRepeated } from '../retry/repeated-methods.js';
import { isSame, type Subject } from '../settings/settings.js';

interface Handed {
  readonly argument: Expression;
  readonly place: Place;
  readonly start: number;
}

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
        this.#given({ argument, place, start }).map(({ layer }) => layer),
      ),
    );
  }

  /** The guards that an argument can be, each with what it does. */
  #given({ argument, place, start }: Handed): readonly Omit<Attached, 'to'>[] {
    return this.#judging.resolver.evaluate(argument, place).flatMap((on) => {
      if (on.kind !== 'external' || on.client.guard !== true) return [];
      const point = { file: place.file, call: -1 };
      const guard: Subject = { on, operation: '', point, frame: null };
      const layer = layerOf(this.#judging, guard);
      if (layer === null) return [];
      const mark = { file: place.file, start, what: on.path };
      return [{ guard, layer: on.creations[0] === undefined ? { ...layer, mark } : layer }];
    });
  }

  #find(): readonly Attached[] {
    const names = new Set(['default', ...this.#judging.resolver.catalog.attachingNames()]);
    return [...names]
      .flatMap((name) => this.#judging.names.calls(name))
      .flatMap((point) => [...this.#attachedAt(point), ...this.#installedAt(point)]);
  }

  /** `axiosRetry(client, …)`: the guard is called, and given the client. */
  #attachedAt(point: Point): readonly Attached[] {
    const attaching = guardCall(this.#judging, point);
    const call = this.#judging.call(point);
    const [, position] = (attaching?.action.attaches ?? '').split('.');
    const target = call?.arguments[Number(position)];
    if (attaching?.action.attaches === undefined || call === undefined || target === undefined)
      return [];
    const { on, operation } = attaching;
    const guard: Subject = { on, operation, point, frame: null };
    const layer = layerOf(this.#judging, guard);
    if (layer === null) return [];
    return this.#judging.resolver
      .evaluate(target, placeOf(point.file, call))
      .flatMap((to) => (to.kind === 'external' ? [{ to, layer, guard }] : []));
  }

  /** `bot.api.config.use(autoRetry())`: the client is called, and given guards. */
  #installedAt(point: Point): readonly Attached[] {
    const call = this.#judging.call(point);
    if (call === undefined || call.arguments.length === 0) return [];
    const place = placeOf(point.file, call);
    return this.#judging.callees(point).flatMap((callee) => {
      const installing = actionOf(this.#judging.resolver, call, callee);
      if (installing?.action.installs !== true) return [];
      return call.arguments
        .flatMap((argument) => this.#given({ argument, place, start: call.start }))
        .map((given) => ({ to: installing.on, ...given }));
    });
  }
}
