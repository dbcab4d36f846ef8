import type { FileFacts } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { FunctionPlace } from '../code/points.js';
import { namesOf } from '../code/targets.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';
import { exportsOf, type Exported } from './exports-of.js';
import { isFed } from './fed-events.js';
import { functionsOf } from './functions-of.js';

/**
 * `exports.handler = async (event) => …`, as AWS Lambda looks for it by default, and under any other
 * name what takes an event and its context, in a file that no code which serves asks for.
 */
export function untypedHandlers(judging: Judging, facts: FileFacts): readonly Draft[] {
  return eachExport(facts).flatMap(({ name, expression, start }) => {
    const place: Place = { file: facts.file, function: 0, class: null, frame: null };
    const handlers = functionsOf(judging, expression, place);
    const isDefault = name === 'handler';
    if (!isDefault && !handlers.some((one) => isRunByPlatform(judging, one))) return [];
    const isFedOne = handlers.some((one) => isFed(judging, one));
    if (!isFedOne && !handlers.some((one) => isNamed(judging, one, EVENT))) return [];
    const trigger = isFedOne ? ('message' as const) : undefined;
    return [{ kind: 'lambda', trigger, name, file: facts.file, start, handlers, limits: [] }];
  });
}

/** What a file exports, and each member of an object that it exports as a whole. */
const eachExport = (facts: FileFacts): readonly Exported[] =>
  exportsOf(facts).flatMap((one) => {
    const { name, expression } = one;
    if (name !== 'default' || expression.kind !== 'object') return [one];
    return expression.properties.flatMap(({ key, value, start }) =>
      key === null ? [] : [{ name: key, expression: value, start }],
    );
  });

const EVENT = [/^_?(event|evt)$/];
const EVENT_AND_CONTEXT = [...EVENT, /^_?(context|ctx)$/];

/** Platforms whose functions take an event and a context as well, and are told of otherwise. */
const OTHER_PLATFORMS = [
  'firebase-functions',
  '@google-cloud/functions-framework',
  '@azure/functions',
];

function isRunByPlatform(judging: Judging, handler: FunctionPlace): boolean {
  if (!isNamed(judging, handler, EVENT_AND_CONTEXT)) return false;
  const { dependencies } = judging.owner(handler.file);
  if (OTHER_PLATFORMS.some((one) => dependencies.has(one))) return false;
  const names = namesOf(judging.facts(handler.file), handler.function);
  const users = [
    ...judging.targets.callersOf(handler),
    ...names.flatMap((name) => judging.targets.argumentsOf(name, handler)),
  ].map(({ file }) => file);
  const importers = judging.importers().get(handler.file) ?? [];
  return [...users, ...importers].every((file) => judging.isScript(file));
}

/** Whether the first parameters have these names. */
function isNamed(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  names: readonly RegExp[],
): boolean {
  const parameters = judging.facts(file)?.functions[id]?.parameters ?? [];
  return names.every((one, index) => one.test(parameters[index]?.name ?? ''));
}
