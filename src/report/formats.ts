import type { Assessment } from '../model/assessment.js';
import { reportAgent } from './agent.js';
import { reportGithub } from './github.js';
import { reportGitlab } from './gitlab.js';
import { reportJson, reportJsonPieces } from './json.js';
import { reportJunit } from './junit.js';
import { reportMarkdown } from './markdown.js';
import { reportSarif } from './sarif.js';
import { reportCheck } from './text-check.js';
import type { TextOptions } from './text-style.js';
import { reportText } from './text.js';

/** A form of an assessment. */
export type Format =
  'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit' | 'markdown' | 'agent';

/** An assessment in one of its forms; `options` are for text. */
export function reportAs(format: Format, assessment: Assessment, options: TextOptions): string {
  return reports[format](assessment, options);
}

/** The same, in pieces where the whole may be large. */
export const reportPieces = (
  format: Format,
  assessment: Assessment,
  options: TextOptions,
): Iterable<string> =>
  format === 'json' ? reportJsonPieces(assessment) : [reportAs(format, assessment, options)];

const reports: Readonly<Record<Format, (assessment: Assessment, options: TextOptions) => string>> =
  {
    text: (assessment, options) =>
      assessment.gate === undefined
        ? reportText(assessment, options)
        : reportCheck(assessment, options),
    json: reportJson,
    sarif: (assessment) => reportSarif(assessment),
    github: reportGithub,
    gitlab: reportGitlab,
    junit: reportJunit,
    markdown: reportMarkdown,
    agent: reportAgent,
  };
