import { posix } from 'node:path';
import type { Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { isPartlyKnown } from '../../resolve/expressions/text-values.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';

interface Written {
  readonly text: string;
  /** The folder that the text begins with; null where it begins with none. */
  readonly folder: string | null;
}

interface At {
  readonly expression: Expression;
  readonly place: Place;
}

/**
 * A path that code writes: `${handlerPath(__dirname)}/handler.main` lies beside the file that says
 * so, any other text below `dir`. Null where a part of it is not known.
 */
export function pathFrom(judging: Judging, at: At, dir: string): string | null {
  const written = writtenAt(judging, at, 0);
  return written === null ? null : posix.join(written.folder ?? dir, written.text);
}

const DEEPEST = 6;

function writtenAt(judging: Judging, { expression, place }: At, depth: number): Written | null {
  if (depth > DEEPEST) return null;
  const inner = (one: Expression, at = place): Written | null =>
    writtenAt(judging, { expression: one, place: at }, depth + 1);
  if (isOwnFolder(expression)) return { text: '', folder: posix.dirname(place.file) };
  if (expression.kind === 'cast') return inner(expression.value);
  if (expression.kind === 'template') return joined(partsOf(expression).map((one) => inner(one)));
  if (expression.kind === 'binary' && expression.operator === '+') {
    return joined([inner(expression.left), inner(expression.right)]);
  }
  return ofName(judging, expression, { place, inner }) ?? textOf(judging, { expression, place });
}

interface Within {
  readonly place: Place;
  readonly inner: (one: Expression, at?: Place) => Written | null;
}

/** A variable of the module, or a helper that is given the folder. */
function ofName(
  judging: Judging,
  expression: Expression,
  { place, inner }: Within,
): Written | null {
  if (expression.kind === 'call') {
    const segments = segmentsOf(judging, expression.call, place);
    if (segments !== null) return joined(segments.map((one) => inner(one)));
    const given = onlyArgument(judging, expression.call, place);
    const written = given === null ? null : inner(given);
    return written !== null && written.folder !== null ? written : null;
  }
  const declared = declaredAs(judging, expression, place);
  return declared === null ? null : inner(declared, { ...place, function: 0, frame: null });
}

/** `__dirname`, `import.meta.dirname`. */
const isOwnFolder = (expression: Expression): boolean =>
  expression.kind === 'name'
    ? expression.name === '__dirname' && expression.binding === null
    : expression.kind === 'member' &&
      expression.property === 'dirname' &&
      expression.object.kind === 'other';

const SLASH: Expression = { kind: 'literal', value: '/' };

/** The parts of `join(__dirname, '../load.ts')`, with what stands between them; null for other calls. */
function segmentsOf(judging: Judging, id: number, { file }: Place): readonly Expression[] | null {
  const call = judging.facts(file)?.calls[id];
  if (call === undefined || !/^(join|resolve)$/.test(lastName(call.callee) ?? '')) return null;
  return call.arguments.flatMap((one, index) => (index === 0 ? [one] : [SLASH, one]));
}

/** What a helper of the repository is given: it makes a folder relative to where it is deployed from. */
function onlyArgument(judging: Judging, id: number, place: Place): Expression | null {
  const call = judging.facts(place.file)?.calls[id];
  const [given, ...others] = call?.arguments ?? [];
  if (call === undefined || given === undefined || others.length > 0) return null;
  const callees = judging.resolver.evaluate(call.callee, place);
  return callees.some(({ kind }) => kind === 'function') ? given : null;
}

/** Strings and values in the order in which they are written. */
const partsOf = ({
  strings,
  values,
}: Extract<Expression, { kind: 'template' }>): readonly Expression[] =>
  strings.flatMap((value, index): readonly Expression[] => {
    const next = values[index];
    return next === undefined ? [{ kind: 'literal', value }] : [{ kind: 'literal', value }, next];
  });

function joined(parts: readonly (Written | null)[]): Written | null {
  return parts.reduce<Written | null>(
    (before, part) => {
      if (before === null || part === null) return null;
      if (part.folder === null) return { ...before, text: before.text + part.text };
      // A folder in the middle of a path is none that the path begins with.
      return before.folder === null && before.text === '' ? part : null;
    },
    { text: '', folder: null },
  );
}

/** `const here = handlerPath(__dirname)` of the module. */
function declaredAs(judging: Judging, expression: Expression, { file }: Place): Expression | null {
  if (expression.kind !== 'name' || expression.binding === null) return null;
  const binding = judging.facts(file)?.bindings[expression.binding];
  const { kind, function: id, path, assigned } = binding ?? {};
  const isPlain = kind === 'variable' && id === 0 && path === undefined && assigned === undefined;
  return isPlain ? (binding?.value ?? null) : null;
}

function textOf(judging: Judging, { expression, place }: At): Written | null {
  const values = judging.resolver.evaluate(expression, place);
  const [value] = values;
  if (value?.kind !== 'constant' || typeof value.value !== 'string') return null;
  return values.length > 1 || isPartlyKnown(value) ? null : { text: value.value, folder: null };
}
