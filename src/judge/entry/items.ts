import { posix } from 'node:path';
import type { Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { requestedPaths } from '../../resolve/modules/requested-paths.js';
import type { Place, Value } from '../../resolve/values.js';
import { matchesPath } from '../../text/path-pattern.js';
import type { Judging } from '../judging.js';
import { exportedAs, madeBy } from './made-by.js';
import { pushedInto } from './pushed.js';
import type { Each } from './texts.js';

const DEEPEST = 10;

/** What an object, list or instance holds, each part under its key. */
export function itemsOf(judging: Judging, expression: Expression, place: Place): readonly Each[] {
  return ofExpression(judging, expression, { place, start: 0, depth: 0 });
}

interface At {
  readonly place: Place;
  readonly start: number;
  readonly depth: number;
}

function ofExpression(judging: Judging, expression: Expression, at: At): readonly Each[] {
  if (at.depth > DEEPEST) return [];
  const inner: Inner = (one) => ofExpression(judging, one, { ...at, depth: at.depth + 1 });
  switch (expression.kind) {
    case 'object':
      return ofObject(expression, at, inner);
    case 'array':
      return ofArray(expression, at, inner);
    case 'cast':
    case 'await':
      return inner(expression.value);
    case 'name':
      return ofName(judging, expression, at);
    case 'call':
      return ofCall(judging, expression, at);
    case 'assign':
    case 'binary':
    case 'class':
    case 'conditional':
    case 'function':
    case 'literal':
    case 'logical':
    case 'member':
    case 'other':
    case 'spread':
    case 'super':
    case 'template':
    case 'this':
    case 'unary':
    case 'yield':
      return ofValues(judging, expression, at);
  }
}

/** What a call answers; what it is handed where the repository's own `mergeDeep(users, orders)` answers what nobody knows. */
function ofCall(
  judging: Judging,
  expression: Extract<Expression, { kind: 'call' }>,
  at: At,
): readonly Each[] {
  const found = ofValues(judging, expression, at);
  const { file } = at.place;
  const call = judging.facts(file)?.calls[expression.call];
  if (found.length > 0 || call === undefined || !MERGES.test(lastName(call.callee) ?? ''))
    return found;
  const callees = judging.callees({ file, call: expression.call });
  if (!callees.some(({ kind }) => kind === 'function')) return found;
  const inner = { ...at, depth: at.depth + 1 };
  return call.arguments.flatMap((one) => ofExpression(judging, one, inner));
}

/** What is under a name; where nobody knows its value, of the expression that it is made by. */
function ofName(
  judging: Judging,
  expression: Extract<Expression, { kind: 'name' }>,
  at: At,
): readonly Each[] {
  const found = [...ofValues(judging, expression, at), ...ofPushed(judging, expression, at)];
  if (found.length > 0) return found;
  const made = madeBy(judging, expression, at.place);
  return made === null
    ? []
    : ofExpression(judging, made.expression, { ...at, place: made.place, depth: at.depth + 1 });
}

const ofValues = (judging: Judging, expression: Expression, at: At): readonly Each[] =>
  judging.resolver.evaluate(expression, at.place).flatMap((value) => ofValue(judging, value, at));

/** `plugins.push(router, ...others)`: what is put at the end of the list that has the name. */
function ofPushed(
  judging: Judging,
  { binding }: Extract<Expression, { kind: 'name' }>,
  at: At,
): readonly Each[] {
  const facts = judging.facts(at.place.file);
  if (facts === undefined || binding === null) return [];
  const elements = pushedInto(facts, binding);
  return ofArray({ elements }, at, (one) =>
    ofExpression(judging, one, { ...at, depth: at.depth + 1 }),
  );
}

type Inner = (one: Expression) => readonly Each[];

const ofObject = (
  { properties }: Extract<Expression, { kind: 'object' }>,
  { place }: At,
  inner: Inner,
): readonly Each[] =>
  properties.flatMap(({ key, value, start, spread }) => {
    if (spread === true) return inner(value);
    return key === null ? [] : [{ key, expression: value, place, start }];
  });

const ofArray = (
  { elements }: Pick<Extract<Expression, { kind: 'array' }>, 'elements'>,
  { place, start }: At,
  inner: Inner,
): readonly Each[] =>
  elements.flatMap((element, index): readonly Each[] => {
    if (element.kind === 'spread') return inner(element.value);
    const at = element.kind === 'object' ? element.start : start;
    return [{ key: String(index), expression: element, place, start: at }];
  });

function ofValue(judging: Judging, value: Value, at: At): readonly Each[] {
  switch (value.kind) {
    case 'object':
      return ofExpression(judging, value.expression, {
        place: value.place,
        start: value.expression.start,
        depth: at.depth + 1,
      });
    case 'instance':
      return 'class' in value.of ? ofClass(judging, value.file, value.of.class) : [];
    case 'list':
      return value.elements.flatMap((element, index) =>
        element.kind === 'object'
          ? [
              {
                key: String(index),
                expression: element.expression,
                place: element.place,
                start: element.expression.start,
              },
            ]
          : [],
      );
    case 'module':
      return ofModule(judging, value.file);
    case 'package':
      return [...ofMerged(judging, value, at), ...ofLoaded(judging, value, at)];
    case 'callable':
    case 'class':
    case 'constant':
    case 'external':
    case 'function':
    case 'operation':
    case 'shape':
      return [];
  }
}

const MERGES = /merge|assign|extend|defaults|combine/i;

/** `merge(users, orders)` of lodash, deepmerge, graphql-tools: what each of them holds. */
function ofMerged(
  judging: Judging,
  { packageName, subpath, path, given = [] }: Extract<Value, { kind: 'package' }>,
  at: At,
): readonly Each[] {
  if (!MERGES.test(path.replace(/^default\b/, `${packageName}/${subpath}`))) return [];
  const inner = { ...at, depth: at.depth + 1 };
  return given.flatMap((one) =>
    'expression' in one
      ? ofExpression(judging, one.expression, { ...inner, place: one.place })
      : one.values.flatMap((value) => ofValue(judging, value, inner)),
  );
}

const LOADS = /^(default\.)?(loadFiles|loadFilesSync|fileLoader)\(\)$/;

/** Files of a pattern; where it names a folder, all that are below. */
function filesOf(
  { resolver: { modules } }: Judging,
  fromFile: string,
  asked: string,
): readonly string[] {
  const last = posix.basename(asked);
  if (last.includes('*') || posix.extname(last) !== '') {
    const files = modules.matching(fromFile, asked);
    return files.filter((file) => matchesPath([last], [posix.basename(file)]));
  }
  const levels = Array.from({ length: DEEPEST_FOLDER }, (_, depth) => '/*'.repeat(depth + 1));
  return [...new Set(levels.flatMap((level) => modules.matching(fromFile, asked + level)))];
}

const DEEPEST_FOLDER = 5;

/** `loadFilesSync(path.join(__dirname, '*.resolvers.ts'))` of graphql-tools: what each of the files exports. */
function ofLoaded(
  judging: Judging,
  { path, given: [given] = [] }: Extract<Value, { kind: 'package' }>,
  at: At,
): readonly Each[] {
  if (given === undefined || !('expression' in given) || !LOADS.test(path)) return [];
  const { resolver } = judging;
  return requestedPaths(resolver, given.expression, given.place)
    .flatMap((asked) => filesOf(judging, given.place.file, asked))
    .flatMap((file) => resolver.exported(file, 'default'))
    .flatMap((value) => ofValue(judging, value, { ...at, depth: at.depth + 1 }));
}

/** Methods of a class, and fields that may hold functions. */
function ofClass(judging: Judging, file: string, id: number): readonly Each[] {
  const facts = judging.facts(file);
  const members = facts?.classes[id]?.members ?? [];
  return members.flatMap(({ name, kind, function: method, value }) => {
    if (name === null || kind === 'constructor') return [];
    const expression: Expression | undefined =
      method === undefined ? value : { kind: 'function', function: method };
    const start = method === undefined ? undefined : facts?.functions[method]?.start;
    if (expression === undefined) return [];
    const place = { file, function: 0, class: id, frame: null };
    return [{ key: name, expression, place, start: start ?? 0 }];
  });
}

/** `import * as resolvers from './resolvers.js'`, with what that file passes on of others. */
function ofModule(judging: Judging, file: string): readonly Each[] {
  return judging.resolver.exports.names(file).flatMap((key): readonly Each[] => {
    const made = exportedAs(judging, file, key);
    if (made === null) return [];
    const { expression, place } = made;
    const binding = expression.kind === 'name' ? expression.binding : null;
    const declared = judging.facts(place.file)?.bindings[binding ?? -1];
    return [{ key, expression, place, start: declared?.start ?? 0 }];
  });
}
