import { join } from 'node:path';
import { isFile } from '../../io/path-kind.js';
import { readText } from '../../io/read-text.js';
import { parseJson } from '../../text/jsonc.js';
import { KnownError } from '../../text/known-error.js';
import { isRecord } from '../../text/record.js';

/** What npm writes where nobody has said how to test. */
const NONE = /^echo "Error: no test specified"/;

const runners: readonly (readonly [lockfile: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm test'],
  ['yarn.lock', 'yarn test'],
  ['bun.lock', 'bun run test'],
  ['bun.lockb', 'bun run test'],
];

/** The command that runs the tests of a folder, by the package manager whose lock file is there. */
export function testCommandOf(dir: string): string {
  const script = testScriptIn(dir);
  if (script === null || NONE.test(script)) {
    const advice = 'Say with --test-command how the tests are run.';
    throw new KnownError(`There is no script "test" in the package.json of "${dir}"`, advice, 2);
  }
  return runners.find(([lockfile]) => isFile(join(dir, lockfile)))?.[1] ?? 'npm test';
}

function testScriptIn(dir: string): string | null {
  try {
    const { value } = parseJson(readText(join(dir, 'package.json')));
    const scripts = isRecord(value) ? value['scripts'] : undefined;
    const script = isRecord(scripts) ? scripts['test'] : undefined;
    return typeof script === 'string' ? script : null;
  } catch {
    return null;
  }
}
