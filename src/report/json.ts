import type { Assessment, Maturity } from '../model/assessment.js';
import { jsonPieces } from '../text/json-pieces.js';

/** An assessment, or its maturity alone, as JSON that ends in a newline, harmless when a terminal shows it. */
export const reportJson = (result: Assessment | Maturity): string =>
  [...reportJsonPieces(result)].join('');

/** The same, piece by piece: the whole may take more memory than the assessment. */
export function* reportJsonPieces(result: Assessment | Maturity): Iterable<string> {
  yield* jsonPieces(result);
  yield '\n';
}
