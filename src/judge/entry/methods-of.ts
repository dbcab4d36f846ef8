import type { Expression } from '../../parse/facts.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';

const DEEPEST = 4;

/** `'UserController.load'`: a method of the class of that name. */
export function namedMethod(judging: Judging, text: string): readonly FunctionPlace[] {
  const named = /(?:^|\/)(\w+)\.(\w+)$/.exec(text);
  const [, className, method] = named ?? [];
  if (className === undefined || method === undefined) return [];
  return judging.names
    .classes(className)
    .flatMap(({ file, class: id }) =>
      methodsOf(judging, { kind: 'class', file, class: id }, { name: method, depth: 0 }),
    );
}

interface Wanted {
  readonly name: string;
  readonly depth: number;
}

/** The method of a class, an object, or what a module or a function that imports one yields. */
export function methodsOf(
  judging: Judging,
  value: Value,
  { name, depth }: Wanted,
): readonly FunctionPlace[] {
  const { resolver } = judging;
  if (depth > DEEPEST) return [];
  const inner = (values: readonly Value[]): readonly FunctionPlace[] =>
    values.flatMap((one) => methodsOf(judging, one, { name, depth: depth + 1 }));
  if (value.kind === 'function')
    return inner(resolver.apply(value, { arguments: [], construct: false, at: null }));
  if (value.kind === 'module') return inner(resolver.exported(value.file, 'default'));
  const owner: Value =
    value.kind === 'class'
      ? { kind: 'instance', file: value.file, of: { class: value.class }, frame: null }
      : value;
  return resolver
    .member(owner, name)
    .flatMap((one) => (one.kind === 'function' ? [placeOfFunction(one)] : []));
}

/** The methods of a controller that is given itself or by its name. */
export function controllerMethods(
  judging: Judging,
  { expression, place }: { readonly expression: Expression; readonly place: Place },
  names: readonly string[],
): readonly FunctionPlace[] {
  const values = judging.resolver.evaluate(expression, place).flatMap((value): readonly Value[] => {
    if (value.kind !== 'constant') return [value];
    const className = String(value.value).split('/').at(-1) ?? '';
    return judging.names
      .classes(className)
      .map(({ file, class: id }) => ({ kind: 'class', file, class: id }));
  });
  return distinctPlaces(
    values.flatMap((value) =>
      names.flatMap((name) => methodsOf(judging, value, { name, depth: 0 })),
    ),
  );
}

export function distinctPlaces(all: readonly FunctionPlace[]): readonly FunctionPlace[] {
  const seen = new Map(all.map((one) => [`${one.file}\0${one.function}`, one]));
  return [...seen.values()];
}

export const placeOfFunction = ({
  file,
  function: id,
}: Extract<Value, { kind: 'function' }>): FunctionPlace => ({ file, function: id });
