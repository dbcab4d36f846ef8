import { oncePer } from '../../text/once.js';
import type { EditableSource } from './editable-source.js';

/** Everything in a file that could be a name, each file read once. */
export const wordsOf = oncePer(
  (source: EditableSource): ReadonlySet<string> => new Set(source.text.match(/[\w$]+/g)),
);
