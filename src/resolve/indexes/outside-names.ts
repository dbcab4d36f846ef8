import type {
  BindingId,
  ClassId,
  ExportFact,
  Expression,
  FileFacts,
  FunctionId,
} from '../../parse/facts.js';
import { ANY_MODULE, moduleName } from './called-names.js';
import type { Engine } from '../engine.js';

/** Names that a function can be asked for by: those in its file, and those of a module that is nothing else. */
export const namesOutside = (engine: Engine, file: string, id: FunctionId): readonly string[] => [
  ...engine.index.functionNames(file, id),
  ...(isWholeExport(engine, file, id) ? [moduleName(file), ANY_MODULE] : []),
];

/**
 * `export default (client) => …`, `module.exports = UserStore`: the function, or the class that it
 * constructs, is all that the module exports.
 */
export function isWholeExport(engine: Engine, file: string, id: FunctionId): boolean {
  const facts = engine.facts(file);
  if (facts === undefined) return false;
  const isIt = ({ expression, binding }: Exported): boolean =>
    (binding !== undefined && isBound(facts, binding, id)) ||
    (expression !== undefined && isValue(facts, expression, id));
  return (
    facts.exports.some((one) => /^(default|=)$/.test(one.name) && isIt(one)) ||
    engine.index.commonJsExports(file).whole.some(({ value }) => isIt({ expression: value }))
  );
}

type Exported = Pick<ExportFact, 'binding' | 'expression'>;

function isValue(facts: FileFacts, value: Expression, id: FunctionId): boolean {
  if (value.kind === 'function') return value.function === id;
  if (value.kind === 'class') return constructs(facts, value.class, id);
  return value.kind === 'name' && value.binding !== null && isBound(facts, value.binding, id);
}

function isBound({ bindings, ...facts }: FileFacts, binding: BindingId, id: FunctionId): boolean {
  const { declares, value, class: made } = bindings[binding] ?? {};
  if (declares === id) return true;
  if (made !== undefined) return constructs(facts, made, id);
  return value?.kind === 'function' && value.function === id;
}

function constructs(
  { functions }: Pick<FileFacts, 'functions'>,
  owner: ClassId,
  id: FunctionId,
): boolean {
  const fact = functions[id];
  return fact?.kind === 'constructor' && fact.class === owner;
}
