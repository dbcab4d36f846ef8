import { describe, expect, it } from 'vitest';
import { scannedCalls } from './scanned-calls.js';

const IMPORTS = `
  import axios from 'axios';
  import { first } from './first.js';
  import { second } from './second.js';
  import { third } from './third.js';
`;

const asks = (name: string, ...others: readonly string[]): string => `${IMPORTS}
  export async function ${name}(depth: number) {
    await axios.get('https://${name}.example.com');
    ${others.map((one) => `await ${one}(depth - 1);`).join('\n')}
  }
`;

const calls = (body: string): string =>
  `${IMPORTS} export async function main() { ${body} } main();`;
const GUARDED = (name: string): string =>
  `try { await ${name}(3); } catch (error) { console.error(error); }`;

interface Circle {
  readonly first: string;
  readonly second: string;
  readonly third?: string;
  readonly main: string;
}

/** The verdicts by the name of the function, with the files asked in each order. */
function verdicts({ first, second, third = '', main }: Circle): readonly object[] {
  const folders = [
    ['a', 'b', 'c'],
    ['a', 'c', 'b'],
    ['b', 'a', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['c', 'b', 'a'],
  ];
  return folders.map(([one = '', two = '', three = '']) => {
    const at = (text: string): string =>
      text
        .replaceAll('./first.js', `../${one}/first.js`)
        .replaceAll('./second.js', `../${two}/second.js`)
        .replaceAll('./third.js', `../${three}/third.js`);
    const found = scannedCalls({
      [`src/${one}/first.ts`]: at(first),
      [`src/${two}/second.ts`]: at(second),
      [`src/${three}/third.ts`]: at(third),
      'src/z/main.ts': at(main),
    });
    const named = found.map(
      ({ file, protection }) =>
        [/(\w+)\.ts$/.exec(file)?.[1] ?? '', protection.fallback.status] as const,
    );
    return Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const all = (expected: object): readonly object[] => Array.from({ length: 6 }, () => expected);

describe('functions that call each other in a circle', () => {
  it('are both protected by what stands around the only way in', () => {
    const found = verdicts({
      first: asks('first', 'second'),
      second: asks('second', 'first'),
      main: calls(GUARDED('first')),
    });
    expect(found).toEqual(all({ first: 'handled', second: 'handled' }));
  });

  it('are reached by every way in, whichever of them it leads to', () => {
    const found = verdicts({
      first: asks('first', 'second'),
      second: asks('second', 'third'),
      third: asks('third', 'first'),
      main: calls(`${GUARDED('first')} await third(3);`),
    });
    expect(found).toEqual(all({ first: 'partial', second: 'partial', third: 'partial' }));
  });

  it('hand on to what they call beside what stands around the circle', () => {
    const found = verdicts({
      first: asks('first', 'second'),
      second: asks('second', 'first', 'third'),
      third: asks('third'),
      main: calls(GUARDED('first')),
    });
    expect(found).toEqual(all({ first: 'handled', second: 'handled', third: 'handled' }));
  });

  it('are as good as unprotected where nobody is known to call one of them', () => {
    const found = verdicts({
      first: asks('first', 'second'),
      second: asks('second', 'first'),
      main: '',
    });
    expect(found).toEqual(all({ first: 'no', second: 'no' }));
  });
});

describe('a function that calls itself', () => {
  it.each([
    ['await first(depth - 1);'],
    ['await Promise.all([1, 2].map((one) => first(depth - one)));'],
    ['const again = async () => { await first(depth - 1); }; await again();'],
  ])('is protected by what stands around it further out: %s', (again) => {
    const found = verdicts({
      first: asks('first').replace(/\}\s*$/, `${again} }`),
      second: '',
      main: calls(GUARDED('first')),
    });
    expect(found).toEqual(all({ first: 'handled' }));
  });
});
