import type { ClientAction } from '../../model/catalog.js';

import { argumentValues } from './arguments.js';
import { firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { invokedValues } from './invoked.js';
import { listed } from './lists.js';
import { placedByText } from '../given/placed-members.js';
import { packageDefault } from '../modules/packages.js';
import { valuesBefore } from './piped-values.js';
import type {
  Argument,
  ClassValue,
  Creation,
  ExternalValue,
  Frame,
  OperationValue,
  OriginStep,
  PackageValue,
  Value,
} from '../values.js';

/** Calls followed into one another; real wrappers are rarely nested deeper. */
const DEEPEST_FRAME = 6;

/** What calling or constructing a value yields. */
export function applyValue(engine: Engine, callee: Value, input: Application): readonly Value[] {
  switch (callee.kind) {
    case 'function':
      return input.construct ? [constructed(callee, input)] : engine.returned(callee, input);
    case 'class':
      return input.construct ? instances(engine, callee, input) : [];
    case 'external':
      return applyExternal(engine, callee, input);
    case 'operation':
      return applyOperation(engine, callee, input);
    case 'package':
      return applyPackage(engine, callee, input);
    case 'module':
      return engine.exported(callee.file, 'default').flatMap((value) => engine.apply(value, input));
    case 'callable':
      return engine.typeValues(callee.returns, callee.place);
    case 'shape':
      return callee.members
        .filter((member) => member.name === '()')
        .flatMap((member) => engine.typeValues(member.type, callee.place));
    case 'instance':
    case 'object':
    case 'list':
    case 'constant':
      return [];
  }
}

function constructed(callee: Extract<Value, { kind: 'function' }>, input: Application): Value {
  const frame = frameFor(callee.file, callee.function, { input, outer: callee.closure });
  return { kind: 'instance', file: callee.file, of: { function: callee.function }, frame };
}

/** `new X(…)` of a repository class, with the frame of its (or its base's) constructor. */
function instances(engine: Engine, callee: ClassValue, input: Application): readonly Value[] {
  const fact = engine.facts(callee.file)?.classes[callee.class];
  const constructor = fact?.members.find((member) => member.kind === 'constructor')?.function;
  const frame =
    constructor === undefined || input.arguments.length === 0
      ? null
      : frameFor(callee.file, constructor, { input, outer: null });
  return [{ kind: 'instance', file: callee.file, of: { class: callee.class }, frame }];
}

export function frameFor(
  file: string,
  id: number,
  { input, outer }: { readonly input: Application; readonly outer: Frame | null },
): Frame | null {
  // It would say nothing, and keep what is found within it from being kept.
  if (input.arguments.length === 0 && input.receiver === undefined) return outer;
  const depth = firstOf(input.arguments).reduce(deeper, outer?.depth ?? 0) + 1;
  if (depth > DEEPEST_FRAME) return outer;
  return {
    file,
    function: id,
    arguments: input.arguments,
    receiver: input.receiver ?? null,
    outer,
    depth,
  };
}

const deeper = (depth: number, argument: Argument): number =>
  Math.max(depth, 'place' in argument ? (argument.place.frame?.depth ?? 0) : 0);

function applyExternal(
  engine: Engine,
  callee: ExternalValue,
  input: Application,
): readonly Value[] {
  if (input.construct) return constructedExternal(engine, callee, input);
  const action = engine.catalog.call(callee);
  return action === undefined
    ? []
    : applyOperation(engine, { kind: 'operation', on: callee, name: '', action }, input);
}

function constructedExternal(
  engine: Engine,
  callee: ExternalValue,
  input: Application,
): readonly Value[] {
  const type = engine.catalog.construct(callee);
  if (type === undefined) return [];
  const what = `new ${callee.path}`;
  if (engine.catalog.fact(callee, 'part') === true) return [engine.catalog.as(callee, type, what)];
  return [created(engine, callee, { type, what, part: callee.creations[0]?.part, input })];
}

function applyOperation(
  engine: Engine,
  callee: OperationValue,
  input: Application,
): readonly Value[] {
  const { on, action, name } = callee;
  if (action.pipes === true) return valuesBefore(engine, input.arguments, input.arguments.length);
  if (action.invokes !== undefined && action.returns === undefined)
    return guardedResult(engine, { on, action }, input);
  return actionResult(
    engine,
    { on, action },
    { what: name === '' ? on.path : `${on.path}.${name}`, input },
  );
}

/** What the function that a guard runs yields; the promise it was handed instead is its own result. */
function guardedResult(
  engine: Engine,
  { on, action }: { readonly on: ExternalValue; readonly action: ClientAction },
  input: Application,
): readonly Value[] {
  const inner: Application = { arguments: [], construct: false, at: input.at };
  const elements = invokedValues(engine, { on, action }, input.arguments).flatMap((value) =>
    isSettled(engine, value) ? [value] : engine.apply(value, inner),
  );
  return action.many && elements.length > 0 ? [{ kind: 'list', elements }] : elements;
}

/** Whether a value cannot be a function. */
function isSettled(engine: Engine, value: Value): boolean {
  if (value.kind === 'external') return engine.catalog.call(value) === undefined;
  return value.kind === 'instance' || value.kind === 'list' || value.kind === 'object';
}

function actionResult(
  engine: Engine,
  { on, action }: { readonly on: ExternalValue; readonly action: ClientAction },
  { what, input }: { readonly what: string; readonly input: Application },
): readonly Value[] {
  if (action.returns === undefined) return [];
  const own = ownClass(engine, action, input);
  if (own.length > 0) return own;
  if (action.picks !== undefined) return picked(engine, { on, action }, input);
  const type = action.returns === 'Self' ? on.type : action.returns;
  const value =
    ownInstance(engine, on, type) ?? resultOf(engine, { on, action }, { type, what, input });
  const result = listed(value, action.many);
  if (result.kind !== 'list' || action.building === undefined) return [result];
  return [{ ...result, building: engine.catalog.as(on, action.building, what) }];
}

/** `strapi.service('api::order.order')`: what a text names of what the call returns. */
function picked(
  engine: Engine,
  { on, action }: { readonly on: ExternalValue; readonly action: ClientAction },
  { arguments: given, at }: Application,
): readonly Value[] {
  const argument = given[Number(action.picks?.slice(5))];
  const file = at?.place.file;
  if (argument === undefined || action.returns === undefined || file === undefined) return [];
  const named = engine.catalog.as(on, action.returns, on.path);
  return argumentValues(engine, argument).flatMap((one) =>
    one.kind === 'constant' && typeof one.value === 'string'
      ? placedByText(engine, named, { text: one.value, file })
      : [],
  );
}

/** `getCustomRepository(Users)`: an instance of the class that the call is handed. */
function ownClass(
  engine: Engine,
  { instantiates }: ClientAction,
  { arguments: given, at }: Application,
): readonly Value[] {
  const argument = instantiates === undefined ? undefined : given[Number(instantiates.slice(5))];
  if (argument === undefined) return [];
  const classes = argumentValues(engine, argument).filter(({ kind }) => kind === 'class');
  return classes.flatMap((one) => engine.apply(one, { arguments: [], construct: true, at }));
}

/** An instance of the repository's class where the client would yield one of the class it extends. */
function ownInstance(engine: Engine, on: ExternalValue, type: string): Value | null {
  if (on.extendedBy === undefined || engine.catalog.construct(on) !== type) return null;
  const { file, class: classId } = on.extendedBy;
  return { kind: 'instance', file, of: { class: classId }, frame: null };
}

/** Results of requests (documents, cursors, builders) are not where a client comes from. */
function resultOf(
  engine: Engine,
  { on, action }: { readonly on: ExternalValue; readonly action: ClientAction },
  {
    type,
    what,
    input,
  }: { readonly type: string; readonly what: string; readonly input: Application },
): ExternalValue {
  const makes =
    action.role === undefined || (action.role === 'connect' && on.creations.length === 0);
  return makes && action.lazy === undefined && action.returns !== 'Self'
    ? created(engine, on, { type, what, part: action.part, input })
    : engine.catalog.as(on, type, what);
}

interface Created {
  readonly type: string;
  readonly what: string;
  readonly part?: true | undefined;
  readonly input: Application;
}

function created(
  engine: Engine,
  on: ExternalValue,
  { type, what, part, input }: Created,
): ExternalValue {
  const { at } = input;
  const step: readonly OriginStep[] =
    at === null ? [] : [{ file: at.place.file, start: at.start, what }];
  const creation: readonly Creation[] =
    at === null
      ? []
      : [
          {
            arguments: input.arguments.flatMap((one) =>
              'expression' in one ? [one.expression] : [],
            ),
            type,
            place: at.place,
            start: at.start,
            ...(at.types !== undefined && at.types.length > 0 && { types: at.types }),
            ...(part && { part }),
          },
        ];
  return {
    ...engine.catalog.as(on, type, what),
    origin: [...on.origin, ...step],
    creations: [...creation, ...on.creations],
  };
}

function applyPackage(engine: Engine, callee: PackageValue, input: Application): readonly Value[] {
  const whole = callee.path === '' ? packageDefault(engine, callee) : undefined;
  if (whole !== undefined) return engine.apply(whole, input);
  const path = callee.path === '' ? 'default()' : `${callee.path}()`;
  const given = [...(callee.given ?? []), ...input.arguments];
  const { construct } = input;
  return [{ ...callee, path, constructed: construct, ...(given.length > 0 && { given }) }];
}
