import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import type { FunctionPlace } from '../code/points.js';
import { runsLater } from '../code/runs-later.js';
import type { Judging } from '../judging.js';

/** The bodies of the modules that a file loads, with all that these load: they run before its own. */
export function loadedBodies(judging: Judging, file: string): readonly FunctionPlace[] {
  const seen = new Set([file]);
  // A set goes on over what is added to it on the way.
  for (const one of seen) for (const loaded of loadedBy(judging, one)) seen.add(loaded);
  return [...seen]
    .filter((one) => one !== file && doesSomething(judging, one))
    .toReversed()
    .map((one) => ({ file: one, function: 0 }));
}

function loadedBy({ resolver }: Judging, file: string): readonly string[] {
  const requests = resolver.facts(file)?.requests ?? [];
  return requests.flatMap(({ specifier, typeOnly }) => {
    const target = typeOnly ? undefined : resolver.modules.resolve(file, specifier);
    return target?.kind === 'file' ? [target.file] : [];
  });
}

const doesSomething = (judging: Judging, file: string): boolean => {
  const facts = judging.facts(file);
  return facts?.calls.some((call) => call.function === 0 && isOwnWork(facts, call)) === true;
};

/** A call that hands functions over and is not waited for registers them for later. */
const isOwnWork = (facts: FileFacts, call: CallFact): boolean =>
  call.use === 'await' ||
  call.callee.kind === 'function' ||
  runsLater(facts, call) ||
  (call.use === 'statement' && call.arguments.every(({ kind }) => DATA.has(kind)));

const DATA: ReadonlySet<Expression['kind']> = new Set(['literal', 'template', 'object']);
