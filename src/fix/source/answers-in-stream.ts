import type { Call } from '../../model/assessment.js';
import type { Sources } from '../sources.js';
import { offsetAt } from './editable-source.js';

/** A stream is read long after its call has been answered. */
export function answersInStream(
  { file, line, column, endLine, endColumn }: Call,
  sources: Sources,
) {
  const source = sources.get(file);
  if (typeof source === 'string') return false;
  const text = source.text.slice(
    offsetAt(source, { line, column }),
    offsetAt(source, { line: endLine, column: endColumn }),
  );
  return /\bresponseType:\s*['"`]stream|\bstream:\s*true\b/.test(text);
}
