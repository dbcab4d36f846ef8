import type { ClassId, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { ExternalValue } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Subject } from './settings.js';

const DEEPEST = 4;

/**
 * A client that is known by its declared type alone (`load(client: Octokit)`, an injected field) with
 * the way it was made, where a caller that hands it over tells.
 */
export function withMaking(judging: Judging, subject: Subject): Subject {
  const { on, point } = subject;
  const call = judging.call(point);
  if (isMade(on) || call === undefined) return subject;
  const handed =
    handedClient(judging, on, {
      expression: receiverOf(call.callee),
      at: { file: point.file, function: call.function },
      depth: 0,
    }) ?? judging.makers.of(judging, on, point.file);
  if (handed === null) return subject;
  const { creations, origin, extendedBy } = handed;
  return { ...subject, on: { ...on, creations, origin, ...(extendedBy && { extendedBy }) } };
}

/** Whether it is known how. A composer is made apart, and sends by the bot that it is added to. */
const isMade = ({ client, creations }: ExternalValue): boolean =>
  creations.some(({ type }) => type === undefined || client.types[type]?.added !== true);

/** `client` of `client.repos.get`, `this.client` of `this.client.get`. */
function receiverOf(callee: Expression): Expression {
  let current = callee;
  while (current.kind === 'member' && current.object.kind !== 'this') current = current.object;
  return current;
}

interface Receiver {
  readonly expression: Expression;
  readonly at: FunctionPlace;
  readonly depth: number;
}

function handedClient(
  judging: Judging,
  on: ExternalValue,
  { expression, at, depth }: Receiver,
): ExternalValue | null {
  const parameter = depth > DEEPEST ? null : parameterOf(judging, expression, at);
  if (parameter === null) return null;
  for (const point of judging.targets.callersOf({ file: at.file, function: parameter.function })) {
    const call = judging.call(point);
    const argument = call?.arguments[parameter.position];
    if (call === undefined || argument === undefined) continue;
    const values = judging.resolver.evaluate(argument, placeOf(point.file, call));
    const made = values.find(
      (value) => value.kind === 'external' && value.client === on.client && isMade(value),
    );
    if (made?.kind === 'external') return made;
    const inner = { file: point.file, function: call.function };
    const found = handedClient(judging, on, { expression: argument, at: inner, depth: depth + 1 });
    if (found !== null) return found;
  }
  return null;
}

interface ParameterPlace {
  readonly function: FunctionId;
  readonly position: number;
}

/** The parameter that an expression is, or that the constructor keeps in the field that it is. */
function parameterOf(
  judging: Judging,
  expression: Expression,
  { file, function: id }: FunctionPlace,
): ParameterPlace | null {
  const facts = judging.facts(file);
  if (facts === undefined) return null;
  if (expression.kind === 'name' && expression.binding !== null) {
    const binding = facts.bindings[expression.binding];
    return binding?.kind === 'parameter' &&
      binding.parameter !== undefined &&
      binding.path === undefined
      ? { function: binding.function, position: binding.parameter }
      : null;
  }
  if (expression.kind !== 'member' || expression.property === null) return null;
  if (expression.object.kind !== 'this') return null;
  return fieldParameter(judging, { file, function: id }, expression.property);
}

function fieldParameter(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  field: string,
): ParameterPlace | null {
  const facts = judging.facts(file);
  const owner = facts && ownerOf(facts, id);
  const constructor = facts && owner != null ? constructorOf(facts, owner) : undefined;
  if (facts === undefined || owner == null || constructor === undefined) return null;
  const parameters = facts.functions[constructor]?.parameters ?? [];
  const position = parameters.findIndex(({ property, name }) => property && name === field);
  if (position >= 0) return { function: constructor, position };
  const [written] = judging.resolver.index.thisWrites(file, owner, field);
  // A field that keeps another one, or itself, is no parameter.
  return written?.value.kind === 'name'
    ? parameterOf(judging, written.value, { file, function: constructor })
    : null;
}

const constructorOf = ({ classes }: FileFacts, owner: ClassId): FunctionId | undefined =>
  classes[owner]?.members.find(({ kind }) => kind === 'constructor')?.function;

/** The class whose method a function is, or stands in. */
export function ownerOf({ functions }: FileFacts, id: FunctionId): ClassId | null {
  for (let at: FunctionId | null = id; at !== null; at = functions[at]?.parent ?? null) {
    const owner = functions[at]?.class;
    if (owner != null) return owner;
  }
  return null;
}
