import type { Call } from '../../model/assessment.js';
import { offsetAt, type EditableSource } from './editable-source.js';

/** A call as it is written, from its first to its last character. */
export const textOfCall = (
  source: EditableSource,
  { line, column, endLine, endColumn }: Call,
): string =>
  source.text.slice(
    offsetAt(source, { line, column }),
    offsetAt(source, { line: endLine, column: endColumn }),
  );
