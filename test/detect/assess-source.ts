import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../../src/assess.js';

/** The calls of a package with one source file and these dependencies. */
export function callsIn(source: string, dependencies: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'resilint-source-'));
  try {
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies }));
    writeFileSync(join(root, 'main.ts'), source);
    return assess({ root, cache: false }).calls;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
