import type { Assessment } from '../model/assessment.js';
import { adoptionLines } from './text-adoption.js';
import { areaLines } from './text-areas.js';
import { actionLines, nextLevelLines, standingLines } from './text-maturity.js';
import { styleOf, type TextOptions } from './text-style.js';

/** The maturity for people at a terminal, with all that led to it. */
export function reportMaturity({ maturity }: Assessment, options: TextOptions): string {
  const style = styleOf(options);
  const { recommendations } = maturity;
  const lines =
    maturity.score === null
      ? [style.heading('Nothing to score: no server makes an outbound call')]
      : [
          ...standingLines(maturity, style),
          ...nextLevelLines(maturity, style),
          ...areaLines(maturity.areas, style),
          ...adoptionLines(maturity, style),
          ...(recommendations.length > 0 ? [''] : []),
          ...actionLines(recommendations, recommendations.length, style),
        ];
  return `${lines.join('\n')}\n`;
}
