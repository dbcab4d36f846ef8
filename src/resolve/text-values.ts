import type { CallFact, Expression, MemberExpression } from '../parse/facts.js';
import type { Engine } from './engine.js';
import type { Place, Value } from './values.js';

/**
 * Text that is only partly known keeps placeholders: `${process.env.API_URL}/users` is the
 * constant "${API_URL}/users", and "${}" stands for a part nothing is known of.
 */
const UNKNOWN_PART = '${}';

/** No name of a dependency stands further back, and text that doubles itself has no end. */
const LONGEST_TEXT = 2_000;

export function templateText(
  engine: Engine,
  expression: Extract<Expression, { kind: 'template' }>,
  place: Place,
): readonly Value[] {
  let text = '';
  for (const [index, piece] of expression.strings.entries()) {
    const value = expression.values[index];
    text += piece + (value === undefined ? '' : textOf(engine, value, place));
    if (text.length > LONGEST_TEXT) break;
  }
  return [constantText(text)];
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
  const text = textOf(engine, expression.left, place) + textOf(engine, expression.right, place);
  return text.replaceAll(UNKNOWN_PART, '') === '' ? [] : [constantText(text)];
}

function textOf(engine: Engine, expression: Expression, place: Place): string {
  const constant = engine
    .evaluate(expression, place)
    .find((value) => value.kind === 'constant' && value.value !== null);
  return constant?.kind === 'constant' ? String(constant.value) : UNKNOWN_PART;
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
