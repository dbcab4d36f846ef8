import type { EditableSource } from './editable-source.js';

const known = new WeakMap<EditableSource, ReadonlySet<string>>();

/** Everything in a file that could be a name, each file read once. */
export function wordsOf(source: EditableSource): ReadonlySet<string> {
  const found = known.get(source) ?? new Set(source.text.match(/[\w$]+/g));
  known.set(source, found);
  return found;
}
