import { actionOf } from '../../detect/operations.js';
import type { ClientAction, ClientEntry } from '../../model/catalog.js';
import type { Value } from '../../resolve/values.js';
import { PassedEverywhere } from '../entry/passed-everywhere.js';
import { boundsWithin, surroundingMethod } from './interceptors.js';
import { placeOf, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';

/** A method that frameworks run handlers through, and the member by which it goes on to them. */
type Surrounds = NonNullable<ClientAction['surrounds']>;

/** What requests to programs pass, and the ways in which that goes on. */
interface Programs {
  readonly passed: PassedEverywhere;
  readonly by: readonly Surrounds[];
}

/**
 * Bounds of what a program runs all its routes through: `app.useGlobalInterceptors(new Late())`,
 * `{ provide: APP_INTERCEPTOR, useClass: Late }`.
 */
export class SurroundingProgram {
  readonly #judging: Judging;
  #known: Programs | undefined;

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  layers({ file, function: id }: FunctionPlace): readonly Layer[] {
    if (!isRoute(this.#judging, { file, function: id })) return [];
    this.#known ??= readPrograms(this.#judging);
    const { passed, by } = this.#known;
    return passed.by({ file, name: '', owner: '' }).flatMap((method) => {
      const { name } = this.#judging.facts(method.file)?.functions[method.function] ?? {};
      const surrounds = by.find((one) => one.method === name);
      return surrounds === undefined ? [] : boundsWithin(this.#judging, method, surrounds.proceeds);
    });
  }
}

/** A method that a decorator makes the handler of a route: consumers and schedules pass nothing of this. */
function isRoute(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const owner = facts?.functions[id]?.class;
  const members = owner == null ? undefined : facts?.classes[owner]?.members;
  const decorators = members?.find((one) => one.function === id)?.decorators ?? [];
  return decorators.some(
    (one) =>
      one.kind === 'call' &&
      actionsAt(judging, { file, call: one.call }).some(
        ({ registers }) => registers?.kind === 'http-route',
      ),
  );
}

function readPrograms(judging: Judging): Programs {
  const passed = new PassedEverywhere();
  const entries = judging.resolver.catalog.entries().filter((one) => one.framework === true);
  const by = entries.flatMap(surroundsOf);
  for (const entry of by.length === 0 ? [] : entries) {
    for (const action of namedActions(entry)) note(judging, { passed, by }, action);
  }
  return { passed, by };
}

const surroundsOf = ({ types }: ClientEntry): readonly Surrounds[] =>
  Object.values(types).flatMap(({ call }) =>
    call?.surrounds === undefined ? [] : [call.surrounds],
  );

interface Named {
  readonly name: string;
  readonly action: ClientAction;
}

/** Members that put something around a whole program, by each of their names. */
const namedActions = ({ types }: ClientEntry): readonly Named[] =>
  Object.values(types).flatMap(({ members }) =>
    Object.entries(members ?? {}).flatMap(([names, action]) =>
      action.passesEverywhere === undefined && action.passesProvided === undefined
        ? []
        : names.split('|').map((name) => ({ name, action })),
    ),
  );

function note(judging: Judging, { passed, by }: Programs, { name, action }: Named): void {
  const isSurrounding = (method: string): boolean => by.some((one) => one.method === method);
  const { passesEverywhere = '', passesProvided = {} } = action;
  if (action.passesProvided === undefined && !isSurrounding(passesEverywhere)) return;
  const points = judging.names
    .calls(name)
    .filter((point) => actionsAt(judging, point).includes(action));
  for (const point of points) {
    const { file } = point;
    if (action.passesProvided !== undefined) passed.addProgram(file);
    passed.add({ file, functions: handed(judging, point, passesEverywhere) });
  }
  for (const [token, method] of points.length === 0 ? [] : Object.entries(passesProvided)) {
    if (!isSurrounding(method)) continue;
    for (const { file, values } of judging.resolver.index.provisions(token)) {
      passed.add({ file, functions: methodsIn(judging, values, method) });
    }
  }
}

function handed(
  judging: Judging,
  { file, call: id }: Point,
  method: string,
): readonly FunctionPlace[] {
  const call = judging.call({ file, call: id });
  if (call === undefined || method === '') return [];
  const values = call.arguments.flatMap((one) =>
    judging.resolver.evaluate(one, placeOf(file, call)),
  );
  return methodsIn(judging, values, method);
}

const methodsIn = (
  judging: Judging,
  values: readonly Value[],
  method: string,
): readonly FunctionPlace[] =>
  values.flatMap((value) => surroundingMethod(judging, value, method) ?? []);

function actionsAt(judging: Judging, point: Point): readonly ClientAction[] {
  const call = judging.call(point);
  if (call === undefined) return [];
  return judging
    .callees(point)
    .flatMap((value) => actionOf(judging.resolver, call, value)?.action ?? []);
}
