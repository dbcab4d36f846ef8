import type { Assessment, Maturity } from '../model/assessment.js';
import { printableJson } from '../text/printable-json.js';

/** An assessment, or its maturity alone, as JSON that ends in a newline, harmless when a terminal shows it. */
export const reportJson = (result: Assessment | Maturity): string =>
  `${printableJson(result, 2)}\n`;
