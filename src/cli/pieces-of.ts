import { reportAs, type Assessment, type Format, type TextOptions } from '../index.js';
import { jsonPieces } from '../text/json-pieces.js';

/** An assessment in one of its forms, in pieces where the whole would be large. */
export function* piecesOf(
  format: Format,
  assessment: Assessment,
  options: TextOptions,
): Iterable<string> {
  if (format !== 'json') {
    yield reportAs(format, assessment, options);
    return;
  }
  yield* jsonPieces(assessment);
  yield '\n';
}
