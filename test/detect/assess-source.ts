import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assess } from '../../src/assess.js';
import type { Call } from '../../src/model/assessment.js';

/** The calls of a package with these files. */
export function callsOf(files: Readonly<Record<string, string>>): readonly Call[] {
  const root = mkdtempSync(join(tmpdir(), 'resilint-source-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    return assess({ root, cache: false }).calls;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The calls of a package with one source file and these dependencies. */
export const callsIn = (
  source: string,
  dependencies: Readonly<Record<string, string>>,
): readonly Call[] =>
  callsOf({ 'package.json': JSON.stringify({ dependencies }), 'main.ts': source });
