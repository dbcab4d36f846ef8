import { posix } from 'node:path';
import type { FileFacts } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { FunctionPlace } from '../code/points.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';
import { exportsOf } from './exports-of.js';
import { functionsOf } from './functions-of.js';

/**
 * `export const handler = async () => …` takes nothing that would tell: it is a function of the
 * cloud where another of its folder is one that is exported as `handler` too, and nobody calls it.
 */
export function siblingDrafts(
  judging: Judging,
  files: readonly FileFacts[],
  known: readonly Draft[],
): readonly Draft[] {
  const handlers = known.filter(({ kind, name }) => kind === 'lambda' && name === HANDLER);
  const found = new Set(handlers.map(({ file }) => file));
  const folders = new Set(handlers.map(({ file }) => posix.dirname(file)));
  return files.flatMap((facts) => {
    const { file } = facts;
    if (!folders.has(posix.dirname(file)) || found.has(file)) return [];
    const place: Place = { file, function: 0, class: null, frame: null };
    return exportsOf(facts)
      .filter(({ name }) => name === HANDLER)
      .flatMap(({ expression, start }): readonly Draft[] => {
        const functions = functionsOf(judging, expression, place);
        const [only] = functions;
        return functions.length === 1 && only !== undefined && isLeftAlone(judging, only)
          ? [{ kind: 'lambda', name: HANDLER, file, start, handlers: functions, limits: [] }]
          : [];
      });
  });
}

const HANDLER = 'handler';

const isLeftAlone = (judging: Judging, { file, function: id }: FunctionPlace): boolean =>
  judging.facts(file)?.functions[id]?.parameters.length === 0 &&
  judging.resolver.index.callersOf(file, id).length === 0;
