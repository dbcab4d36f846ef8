import { posix } from 'node:path';
import { KeptAnswers } from '../../text/kept-answers.js';
import { isRecord } from '../../text/record.js';
import type { Edit } from '../edit.js';
import { editableSource } from '../source/editable-source.js';
import { appendElements, insertBefore, type ElementList } from '../source/insert-element.js';
import { keyName, type Node, type NodeOf } from '../../parse/ast.js';
import type { ReadFile } from '../timeout/node-support.js';

type Manifest = Readonly<Record<string, unknown>>;

/** Every edited file asks for that of its package. */
const known = new KeptAnswers<ReadFile, Manifest | null>();

/** The package.json of a folder; null where there is none that can be read. */
export const manifestOf = (folder: string, read: ReadFile): Manifest | null =>
  known.of(read, folder, () => readManifest(folder, read));

function readManifest(folder: string, read: ReadFile): Manifest | null {
  try {
    const manifest: unknown = JSON.parse(read(posix.join(folder, 'package.json')) ?? '');
    return isRecord(manifest) ? manifest : null;
  } catch {
    return null;
  }
}

/** Whether a manifest asks for a package, in whatever form. */
export const dependsOn = (manifest: Readonly<Record<string, unknown>>, name: string): boolean =>
  ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some((key) => {
    const asked = manifest[key];
    return isRecord(asked) && Object.hasOwn(asked, name);
  });

/** A package.json with one more dependency, in its alphabetical place and the file's own layout. */
export function withDependency(
  { file, text }: { readonly file: string; readonly text: string },
  name: string,
  wanted: string,
): readonly Edit[] {
  // JSON is JavaScript inside of brackets.
  const source = editableSource(`${file}.js`, `(${text}\n)`);
  const top = source === null ? null : objectIn(source.program);
  if (source === null || top === null) return [];
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(wanted)}`;
  const present = propertyOf(top, 'dependencies');
  const edits =
    present === null || present.properties.length === 0
      ? appendObject(source.style.lineEnd, { source, top, present, entry })
      : inserted(source, present, { name, entry });
  return edits.map((edit) => ({ ...edit, file, start: edit.start - 1, end: edit.end - 1 }));
}

type ObjectNode = NodeOf<'ObjectExpression'>;
type Source = NonNullable<ReturnType<typeof editableSource>>;

function objectIn(program: Node): ObjectNode | null {
  const [statement] = program.type === 'Program' ? program.body : [];
  if (statement?.type !== 'ExpressionStatement') return null;
  const { expression } = statement;
  const inner = expression.type === 'ParenthesizedExpression' ? expression.expression : expression;
  return inner.type === 'ObjectExpression' ? inner : null;
}

function propertyOf({ properties }: ObjectNode, name: string): ObjectNode | null {
  const found = properties.find(
    (one) => one.type === 'Property' && keyName(one.key, one.computed) === name,
  );
  return found?.type === 'Property' && found.value.type === 'ObjectExpression' ? found.value : null;
}

function inserted(
  source: Source,
  object: ObjectNode,
  { name, entry }: { readonly name: string; readonly entry: string },
): readonly Edit[] {
  const list = listOf(object);
  const next = object.properties.find(
    (one) => one.type === 'Property' && (keyName(one.key, one.computed) ?? '') > name,
  );
  return next === undefined
    ? appendElements(source, list, [entry])
    : insertBefore(source, { list, element: next }, [entry]);
}

interface Appending {
  readonly source: Source;
  readonly top: ObjectNode;
  readonly present: ObjectNode | null;
  readonly entry: string;
}

/** The first dependency of a package. */
function appendObject(
  lineEnd: string,
  { source, top, present, entry }: Appending,
): readonly Edit[] {
  const indent = /^(?:\()?\{\r?\n([ \t]+)/.exec(source.text)?.[1] ?? '  ';
  const object = `{${lineEnd}${indent}${indent}${entry}${lineEnd}${indent}}`;
  if (present === null) return appendElements(source, listOf(top), [`"dependencies": ${object}`]);
  return [{ file: source.file, start: present.start, end: present.end, text: object }];
}

const listOf = ({ start, end, properties }: ObjectNode): ElementList => ({
  ...{ open: start + 1, close: end - 1, elements: properties, padded: true },
});
