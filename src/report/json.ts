import type { Assessment, Maturity } from '../model/assessment.js';
import { jsonPieces } from '../text/json-pieces.js';

/** An assessment, or its maturity alone, as JSON that ends in a newline, harmless when a terminal shows it. */
export const reportJson = (result: Assessment | Maturity): string =>
  `${[...jsonPieces(result)].join('')}\n`;
