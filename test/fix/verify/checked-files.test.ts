import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/fix/verify/typed-project.js';
import { temporaryTree } from '../../io/temporary-tree.js';

const MAKES = `export const make = (): number => 1;\n`;
const MADE = `export class Made {\n  make() {\n    return 1;\n  }\n}\n`;
const BETWEEN = `export { make } from './make.js';\nexport { Made } from './made.js';\n`;
const USES = `import { make, Made } from './between.js';\nexport const sum: number = make() + new Made().make();\n`;

const CONFIG = `{ "compilerOptions": { "strict": true, "module": "NodeNext", "types": [] }, "include": ["src"] }`;

/** Errors in what uses others, with each of these texts in turn. */
function errorsWith(...edits: readonly Readonly<Record<string, string>>[]): readonly number[] {
  const root = temporaryTree({
    ...{ 'package.json': '{ "type": "module" }', 'tsconfig.json': CONFIG },
    ...{ 'src/make.ts': MAKES, 'src/made.ts': MADE, 'src/between.ts': BETWEEN, 'src/use.ts': USES },
  });
  const project = loadProject({ root, runtimeTypes: '/nowhere.d.ts' }, 'tsconfig.json');
  if (typeof project === 'string') throw new Error(project);
  return edits.map((texts) => {
    const edited = { texts: new Map(Object.entries(texts)), policies: new Set<string>() };
    return project.newErrors(['src/use.ts'], edited).get('src/use.ts')?.length ?? 0;
  });
}

describe('what was found in a file', () => {
  it('holds while what it imports changes inside alone', () => {
    const inside = MAKES.replace('1;', '2;');
    expect(errorsWith({}, { 'src/make.ts': inside }, {})).toEqual([0, 0, 0]);
  });

  it.each([
    ['a function', 'src/make.ts', MAKES.replace('number => 1', `string => ''`)],
    ['a function without the type of its answer', 'src/make.ts', `export const make = () => '';\n`],
    ['a method of a class', 'src/made.ts', MADE.replace('return 1', `return ''`)],
  ])('is found anew where the type of %s has become another one', (_name, file, text) => {
    expect(errorsWith({}, { [file]: text }, {})).toEqual([0, 1, 0]);
  });

  it('is found anew where the file itself changes', () => {
    const wrong = USES.replace('number', 'string');
    expect(errorsWith({}, { 'src/use.ts': wrong }, {})).toEqual([0, 1, 0]);
  });
});
