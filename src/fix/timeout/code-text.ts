import { unwrapped } from '../../parse/ast.js';
import type { Option } from '../options/option.js';
import { indentBefore } from '../policy/hook-text.js';
import { spelt } from '../source/spelling.js';
import type { EditableSource } from '../source/editable-source.js';
import { packageName, type PackageImport } from '../source/package-names.js';
import { numberText } from '../source/style.js';
import type { TimeoutCode } from '../../model/catalog-hook.js';
import type { ArgumentsNode } from '../source/find-call.js';

/** Where code is to stand: an option of what makes a client. */
export interface CodePlace {
  readonly source: EditableSource;
  readonly made: ArgumentsNode;
  /** The argument that has the options. */
  readonly index: number;
  readonly code: TimeoutCode;
}

/** The code of a function as a file is written, its first line not indented. */
export interface CodeText {
  readonly text: string;
  /** What it makes, as the file names it. */
  readonly makes: readonly string[];
  readonly imports: readonly PackageImport[];
}

interface Written {
  readonly code: string;
  readonly packages: readonly string[];
  readonly ms: number;
}

/** The code with the names that the file has for what the package exports; null where one is taken. */
export function codeText(
  { source, made }: Pick<CodePlace, 'source' | 'made'>,
  { code, packages, ms }: Written,
): CodeText | null {
  const specifier = packages.find((one) => importsFrom(source, one)) ?? packages[0] ?? '';
  const found = [...code.matchAll(NAME)].map(([placeholder, type, name = '']) => {
    const wanted = { node: made, specifier, name, isType: type !== undefined };
    return { placeholder, isType: wanted.isType, named: packageName(source, wanted) };
  });
  let text = spelt(code.trimEnd(), source.style);
  for (const { placeholder, named } of found) {
    if (named === null) return null;
    text = text.replaceAll(placeholder, named.text);
  }
  return {
    text: text.replaceAll('{{ms}}', numberText(ms, source.style)),
    makes: found.flatMap(({ isType, named }) => (isType || named === null ? [] : [named.text])),
    imports: found.flatMap(({ named }) => named?.imported ?? []),
  };
}

const NAME = /\{\{(type )?([A-Z]\w*)\}\}/g;

const importsFrom = ({ text }: EditableSource, specifier: string): boolean =>
  text.includes(`'${specifier}'`) || text.includes(`"${specifier}"`);

/** The list that holds the function alone, and options that hold it alone, on lines of their own. */
export function layoutOf(
  { source, made, index }: CodePlace,
  { text }: CodeText,
): Pick<Option, 'value' | 'enclosed'> {
  const given = made.arguments[index];
  const options = given === undefined ? null : unwrapped(given);
  const last = options?.type === 'ObjectExpression' ? options.properties.at(-1) : undefined;
  const outer = lineIndent(source, made.arguments[0]?.start ?? made.start);
  const isInBraces =
    options === null || (options.type === 'ObjectExpression' && last === undefined);
  const unit = indentUnit(source);
  const indent =
    (last && indentBefore(source, last.start)) ?? (isInBraces ? `${outer}${unit}` : outer);
  const { lineEnd } = source.style;
  const inner = indented(source, text, `${indent}${unit}`);
  return {
    value: `[${lineEnd}${indent}${unit}${inner},${lineEnd}${indent}]`,
    enclosed: (content) => `{${lineEnd}${indent}${content},${lineEnd}${outer}}`,
  };
}

/** A list with the function behind what it has; null where that is no list, or ends in a comment. */
export function listJoinedWith(
  { source, made }: Pick<CodePlace, 'source' | 'made'>,
  present: string,
  { text }: CodeText,
): string | null {
  if (!/^\[[^]*\]$/.test(present) || present.includes('//')) return null;
  const held = present.slice(1, -1).trim().replace(/,$/, '');
  const code = indented(source, text, lineIndent(source, made.start));
  return held === '' ? `[${code}]` : `[${held}, ${code}]`;
}

/** What stands in front of everything else on the line of an offset. */
const lineIndent = ({ text }: EditableSource, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/** The first indentation that the file has. */
const indentUnit = ({ text }: EditableSource): string =>
  /^(\t| {2,8})(?=\S)/m.exec(text)?.[1] ?? '  ';

/** The lines of a code but for its first, whose two spaces a step are those of the file. */
const indented = (source: EditableSource, code: string, indent: string): string => {
  const unit = indentUnit(source);
  return code.replaceAll(
    /\n( *)/g,
    (_, spaces: string) => `${source.style.lineEnd}${indent}${unit.repeat(spaces.length / 2)}`,
  );
};
