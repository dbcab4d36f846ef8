import type { BindingFact, Expression, ObjectExpression } from '../../parse/facts.js';
import { distinct } from '../../resolve/distinct.js';
import type { Value } from '../../resolve/values.js';
import {
  ABSENT,
  UNKNOWN,
  firstSet,
  overlaid,
  setInBranches,
  valuesApart,
  type LookUp,
  type Placed,
} from './found-setting.js';
import type { Judging } from '../judging.js';
import { alternatives, HOLDS_NOTHING, isUndefined, propertySteps } from './option-expressions.js';
import { handedBack } from './handed-back.js';
import { handedOver } from './handed-over.js';
import { isOpenShape, putUnder } from './open-keys.js';
import { returnedOptions } from './option-givers.js';
import { begun, deeper, DEEPEST, isSpent, within, type Search } from './search.js';
import { isParameter, isPlainVariable, parameterBinding } from './variables.js';

type ArrayExpression = Extract<Expression, { kind: 'array' }>;

/** Follows a path of properties into an expression: options may be spread, assembled and passed on. */
export function lookUp(judging: Judging, start: Placed, path: readonly string[]): LookUp {
  // The options of a client are asked for at each of its calls. What a frame holds differs.
  if (start.place.frame !== null) return follow(judging, start, begun(path));
  const { start: position, place } = start;
  const key = `${position}:${place.file}:${place.function}:${place.class}:${path.join('.')}`;
  return judging.lookUps.of(start.expression, key, () => follow(judging, start, begun(path)));
}

function follow(judging: Judging, start: Placed, search: Search): LookUp {
  const { expression } = start;
  if (isUndefined(expression)) return ABSENT;
  if (isSpent(search)) return UNKNOWN;
  if (search.path.length === 0) {
    return inParameter(judging, start, search) ?? settled(judging, start);
  }
  if (search.path[0] === RETURNED) return inReturned(judging, start, search);
  const parts = alternatives(expression);
  if (parts.length > 0) return inAlternatives(judging, start, { parts, search });
  if (expression.kind === 'object') return inObject(judging, { ...start, expression }, search);
  if (expression.kind === 'array') return inArray(judging, { ...start, expression }, search);
  if (HOLDS_NOTHING.has(expression.kind)) return ABSENT;
  return (
    inParameter(judging, start, search) ??
    inWritten(judging, start, search) ??
    inValues(judging, start, search)
  );
}

interface Alternatives {
  readonly parts: readonly Expression[];
  readonly search: Search;
}

function inAlternatives(judging: Judging, start: Placed, { parts, search }: Alternatives): LookUp {
  const inner = deeper(search);
  const found = parts.map((expression) => follow(judging, { ...start, expression }, inner));
  return start.expression.kind === 'conditional' ? setInBranches(found) : firstSet(found);
}

/** Options that a function gives, or a class: `forRootAsync({ useFactory: () => ({ timeout }) })`. */
const RETURNED = '()';

function inReturned(judging: Judging, start: Placed, search: Search): LookUp {
  const inner = deeper(search, search.path.slice(1));
  const given = returnedOptions(judging, start);
  return given.length === 0 ? UNKNOWN : firstSet(given.map((one) => follow(judging, one, inner)));
}

/** The end of the path: the setting is there, unless what stands there is an absent parameter. */
function settled(judging: Judging, at: Placed): LookUp {
  const values = judging.resolver.evaluate(at.expression, at.place);
  if (values.length === 0 && isParameter(judging, at)) return { state: 'delegated' };
  return { state: 'set', values, at };
}

type PlacedObject = Placed & { readonly expression: ObjectExpression };

/** What is put into an object later stands over what it is written with. */
function inObject(judging: Judging, start: PlacedObject, search: Search): LookUp {
  const [name = '', ...rest] = search.path;
  const put = putUnder(judging, start, name);
  const over = put.named === null ? put.other : follow(judging, put.named, deeper(search, rest));
  return over.state === 'set' ? over : overlaid(over, inProperties(judging, start, search));
}

/** Later properties win; a spread counts where it has the property. */
function inProperties(
  judging: Judging,
  { expression, place }: PlacedObject,
  search: Search,
): LookUp {
  const [name, ...rest] = search.path;
  let found: LookUp = ABSENT;
  for (const { key, spread, value, start } of expression.properties.toReversed()) {
    const inner = { expression: value, place, start };
    if (spread === true) {
      found = overlaid(found, follow(judging, inner, deeper(search)));
      if (found.state === 'set' && found.isPartial !== true) return found;
    } else if (key === name) {
      return overlaid(found, follow(judging, inner, deeper(search, rest)));
    } else if (key === null) {
      found = overlaid(found, UNKNOWN);
    }
  }
  return found;
}

/** A parameter is what callers hand over: the one that is looked at, else every known one. */
function inParameter(
  judging: Judging,
  { expression, place }: Placed,
  search: Search,
): LookUp | null {
  const { path, depth } = search;
  const binding = parameterBinding(judging, expression, place);
  const steps = binding && propertySteps(binding);
  if (binding === null || steps === null || depth > DEEPEST) return null;
  // A text or number has no properties that could be settings.
  if (binding.type?.kind === 'primitive' && steps.length === 0 && path.length > 0) return ABSENT;
  const inner = deeper(search, [...steps, ...path]);
  const found = handedOver(judging, { binding, place }).map((one) =>
    one === null ? ABSENT : follow(judging, one, inner),
  );
  if (found.length === 0) return null;
  const given = leftOut(binding, found, path);
  return given === undefined
    ? fromCallers(binding, found)
    : follow(judging, { expression: given, place, start: binding.start }, inner);
}

/** The default of a parameter, where no caller sets what is looked for in it. */
const leftOut = (
  binding: BindingFact,
  found: readonly LookUp[],
  { length }: readonly string[],
): Expression | undefined =>
  length > 0 && found.every(({ state }) => state === 'absent') ? binding.default : undefined;

function fromCallers(binding: BindingFact, found: readonly LookUp[]): LookUp | null {
  const all = found.filter((one) => one.state === 'set');
  const [set] = all;
  if (set === undefined) return binding.default === undefined ? firstSet(found) : null;
  const apart = all.flatMap(valuesApart);
  const given = {
    ...set,
    values: distinct(apart.flat()),
    ...(apart.length > 1 && { apart }),
    givenTo: binding.function,
  };
  return found.some(({ state }) => state === 'absent') ? { ...given, isPartial: true } : given;
}

function inArray(
  judging: Judging,
  { expression, place, start }: Placed & { readonly expression: ArrayExpression },
  search: Search,
): LookUp {
  const [index, ...rest] = search.path;
  const element = expression.elements[Number(index)];
  if (element === undefined) return ABSENT;
  return follow(judging, { expression: element, place, start }, deeper(search, rest));
}

const inWritten = (judging: Judging, start: Placed, search: Search): LookUp | null =>
  inName(judging, start, search) ??
  inHandedBack(judging, start, search) ??
  inClient(judging, start, search);

/** `dataSource.options`: clients tell by this name what they were made with. */
function inClient(judging: Judging, { expression, place }: Placed, search: Search): LookUp | null {
  if (expression.kind !== 'member' || expression.property !== 'options') return null;
  const made = judging.resolver
    .evaluate(expression.object, place)
    .flatMap((value) => (value.kind === 'external' ? value.creations.slice(0, 1) : []))
    .flatMap(({ arguments: [options], place: at, start }) =>
      options === undefined ? [] : [{ expression: options, place: at, start }],
    );
  const inner = deeper(search);
  return made.length === 0 ? null : firstSet(made.map((one) => follow(judging, one, inner)));
}

/** What a variable was declared with, or what was written to it later; null for anything else. */
function inName(judging: Judging, start: Placed, search: Search): LookUp | null {
  const { expression, place } = start;
  if (expression.kind !== 'name' || expression.binding === null) return null;
  const [name = '', ...rest] = search.path;
  const written = judging.resolver.index.writesTo(place.file, expression, name).at(-1);
  if (written !== undefined) {
    const at = { ...place, function: written.function };
    const inner = { expression: written.value, place: at, start: written.start };
    return follow(judging, inner, deeper(search, rest));
  }
  const binding = judging.facts(place.file)?.bindings[expression.binding];
  if (binding?.value === undefined || !isPlainVariable(binding)) return null;
  const inner = { ...place, function: binding.function };
  const first = { expression: binding.value, place: inner, start: binding.start };
  if (binding.value.kind === 'call' && handedBack(judging, first, name) === null) return null;
  const all = [binding.value, ...(binding.assigned ?? [])];
  const held = all.map((value) => ({ expression: value, place: inner, start: binding.start }));
  const variable = `${place.file} ${expression.binding} ${search.path.join('.')}`;
  return inHeld(judging, held, { variable, search });
}

interface Holding {
  readonly variable: string;
  readonly search: Search;
}

/** `options = { ...options, ssl }`: what it held before is looked at by itself. */
function inHeld(judging: Judging, all: readonly Placed[], { variable, search }: Holding): LookUp {
  const inner = within(search, variable);
  return inner === null ? ABSENT : firstSet(all.map((one) => follow(judging, one, inner)));
}

function inHandedBack(judging: Judging, start: Placed, search: Search): LookUp | null {
  const given = handedBack(judging, start, search.path[0]);
  if (given === null) return null;
  if (given === 'nothing') return ABSENT;
  return follow(judging, { ...start, expression: given }, deeper(search));
}

function inValues(judging: Judging, start: Placed, search: Search): LookUp {
  const values = judging.resolver.evaluate(start.expression, start.place);
  if (values.length === 0) {
    return isParameter(judging, start) ? { state: 'delegated' } : UNKNOWN;
  }
  const given = values.some(isOnlyDeclared) ? inGiven(judging, start, search) : null;
  if (given !== null) return given;
  const telling = values.filter((value) => !isOpenShape(value, search.path[0] ?? ''));
  if (telling.length === 0) return UNKNOWN;
  return firstSet(telling.map((value) => inValue(judging, value, { start, search })));
}

/** What a type says of a value tells nothing of what it was made with. */
const isOnlyDeclared = ({ kind }: Value): boolean => kind === 'package' || kind === 'shape';

/** `config.options` of a parameter that is typed by a package: what callers, or its default, put there. */
function inGiven(judging: Judging, start: Placed, search: Search): LookUp | null {
  const { expression } = start;
  if (expression.kind !== 'member' || expression.property === null) return null;
  const path = [expression.property, ...search.path];
  const holder = { ...start, expression: expression.object };
  const found = inParameter(judging, holder, deeper(search, path));
  return found?.state === 'set' || found?.state === 'absent' ? found : null;
}

interface Within {
  readonly start: Placed;
  readonly search: Search;
}

function inValue(judging: Judging, value: Value, { start, search }: Within): LookUp {
  switch (value.kind) {
    case 'object': {
      const { expression, place } = value;
      const inner = { expression, place, start: expression.start };
      return follow(judging, inner, deeper(search));
    }
    case 'instance':
    case 'class':
    case 'module':
    case 'shape':
      return ofMembers(judging, value, { start, search });
    case 'package':
      return UNKNOWN;
    case 'external':
    case 'operation':
    case 'function':
    case 'list':
    case 'callable':
    case 'constant':
      return ABSENT;
  }
}

function ofMembers(judging: Judging, value: Value, { start, search }: Within): LookUp {
  const values = search.path.reduce<readonly Value[]>(
    (current, name) => current.flatMap((one) => judging.resolver.member(one, name)),
    [value],
  );
  if (values.length === 0) return ABSENT;
  // That a type of a package has such a member does not say that anybody sets it.
  return values.every(isOnlyDeclared) ? UNKNOWN : { state: 'set', values, at: start };
}
