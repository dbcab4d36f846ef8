import type { Assessment, Severity } from '../model/assessment.js';
import { printableJson } from '../text/printable-json.js';
import { repositoryPath, shownFindings } from './shown-findings.js';

const grades: Readonly<Record<Severity, 'major' | 'minor' | 'info'>> = {
  error: 'major',
  warning: 'minor',
  note: 'info',
};

/** The findings as a Code Quality report of GitLab. */
export function reportGitlab(assessment: Assessment): string {
  const issues = shownFindings(assessment).map((finding) => {
    const { id, rule, severity, message, file, line, endLine } = finding;
    return {
      description: message,
      check_name: rule,
      fingerprint: id,
      severity: grades[severity],
      location: {
        path: repositoryPath(assessment, file),
        lines: { begin: line, end: endLine },
      },
    };
  });
  return `${printableJson(issues, 2)}\n`;
}
