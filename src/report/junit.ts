import type { Assessment, ConditionResult, Finding } from '../model/assessment.js';
import { escapeControls } from '../text/escape-controls.js';
import { repositoryPath, shownFindings } from './shown-findings.js';

/**
 * The gate as test results: each condition is a test, and so is each finding that fails one. Other
 * findings are no failures, and no tests either.
 */
export function reportJunit(assessment: Assessment): string {
  const { gate } = assessment;
  const conditions = gate?.conditions ?? [];
  const failing = new Set(conditions.flatMap(({ findings }) => findings));
  const findings = shownFindings(assessment).filter(
    ({ id }) => gate === undefined || failing.has(id),
  );
  const suites = [
    ...(conditions.length === 0 ? [] : [suite('resilint gate', conditions.map(conditionCase))]),
    suite(
      'resilint findings',
      findings.map((finding) => findingCase(finding, (file) => repositoryPath(assessment, file))),
    ),
  ];
  const tests = suites.reduce((sum, one) => sum + one.tests, 0);
  const failures = suites.reduce((sum, one) => sum + one.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="resilint" tests="${tests}" failures="${failures}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly xml: string;
  readonly failed: boolean;
}

function suite(name: string, cases: readonly Case[]) {
  const failures = cases.filter(({ failed }) => failed).length;
  const attributes = `name="${name}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
  const inside = cases.map(({ xml }) => `\n${xml}`).join('');
  return {
    tests: cases.length,
    failures,
    xml: `  <testsuite ${attributes}>${inside}\n  </testsuite>`,
  };
}

function conditionCase({ text, package: dir, passed, value, findings }: ConditionResult): Case {
  const name = dir === undefined ? text : `${dir}: ${text}`;
  const found = value === undefined ? `${findings.length} findings` : `it is ${String(value)}`;
  const failure = passed ? null : { type: 'gate', message: `${text}: ${found}`, details: '' };
  return testCase({ classname: 'resilint.gate', name }, failure);
}

function findingCase(
  { rule, file: own, line, column, severity, message, evidence }: Finding,
  pathOf: (file: string) => string,
): Case {
  const file = pathOf(own);
  const details = evidence.map((place) => {
    const at = `${pathOf(place.file)}:${place.line}`;
    return place.what === undefined ? `  see ${at}` : `  see ${at} ${place.what}`;
  });
  return testCase(
    // The schema of Jenkins knows no attributes for the place, so the name tells it.
    { classname: `resilint.${rule}`, name: `${file}:${line}:${column}` },
    { type: severity, message, details: [`${file}:${line}:${column}`, ...details].join('\n') },
  );
}

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

function testCase(attributes: Readonly<Record<string, string>>, failure: Failure | null): Case {
  const start = `    <testcase ${attributesOf(attributes)}`;
  if (failure === null) return { xml: `${start}/>`, failed: false };
  const { type, message, details } = failure;
  const element = `<failure ${attributesOf({ type, message })}>${escapeXml(details)}</failure>`;
  return { xml: `${start}>\n      ${element}\n    </testcase>`, failed: true };
}

const attributesOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(escapeControls(value))}"`)
    .join(' ');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML knows no way to write control characters, so they are made visible. */
const escapeXml = (text: string): string =>
  text
    .split('\n')
    .map(escapeControls)
    .join('\n')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD');
