import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/fix/verify/typed-project.js';
import { temporaryTree } from '../../io/temporary-tree.js';

const CONFIG = `{ "compilerOptions": { "strict": true, "module": "NodeNext", "types": [] }, "include": ["src"] }`;
const USES = `import { make } from './make.js';
export const wrong: string = make();
export const missing = (one: Shared, other: Named): unknown => [one.absent, other.absent];
`;

/** Errors that an edit of `src/use.ts` brings. */
function newErrors(edited: string): readonly string[] {
  const root = temporaryTree({
    ...{ 'package.json': '{ "type": "module" }', 'tsconfig.json': CONFIG },
    'src/make.ts': `export const make = (): number => 1;\n`,
    'src/shared.ts': `export {};\ndeclare global {\n  interface Shared {\n    name: string;\n  }\n}\n`,
    'src/named.d.ts': `interface Named {\n  name: string;\n}\n`,
    'src/use.ts': USES,
  });
  const project = loadProject({ root, runtimeTypes: '/nowhere.d.ts' }, 'tsconfig.json');
  if (typeof project === 'string') throw new Error(project);
  const texts = new Map([['src/use.ts', edited]]);
  const found = project.newErrors(['src/use.ts'], { texts, policies: new Set() });
  return (found.get('src/use.ts') ?? []).map(({ text }) => text);
}

describe('errors that a file had before an edit', () => {
  it('are none of it, also where types that no file imports have to do with them', () => {
    expect(newErrors(`${USES}export const more = 1;\n`)).toEqual([]);
  });

  it('do not hide another one of the same kind', () => {
    expect(newErrors(`${USES}export const again: string = make();\n`)).toEqual([
      `2322 Type 'number' is not assignable to type 'string'.`,
    ]);
  });
});
