import type { Assessment, AskedRule, Evidence, Finding, Severity } from '../model/assessment.js';
import { escapeControls } from '../text/escape-controls.js';
import { printableJson } from '../text/printable-json.js';
import { repositoryPath, shownFindings } from './shown-findings.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub refuses runs with more results, so the gravest and newest are kept. */
const MOST_RESULTS = 25_000;
/** Nor does it take more than this many locations of a result. */
const MOST_PLACES = 1_000;

/** What else is said of a finding in its result. */
export type ResultExtras = (finding: Finding) => object;

/** The findings as SARIF 2.1.0, with what GitHub code scanning asks for besides. */
export function reportSarif(assessment: Assessment, extras: ResultExtras = () => ({})): string {
  const { tool, source, rules } = assessment;
  const findings = shownFindings(assessment);
  const kept = findings.slice(0, MOST_RESULTS);
  const run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        rules: rules.map(descriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    // Scans of several folders of a repository are kept apart.
    ...(source.prefix !== undefined && {
      automationDetails: { id: `resilint/${uriOf(source.prefix)}/` },
    }),
    results: kept.map((finding) => ({ ...result(finding, assessment), ...extras(finding) })),
    ...(kept.length < findings.length && {
      properties: { omittedResults: findings.length - kept.length },
    }),
  };
  return `${printableJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, 2)}\n`;
}

function descriptor({ id, what, why, remedy, references, severity }: AskedRule) {
  const [helpUri] = references;
  return {
    id,
    name: id,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\n${remedy}`,
      markdown: [why, `**What to do:** ${remedy}`, ...references.map((one) => `- <${one}>`)].join(
        '\n\n',
      ),
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: severity.request },
    properties: {
      tags: ['reliability', 'resilience'],
      'problem.severity': problemSeverity[severity.request],
    },
  };
}

const problemSeverity: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

function result(finding: Finding, assessment: Assessment) {
  const { id, contentId, rule, severity, message } = finding;
  const own = locationOf(finding, assessment);
  const places = finding.evidence.slice(0, MOST_PLACES).map((place) => placeOf(place, assessment));
  return {
    ruleId: rule,
    ruleIndex: assessment.rules.findIndex((one) => one.id === rule),
    level: severity,
    message: { text: messageText(message) },
    locations: [own],
    // The id knows no line: moving code opens no second alert.
    partialFingerprints: { primaryLocationLineHash: id, 'resilint/contentId': contentId },
    ...(places.length > 0 && {
      relatedLocations: places.map((place, index) => ({ id: index + 1, ...place })),
      codeFlows: [{ threadFlows: [{ locations: flowOf(places, own, message) }] }],
    }),
  };
}

/** From where the verdict was decided to the call that suffers. */
const flowOf = (places: readonly Place[], own: object, message: string) => [
  ...places.map((location) => ({ location })),
  { location: { ...own, message: { text: messageText(message) } } },
];

type Place = ReturnType<typeof placeOf>;

function placeOf({ file, line, column, what = 'this place' }: Evidence, assessment: Assessment) {
  return {
    physicalLocation: {
      artifactLocation: artifact(file, assessment),
      region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
    },
    message: { text: messageText(what) },
  };
}

function locationOf(finding: Finding, assessment: Assessment) {
  const { file, line, column, endLine, endColumn } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { physicalLocation: { artifactLocation: artifact(file, assessment), region } };
}

/** A file, seen from the top of its repository. */
export const artifact = (file: string, assessment: Pick<Assessment, 'source'>) => ({
  uri: uriOf(repositoryPath(assessment, file)),
  uriBaseId: '%SRCROOT%',
});

/** Half of a surrogate pair has no percent encoding. */
const uriOf = (path: string): string =>
  path
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

/** Brackets make links and numbers in braces placeholders: what strangers wrote shall be neither. */
export const messageText = (text: string): string =>
  escapeControls(text)
    .replaceAll(/[\\[\]]/g, '\\$&')
    .replaceAll(/\{(\d+)\}/g, '{{$1}}');
