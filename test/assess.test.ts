import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '../src/assess.js';
import type { Progress } from '../src/model/assess-options.js';
import { assessmentSchema } from '../src/model/assessment.js';
import { sha256 } from '../src/text/sha256.js';

const service = "export const load = () => fetch('https://users.example.com/');\n";
const files = {
  'package.json': '{ "name": "root", "workspaces": ["packages/*"] }',
  'packages/a/package.json': '{ "name": "a" }',
  'packages/a/src/load.ts': service,
  'packages/b/package.json': '{ "name": "b" }',
  'packages/b/src/load.ts': service,
  'packages/b/src/quiet.ts': 'export const one = 1;\n',
  'packages/b/src/load.test.ts': service,
  'packages/b/src/broken.ts': 'const = ;\n',
};

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resilint-assess-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('an assessment', () => {
  test('follows its schema and names no place outside the repository', () => {
    const assessment = assess({ root, cache: false });
    expect(assessmentSchema.parse(assessment)).toEqual(assessment);
    expect(JSON.stringify(assessment)).not.toContain(root);
  });

  test('lists calls in order of file, each with an id of its own', () => {
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ file }) => file)).toEqual([
      'packages/a/src/load.ts',
      'packages/b/src/load.ts',
    ]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(new Set(calls.map(({ contentId }) => contentId)).size).toBe(1);
  });

  test('holds the hash of every file with calls, and of no other', () => {
    const hashes = assess({ root, cache: false }).files.map((one) => [one.file, one.sha256]);
    expect(hashes).toEqual([
      ['packages/a/src/load.ts', sha256(service)],
      ['packages/b/src/load.ts', sha256(service)],
    ]);
  });

  test('accounts for every file: analysed, set aside or failed', () => {
    const { coverage } = assess({ root, cache: false });
    expect(coverage.analysed).toBe(3);
    expect(coverage.setAside).toEqual([
      { reason: 'test', count: 1, files: ['packages/b/src/load.test.ts'] },
    ]);
    expect(coverage.failed.map(({ file, line }) => ({ file, line }))).toEqual([
      { file: 'packages/b/src/broken.ts', line: 1 },
    ]);
    expect(coverage.files).toBe(5);
  });

  test('keeps the ids of calls when lines are added above them', () => {
    const [before] = assess({ root, cache: false }).calls;
    writeFileSync(join(root, 'packages/a/src/load.ts'), `// a comment\n\n${service}`);
    const [after] = assess({ root, cache: false }).calls;
    expect(after?.line).toBe(3);
    expect(after?.id).toBe(before?.id);
    expect(after?.contentId).toBe(before?.contentId);
  });

  test('tells how far it is, phase by phase', () => {
    const seen: Progress[] = [];
    assess({ root, cache: false, onProgress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'discovering',
      'parsing',
      'detecting',
      'judging',
    ]);
    expect(seen.filter(({ phase }) => phase === 'parsing')).toHaveLength(4);
  });
});
