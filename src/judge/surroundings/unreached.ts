import type { FunctionPlace } from '../code/points.js';
import { keysOf } from '../code/literal-keys.js';
import { namesOf } from '../code/targets.js';
import type { Judging } from '../judging.js';

/** Code that nothing uses, or a method that no framework is told of and no code asks for. */
export function isUnreached(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const fact = facts?.functions[id];
  if (facts === undefined) return false;
  if (judging.isUnused(facts, id)) return true;
  if (fact?.class == null || fact.kind !== 'method') return false;
  const member = facts.classes[fact.class]?.members.find((one) => one.function === id);
  if (member === undefined || member.decorators.length > 0 || fact.name === null) return false;
  return !FRAMEWORK_METHODS.test(fact.name) && !isHandedOn(judging, fact.name);
}

/** Whether something of the name is an argument; what only unused code hands on, nobody is given. */
const isHandedOn = (judging: Judging, name: string): boolean =>
  judging.names.arguments(name).some(({ file, call }) => {
    const facts = judging.facts(file);
    const by = facts?.calls[call]?.function;
    return facts !== undefined && by !== undefined && !judging.isUnused(facts, by);
  });

/** `body('emails').custom(areFree)`, `{ load: readUser }`: who is given a function may run it. */
export const isHeld = (judging: Judging, place: FunctionPlace): boolean =>
  namesOf(judging.facts(place.file), place.function).some((name) => isHandedOn(judging, name)) ||
  keysOf(judging, place).length > 0;

/** Methods that frameworks call by their name. */
export const FRAMEWORK_METHODS =
  /^(on[A-Z]\w*|handle\w*|execute|run|process|perform|validate|canActivate|intercept|transform|use|catch|resolve|index|show|store|update|destroy|create|edit|boot|ready|register|shutdown|bootstrap|configure|isHealthy|up|down|fetch|main|start|init\w*)$/;
