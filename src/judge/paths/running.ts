import { memberRoot } from '../../detect/chains.js';
import { isNestedIn } from '../../parse/function-nesting.js';
import type { CallFact, Expression, FunctionId } from '../../parse/facts.js';
import type { ClassPlace } from '../../resolve/knowledge.js';
import type { Frame, Place, Value } from '../../resolve/values.js';
import { ancestorsOf, classKey } from '../code/ancestors.js';
import { classOf } from '../code/class-of.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { placeOf, type Judging } from '../judging.js';

/** Of which class the object is that a method of a base class runs on: what it calls on `this`, that class has. */
export interface On {
  /** The object, or the class itself for what is static. */
  readonly receiver: Value;
  readonly class: ClassPlace;
  /** The method that was called on it; functions that are written in it share its `this`. */
  readonly method: FunctionId;
}

/** A function, and what it runs on where that is not of the class that it stands in. */
export interface Running extends FunctionPlace {
  readonly on: On | null;
}

export const runningKey = (place: FunctionPlace | Running): string => {
  const key = `${place.file}\0${place.function}`;
  const on = 'on' in place ? place.on : null;
  return on === null ? key : `${key}\0${on.receiver.kind} ${classKey(on.class)}`;
};

/** A function that may be written in another one runs on the same object. */
export function within(judging: Judging, around: Running, place: FunctionPlace): Running {
  const facts = judging.facts(place.file);
  const isInner =
    place.file === around.file &&
    facts !== undefined &&
    isNestedIn(facts, place.function, around.function);
  return { file: place.file, function: place.function, on: isInner ? around.on : null };
}

/** What a call may run, by the object that the function around it runs on. */
export function calleesOn(judging: Judging, around: Running, point: Point): readonly Value[] {
  const plain = judging.callees(point);
  const call = judging.call(point);
  if (call?.callee.kind === 'super') return plain.map(madeOf);
  const frame = frameOf(around);
  if (call === undefined || frame === null) return plain;
  const isOfThis = memberRoot(call.callee).kind === 'this';
  if (!isOfThis && plain.some(({ kind }) => kind === 'function')) return plain;
  const known = judging.resolver.evaluate(call.callee, { ...placeOf(point.file, call), frame });
  return known.length > 0 ? known : plain;
}

/** `super(options)` is an instance of the class that is extended, whose constructor runs. */
const madeOf = (value: Value): Value =>
  value.kind === 'instance' && 'class' in value.of
    ? { kind: 'class', file: value.file, class: value.of.class }
    : value;

interface Called {
  readonly point: Point;
  readonly target: FunctionPlace;
}

/** A called function, once for each class that its object may be of. */
export function runningAs(
  judging: Judging,
  around: Running,
  { point, target }: Called,
): readonly Running[] {
  const { file, function: id } = target;
  const owner = judging.facts(file)?.functions[id]?.class ?? null;
  const call = judging.call(point);
  const inner = within(judging, around, target);
  if (owner === null || call?.callee.kind !== 'member' || inner.on !== null) return [inner];
  const receivers = receiversOf(judging, around, { call, callee: call.callee, file: point.file });
  const found = receivers.flatMap((receiver): readonly Running[] => {
    const of = classOf(receiver);
    if (of === null || !extendsClass(judging, of, { file, class: owner })) return [];
    return [{ file, function: id, on: { receiver, class: of, method: id } }];
  });
  return found.length > 0 ? found : [inner];
}

const extendsClass = ({ resolver }: Judging, of: ClassPlace, base: ClassPlace): boolean =>
  ancestorsOf(resolver, of).some((one) => classKey(one) === classKey(base));

interface OnMember {
  readonly call: CallFact;
  readonly callee: Extract<Expression, { kind: 'member' }>;
  readonly file: string;
}

/** `this` stands for `super` too: what the base calls on it is the same object's. */
function receiversOf(
  { resolver }: Judging,
  around: Running,
  { call, callee, file }: OnMember,
): readonly Value[] {
  const place: Place = { ...placeOf(file, call), frame: frameOf(around) };
  const object: Expression = callee.object.kind === 'super' ? { kind: 'this' } : callee.object;
  return resolver.evaluate(object, place);
}

const frameOf = ({ file, on }: Running): Frame | null =>
  on === null
    ? null
    : { file, function: on.method, arguments: [], receiver: on.receiver, outer: null, depth: 1 };
