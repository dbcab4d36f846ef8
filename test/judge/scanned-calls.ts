import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { assess } from '../../src/assess.js';
import type { Call } from '../../src/model/assessment.js';

type Files = Readonly<Record<string, string>>;

/** The calls of a small repository with axios, pg and opossum. */
export function callsOf(files: Files): readonly Call[] {
  const root = mkdtempSync(join(tmpdir(), 'resilint-judge-'));
  const dependencies = { axios: '1.7.2', pg: '8.12.0', opossum: '8.1.0' };
  const all: Files = {
    'package.json': JSON.stringify({ name: 'service', dependencies }),
    ...files,
  };
  try {
    for (const [file, content] of Object.entries(all)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    return assess({ root, cache: false }).calls;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The protection of the only call there is. */
export const only = (files: Files): Call['protection'] => {
  const [call, ...others] = callsOf(files);
  expect(others).toEqual([]);
  if (call === undefined) throw new Error('no call was found');
  return call.protection;
};
