import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { FileFacts, TypeFact } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import { requestedPackage } from '../../resolve/modules/requested-package.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import { exportsOf } from './exports-of.js';
import { functionsOf } from './functions-of.js';
import { fillIn, placeTexts } from './texts.js';
import { untypedHandlers } from './untyped-handlers.js';

/** Exported functions whose types say that a platform calls them. */
export function exportedDrafts(judging: Judging, facts: FileFacts): readonly Draft[] {
  const typed = mentionsSignature(judging, facts) ? typedDrafts(judging, facts) : [];
  return typed.length > 0 ? typed : untypedHandlers(judging, facts);
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
