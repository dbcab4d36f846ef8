import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/parse/parse-file.js';
import { classifyContent } from '../../src/parse/read-source.js';
import { sourcesBelow } from './sources-below.js';

/** PARSE_FOLDER=/some/repository npx vitest run test/parse/folder.test.ts */
const folder = process.env['PARSE_FOLDER'] ?? fileURLToPath(new URL('../../src', import.meta.url));

describe('every file of a folder', () => {
  it('fails where TypeScript finds a syntax error, and else has the same calls', () => {
    const differences = sourcesBelow(folder).flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      if (classifyContent(file, text) !== undefined) return [];
      const parsed = parseFile(file, text);
      const expected = callsByTypeScript(file, text);
      if (expected === null || !parsed.ok) return (expected === null) === !parsed.ok ? [] : [file];
      const found = parsed.facts.calls.map(({ start, end }) => `${start}-${end}`);
      return String(found.sort()) === String(expected) ? [] : [file];
    });
    expect(differences).toEqual([]);
  }, 120_000);
});

/** Spans of all calls, or null where the file has syntax errors. */
function callsByTypeScript(file: string, text: string): readonly string[] | null {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const { parseDiagnostics } = source as unknown as {
    readonly parseDiagnostics: readonly unknown[];
  };
  const calls: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isTaggedTemplateExpression(node)
    )
      calls.push(`${node.getStart(source)}-${node.end}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return parseDiagnostics.length > 0 ? null : calls.sort();
}
