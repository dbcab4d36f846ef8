import type { Expression, FunctionId } from '../../parse/facts.js';
import { moduleName } from './called-names.js';
import type { Engine } from '../engine.js';

/** Names that a function can be asked for by: those in its file, and that of a module that is nothing else. */
export const namesOutside = (engine: Engine, file: string, id: FunctionId): readonly string[] => [
  ...engine.index.functionNames(file, id),
  ...(isWholeExport(engine, file, id) ? [moduleName(file)] : []),
];

/** `export default (client) => …`, `module.exports = …`: the function is all that the module exports. */
function isWholeExport(engine: Engine, file: string, id: FunctionId): boolean {
  const isIt = (value: Expression | undefined): boolean =>
    value?.kind === 'function' && value.function === id;
  const declared = engine.facts(file)?.exports ?? [];
  return (
    declared.some(({ name, expression }) => /^(default|=)$/.test(name) && isIt(expression)) ||
    engine.index.commonJsExports(file).whole.some(({ value }) => isIt(value))
  );
}
