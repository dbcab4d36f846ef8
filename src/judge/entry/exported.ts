import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { Expression, FileFacts, TypeFact } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import { requestedPackage } from '../../resolve/modules/requested-package.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import { isFed } from './fed-events.js';
import { functionsOf } from './functions-of.js';
import { fillIn, placeTexts } from './texts.js';

/** Exported functions whose types say that a platform calls them. */
export function exportedDrafts(judging: Judging, facts: FileFacts): readonly Draft[] {
  const typed = mentionsSignature(judging, facts) ? typedDrafts(judging, facts) : [];
  return typed.length > 0 ? typed : untypedHandler(judging, facts);
}

const typedDrafts = (judging: Judging, facts: FileFacts): readonly Draft[] =>
  exportsOf(facts).flatMap(({ name, expression, start, type }) => {
    const place: Place = { file: facts.file, function: 0, class: null, frame: null };
    const declared = type === undefined ? null : signature(judging, type, place);
    const handlers = functionsOf(judging, expression, place);
    const registers = declared ?? firstOf(handlers.map((one) => ofParameters(judging, one)));
    if (registers === null) return [];
    const reading = { judging, words: { export: name } };
    const text = fillIn(registers.name, placeTexts(reading, registers.name));
    const { kind, trigger } = registers;
    return [{ kind, trigger, name: text, file: facts.file, start, handlers, limits: [] }];
  });

/** `exports.handler = async (event, context) => …`, as AWS Lambda looks for it by default. */
function untypedHandler(judging: Judging, facts: FileFacts): readonly Draft[] {
  return exportsOf(facts)
    .filter(({ name }) => name === 'handler')
    .flatMap(({ name, expression, start }) => {
      const place: Place = { file: facts.file, function: 0, class: null, frame: null };
      const handlers = functionsOf(judging, expression, place);
      const takesEvent = handlers.some((one) => /^_?(event|evt)$/.test(firstName(judging, one)));
      const isFedOne = handlers.some((one) => isFed(judging, one));
      if (!takesEvent && !isFedOne) return [];
      const trigger = isFedOne ? ('message' as const) : undefined;
      return [{ kind: 'lambda', trigger, name, file: facts.file, start, handlers, limits: [] }];
    });
}

const firstName = (judging: Judging, { file, function: id }: FunctionPlace): string =>
  judging.facts(file)?.functions[id]?.parameters[0]?.name ?? '';

const firstOf = <T>(all: readonly (T | null)[]): T | null =>
  all.find((one) => one !== null) ?? null;

/** Whether the file imports a package that has such types at all. */
function mentionsSignature({ resolver }: Judging, facts: FileFacts): boolean {
  return facts.requests.some(({ specifier }) => {
    const client = requestedPackage(resolver.catalog, specifier)?.client;
    return (
      client !== undefined &&
      Object.values(client.types).some(({ exported }) => exported !== undefined)
    );
  });
}

export interface Exported {
  readonly name: string;
  readonly expression: Expression;
  readonly start: number;
  readonly type?: TypeFact;
}

/** What a file itself exports, ESM and CommonJS. */
export function exportsOf(facts: FileFacts): readonly Exported[] {
  const declared = facts.exports.flatMap((one): readonly Exported[] => {
    const { name, binding: id, expression, from, typeOnly } = one;
    if (from !== undefined || typeOnly || name === '*' || name === '=') return [];
    const binding = id === undefined ? undefined : facts.bindings[id];
    if (id !== undefined && binding !== undefined) {
      const { start, type, name: own } = binding;
      const value: Expression = { kind: 'name', name: own, binding: id };
      return [{ name, expression: value, start, ...(type !== undefined && { type }) }];
    }
    return expression === undefined
      ? []
      : [{ name, expression, start: startOf(facts, expression) }];
  });
  const written = facts.writes.flatMap(({ target, value, start, function: id }) => {
    const name = id === 0 ? exportedName(target) : null;
    return name === null ? [] : [{ name, expression: value, start }];
  });
  return [...declared, ...written];
}

function startOf(facts: FileFacts, expression: Expression): number {
  if (expression.kind === 'function') return facts.functions[expression.function]?.start ?? 0;
  if (expression.kind === 'call') return facts.calls[expression.call]?.start ?? 0;
  if (expression.kind === 'object') return expression.start;
  return expression.kind === 'class' ? (facts.classes[expression.class]?.start ?? 0) : 0;
}

/** `exports.handler`, `module.exports.handler`; `module.exports` itself is what is exported by default. */
function exportedName({
  object,
  property,
}: Extract<Expression, { kind: 'member' }>): string | null {
  if (object.kind === 'name' && object.name === 'exports' && object.binding === null)
    return property;
  if (object.kind === 'name' && object.name === 'module' && property === 'exports')
    return 'default';
  const isModule =
    object.kind === 'member' &&
    object.property === 'exports' &&
    object.object.kind === 'name' &&
    object.object.name === 'module';
  return isModule ? property : null;
}

function ofParameters(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): RegistrationFact | null {
  const place: Place = { file, function: id, class: null, frame: null };
  const parameters = judging.facts(file)?.functions[id]?.parameters ?? [];
  return firstOf(
    parameters.map(({ type }) => (type === undefined ? null : signature(judging, type, place))),
  );
}

function signature(judging: Judging, type: TypeFact, place: Place): RegistrationFact | null {
  if (type.kind !== 'reference' && type.kind !== 'union') return null;
  const { resolver } = judging;
  // `Handler<SQSEvent>`: what it is handed says more than the handler's own type.
  const [given] = type.kind === 'reference' ? type.arguments : [];
  const handed = given === undefined ? null : signature(judging, given, place);
  if (handed !== null) return handed;
  for (const value of resolver.typeValues(type, place)) {
    const registers =
      value.kind === 'external' ? resolver.catalog.fact(value, 'exported') : undefined;
    if (registers !== undefined) return registers;
  }
  return null;
}
