import type { CallFact, Expression, MemberExpression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

/**
 * Text that is only partly known keeps placeholders: `${process.env.API_URL}/users` is the
 * constant "${API_URL}/users", and "${}" stands for a part nothing is known of.
 */
const UNKNOWN_PART = '${}';

/** No name of a dependency stands further back, and text that doubles itself has no end. */
const LONGEST_TEXT = 2_000;

export function templateText(
  engine: Engine,
  { strings, values }: Extract<Expression, { kind: 'template' }>,
  place: Place,
): readonly Value[] {
  let texts: readonly string[] = [''];
  for (const [index, piece] of strings.entries()) {
    const value = values[index];
    const ends = value === undefined ? [''] : textsOf(engine, value, place);
    texts = joined(texts, joined([piece], ends));
    if (texts.every(({ length }) => length > LONGEST_TEXT)) break;
  }
  return texts.map(constantText);
}

const constantText = (text: string): Value => ({
  kind: 'constant',
  value: text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) + UNKNOWN_PART : text,
});

export function joinedText(
  engine: Engine,
  expression: Extract<Expression, { kind: 'binary' }>,
  place: Place,
): readonly Value[] {
  if (expression.operator !== '+') return [];
  const { left, right } = expression;
  return joined(textsOf(engine, left, place), textsOf(engine, right, place))
    .filter((text) => text.replaceAll(UNKNOWN_PART, '') !== '')
    .map(constantText);
}

/** `${live ? 'api' : 'staging'}.example.com`: more of them than this are no list that anybody reads. */
const MOST_TEXTS = 4;

const joined = (starts: readonly string[], ends: readonly string[]): readonly string[] =>
  starts.flatMap((start) => ends.map((end) => start + end)).slice(0, MOST_TEXTS);

function textsOf(engine: Engine, expression: Expression, place: Place): readonly string[] {
  const texts = engine
    .evaluate(expression, place)
    .flatMap((value) =>
      value.kind === 'constant' && value.value !== null ? [String(value.value)] : [],
    );
  return texts.length === 0 ? [UNKNOWN_PART] : [...new Set(texts)];
}

/** Whether text keeps a placeholder. */
export const isPartlyKnown = (value: Value): boolean =>
  value.kind === 'constant' && typeof value.value === 'string' && value.value.includes('${');

/** `process.env.X`, `process.env['X']`, `import.meta.env.X`, `process.env[name]` of a known name. */
export function environmentVariable(
  { object, property }: MemberExpression,
  computed: () => string | null,
): Value | null {
  if (object.kind !== 'member' || object.property !== 'env') return null;
  const isProcess = object.object.kind === 'name' && object.object.name === 'process';
  if (!isProcess && object.object.kind !== 'other') return null;
  const name = property ?? computed();
  return name === null ? null : placeholder(name);
}

const placeholder = (name: string): Value => ({ kind: 'constant', value: `\${${name}}` });

const CONFIGURATION_READERS = new Set([
  'get',
  'getOrThrow',
  'required',
  'requireEnv',
  'getEnv',
  'env',
]);

/** `config.get('users.url')`: a configuration value is named by its key. */
export function configuredText({ callee, arguments: given }: CallFact): readonly Value[] {
  const [key] = given;
  if (key?.kind !== 'literal' || typeof key.value !== 'string') return [];
  const reads =
    callee.kind === 'name'
      ? CONFIGURATION_READERS.has(callee.name) && callee.name !== 'get'
      : callee.kind === 'member' &&
        CONFIGURATION_READERS.has(callee.property ?? '') &&
        isConfiguration(callee.object);
  return reads ? [placeholder(key.value)] : [];
}

function isConfiguration(object: Expression): boolean {
  if (object.kind === 'name') return /config|^env/i.test(object.name);
  return object.kind === 'member' && /config|^env/i.test(object.property ?? '');
}
