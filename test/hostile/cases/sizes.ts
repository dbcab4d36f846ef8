import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { call, source, times, type HostileCase } from '../hostile-case.js';

const hole =
  (file: string, size: number) =>
  (root: string): void => {
    const descriptor = openSync(join(root, file), 'w');
    ftruncateSync(descriptor, size);
    closeSync(descriptor);
  };

const letters = (count: number): string => 'x'.repeat(count);

export const sizes: readonly HostileCase[] = [
  source('a source over the size limit of 2 MiB', `// ${letters(2 * 1024 * 1024)}\n${call}`, {
    fate: { setAside: 'too-large' },
  }),
  {
    input: 'a source of 5 GB that is one hole',
    file: 'hole.ts',
    make: hole('hole.ts', 5e9),
    fate: { setAside: 'too-large' },
  },
  {
    input: 'a package.json of 5 GB that is one hole',
    file: 'package.json',
    make: hole('package.json', 5e9),
    fate: { failed: 'cannot be read: larger than 64 MB' },
  },
  source('one line of a megabyte, minified', `var a=function(b){return b+1};`.repeat(40_000), {
    fate: { setAside: 'minified' },
  }),
  source(
    '10,000 calls in one line, after many short ones',
    `${times(200_000, () => '// a')}\n${times(10_000, () => call.trim(), '')}`,
    { fate: 'analysed', calls: 10_000, note: 'excerpts end after 1,000 columns' },
  ),
  source(
    'a string of 1.9 MB',
    `const a = '${letters(1_900_000)}';\nfetch(a);\nfetch(\`\${a}\${a}\`);\n`,
    { fate: 'analysed', calls: 2 },
  ),
  source(
    'a name of 100,000 characters',
    `${times(60_000, () => '// a line')}\nfunction ${letters(100_000)}() { ${call} }\n${letters(100_000)}.get('a');\n`,
    { fate: 'analysed', calls: 1, note: 'shown names end after 200 characters' },
  ),
  source('200,000 comments in a row', `${'/**/\n'.repeat(200_000)}${call}`, {
    fate: 'analysed',
    calls: 1,
  }),
  source(
    'a list of 200,000 elements',
    `const list = [\n${times(200_000, () => '1,')}];\nfetch(list[0]);\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'a call with 100,000 arguments',
    `function f(x) { return x; }\nf(\n${times(100_000, () => '1,')}0).get(1);\n${call}`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'an interface with 100,000 members',
    `interface A {\n${times(100_000, () => 'a;')} }\n${call}`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '50,000 exports',
    `${times(50_000, (index) => `export const a${String(index)} = 1;`)}\n${call}`,
    { fate: 'analysed', calls: 1 },
  ),
];
