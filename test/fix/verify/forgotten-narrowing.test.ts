import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/fix/verify/typed-project.js';
import { temporaryTree } from '../../io/temporary-tree.js';

const CONFIG = `{ "compilerOptions": { "strict": true, "types": [] }, "include": ["src"] }`;

/** Whether a compiler of that version forgets something if `call(id)` stood in a function. */
function forgets(typescript: string, body: string): boolean {
  const text = `declare const call: (id: string) => Promise<void>;\n${body}\n`;
  const root = temporaryTree({
    ...{ 'package.json': '{}', 'tsconfig.json': CONFIG, 'src/a.ts': text },
    'node_modules/typescript/package.json': JSON.stringify({ version: typescript }),
  });
  const project = loadProject({ root, runtimeTypes: '/nowhere.d.ts' }, 'tsconfig.json');
  if (typeof project === 'string') throw new Error(project);
  const start = text.indexOf('call(id)', text.indexOf('\n'));
  return project.forgets('src/a.ts', { start, end: start + 'call(id)'.length });
}

const PARAMETER = `export async function load(id?: string) {\n  if (id === undefined) return;\n  await call(id);\n}`;

describe('an older compiler', () => {
  it('forgets in a function what is known of a parameter', () => {
    expect(forgets('4.9.5', PARAMETER)).toBe(true);
    expect(forgets('5.4.0', PARAMETER)).toBe(false);
  });

  it('keeps what is known of a constant, and of a parameter that was never more', () => {
    const constant = PARAMETER.replace('id?: string', 'given?: string').replace(
      '  if',
      '  const id = given;\n  if',
    );
    expect(forgets('4.9.5', constant)).toBe(false);
    expect(forgets('4.9.5', `export const load = (id: string) => call(id);`)).toBe(false);
  });
});
