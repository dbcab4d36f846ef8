import type { Assessment, Finding, Severity } from '../model/assessment.js';
import { severities } from '../model/levels.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { repositoryPath, shownFindings } from './shown-findings.js';

/** GitHub shows so many annotations of a step and level, and drops the others without a word. */
const MOST_SHOWN = 10;

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

/** Annotations for the log of a GitHub workflow, as workflow commands. */
export function reportGithub(assessment: Assessment): string {
  const shown = shownFindings(assessment);
  const lines = severities.flatMap((severity) => {
    const found = shown.filter((finding) => finding.severity === severity);
    const fits = found.length <= MOST_SHOWN;
    const annotated = fits ? found : found.slice(0, MOST_SHOWN - 1);
    const rest = found.length - annotated.length;
    return [
      ...annotated.map((finding) => annotation(finding, repositoryPath(assessment, finding.file))),
      ...(fits ? [] : [command(severity, {}, `and ${countOf(rest, `more ${severity}`)}`)]),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(finding: Finding, file: string): string {
  const { severity, line, column, endLine, endColumn, rule, message } = finding;
  // Columns are only taken for a range within one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  return command(severity, { title: rule, file, line, endLine, ...columns }, message);
}

type Properties = Readonly<Record<string, string | number>>;

function command(severity: Severity, properties: Properties, message: string): string {
  const listed = Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeProperty(escapeControls(String(value)))}`)
    .join(',');
  const name = commands[severity];
  return `::${name}${listed === '' ? '' : ` ${listed}`}::${escapeData(escapeControls(message))}`;
}

/** What would end the line or the value, as the runner of GitHub decodes it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
