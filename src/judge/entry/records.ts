import type { BindingFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';

/** Whether a cloud function reads `event.Records`, as queues, topics, streams and buckets feed it. */
export function readsRecords(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const map = judging.map(file);
  if (map === null) return false;
  const { facts } = map;
  const isInside = (one: FunctionId): boolean => map.isWithinFunction(one, id);
  const read = [
    ...facts.calls
      .filter((call) => isInside(call.function))
      .flatMap((call) => [call.callee, ...call.arguments]),
    ...facts.bindings
      .filter((binding) => isInside(binding.function))
      .flatMap(({ value }) => (value === undefined ? [] : [value])),
  ];
  return (
    facts.bindings.some((one) => isInside(one.function) && takesRecords(facts, one, id)) ||
    read.some((expression) => asksForRecords(facts, expression, id))
  );
}

/** `({ Records })`, `const { Records } = event`. */
function takesRecords(facts: FileFacts, binding: BindingFact, handler: FunctionId): boolean {
  const [step] = binding.path ?? [];
  if (step?.step !== 'property' || step.name !== 'Records') return false;
  return binding.value === undefined
    ? isEvent(binding, handler)
    : isEventName(facts, binding.value, handler);
}

function asksForRecords(facts: FileFacts, whole: Expression, handler: FunctionId): boolean {
  const pending = [whole];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (
      one.kind === 'member' &&
      one.property === 'Records' &&
      isEventName(facts, one.object, handler)
    )
      return true;
    pending.push(...children(one));
  }
  return false;
}

function isEventName(facts: FileFacts, expression: Expression, handler: FunctionId): boolean {
  if (expression.kind !== 'name' || expression.binding === null) return false;
  const binding = facts.bindings[expression.binding];
  return binding !== undefined && isEvent(binding, handler);
}

const isEvent = ({ kind, parameter, function: id }: BindingFact, handler: FunctionId): boolean =>
  kind === 'parameter' && parameter === 0 && id === handler;
