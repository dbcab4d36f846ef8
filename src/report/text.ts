import type { Assessment } from '../model/assessment.js';
import { escapeControls } from '../text/escape-controls.js';
import { groupFindings } from './finding-groups.js';
import { callSections } from './text-calls.js';
import { coverageLines } from './text-coverage.js';
import { findingSection } from './text-findings.js';
import { maturityLines } from './text-maturity.js';
import { styleOf, type TextOptions } from './text-style.js';
import { provenance, summaryLines } from './text-summary.js';

/** The assessment for people at a terminal: calls first, so that the figures stay in sight. */
export function reportText(assessment: Assessment, options: TextOptions): string {
  const style = styleOf(options);
  const groups = groupFindings(assessment);
  const lines = [
    ...callSections(assessment, groups, style),
    ...findingSection(groups, style),
    ...summaryLines(assessment, style),
    ...maturityLines(assessment, style),
    '',
    ...coverageLines(assessment, style),
    '',
    style.faint(escapeControls(provenance(assessment))),
  ];
  return `${lines.join('\n')}\n`;
}
