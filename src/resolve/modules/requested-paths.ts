import type { CallFact, Expression, NameExpression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { lastName } from '../indexes/callee-names.js';
import type { Place } from '../values.js';

/** What is left open in a path. */
const OPEN = '*';
const DEEPEST = 8;

/** Nobody lists more modules than this by hand. */
const MOST_PATHS = 200;

/**
 * The paths that `require('./controllers/' + name)` and `require(path.join(__dirname, file))` ask
 * for, with "*" for what is left open; none where it is no path below a known folder. A name that
 * stands for each of a list gives a path for each: `['users', 'orders'].map((name) => …)`.
 */
export const requestedPaths = (
  engine: Engine,
  expression: Expression,
  place: Place,
): readonly string[] =>
  textsOf(engine, expression, { place, depth: 0 })
    .map((text) => text.replaceAll(/\*{2,}/g, OPEN))
    .map((path) => (path === '.' ? './' : path))
    .filter((path) => path.startsWith('./') || path.startsWith('../'));

interface At {
  readonly place: Place;
  readonly depth: number;
}

function textsOf(engine: Engine, expression: Expression, at: At): readonly string[] {
  if (at.depth > DEEPEST) return [OPEN];
  const inner = (one: Expression): readonly string[] =>
    textsOf(engine, one, { ...at, depth: at.depth + 1 });
  if (expression.kind === 'template') {
    const { strings, values } = expression;
    return strings.reduce<readonly string[]>(
      (texts, piece, index) => {
        const value = values[index];
        return joined(joined(texts, [piece]), value === undefined ? [''] : inner(value));
      },
      [''],
    );
  }
  if (expression.kind === 'binary' && expression.operator === '+')
    return joined(inner(expression.left), inner(expression.right));
  if (expression.kind === 'name' && expression.binding === null && expression.name === '__dirname')
    return ['.'];
  if (expression.kind === 'call') return calledTexts(engine, expression.call, at);
  return knownTexts(engine, expression, at);
}

/** `process.cwd()`, `path.join(__dirname, 'models', file)`. */
function calledTexts(engine: Engine, id: number, at: At): readonly string[] {
  const call = engine.facts(at.place.file)?.calls[id];
  if (call === undefined) return [OPEN];
  return isWorkingFolder(call)
    ? [engine.modules.workingFolder(at.place.file)]
    : joinedPaths(engine, call, at);
}

const isWorkingFolder = ({ callee }: CallFact): boolean =>
  callee.kind === 'member' &&
  callee.property === 'cwd' &&
  callee.object.kind === 'name' &&
  callee.object.name === 'process';

/** Each beginning with each end; where these are too many, the ends are open. */
function joined(starts: readonly string[], ends: readonly string[]): readonly string[] {
  const some = starts.length * ends.length > MOST_PATHS ? [OPEN] : ends;
  return starts.flatMap((start) => some.map((end) => start + end));
}

function joinedPaths(engine: Engine, call: CallFact, { place, depth }: At): readonly string[] {
  if (!/^(join|resolve)$/.test(lastName(call.callee) ?? '')) return [OPEN];
  const parts = call.arguments.map((one) => textsOf(engine, one, { place, depth: depth + 1 }));
  // `names.join()` joins no path.
  if (parts.length === 0) return [OPEN];
  const resolves = lastName(call.callee) === 'resolve';
  return parts
    .reduce((paths, ends) => joined(joined(paths, ['/']), ends))
    .map((path) => path.replaceAll(/\/{2,}/g, '/'))
    .map((path) =>
      resolves && BARE.test(path) ? `${engine.modules.workingFolder(place.file)}/${path}` : path,
    );
}

/** `path.resolve('src/commands')` begins where the process was started. */
const BARE = /^\w/;

/** The texts that are possible, or those of a variable that is kept for a path. */
function knownTexts(engine: Engine, expression: Expression, at: At): readonly string[] {
  const values = engine.evaluate(expression, at.place);
  const texts = values.flatMap((value) =>
    value.kind === 'constant' && typeof value.value === 'string' ? [value.value] : [],
  );
  if (texts.length > 0 && texts.length === values.length && texts.length <= MOST_PATHS)
    return texts.map((text) => text.replaceAll(/\$\{[^{}]*\}/g, OPEN));
  return expression.kind === 'name' ? variableTexts(engine, expression, at) : [OPEN];
}

function variableTexts(engine: Engine, { binding }: NameExpression, at: At): readonly string[] {
  const fact = binding === null ? undefined : engine.facts(at.place.file)?.bindings[binding];
  const isWhole = fact?.path === undefined && fact?.element !== true;
  if (fact?.kind !== 'variable' || fact.value === undefined || !isWhole) return [OPEN];
  if (fact.assigned !== undefined) return [OPEN];
  return textsOf(engine, fact.value, {
    place: { ...at.place, function: fact.function, class: null },
    depth: at.depth + 1,
  });
}
