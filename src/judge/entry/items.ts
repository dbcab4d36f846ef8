import type { Expression } from '../../parse/facts.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Each } from './texts.js';

const DEEPEST = 6;

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
    case 'assign':
    case 'binary':
    case 'call':
    case 'class':
    case 'conditional':
    case 'function':
    case 'literal':
    case 'logical':
    case 'member':
    case 'name':
    case 'other':
    case 'spread':
    case 'super':
    case 'template':
    case 'this':
    case 'unary':
    case 'yield':
      return judging.resolver
        .evaluate(expression, at.place)
        .flatMap((value) => ofValue(judging, value, at));
  }
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
  { elements }: Extract<Expression, { kind: 'array' }>,
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
      return ofMerged(judging, value, at);
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

/** `import * as resolvers from './resolvers.js'`. */
function ofModule(judging: Judging, file: string): readonly Each[] {
  const facts = judging.facts(file);
  if (facts === undefined) return [];
  return facts.exports.flatMap(({ name, binding, expression }) => {
    const value: Expression | undefined =
      binding === undefined ? expression : { kind: 'name', name, binding };
    const start = binding === undefined ? 0 : (facts.bindings[binding]?.start ?? 0);
    if (value === undefined || name === '*' || name === '=') return [];
    return [
      {
        key: name,
        expression: value,
        place: { file, function: 0, class: null, frame: null },
        start,
      },
    ];
  });
}
