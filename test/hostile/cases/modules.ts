import { axios, files, source, times, type HostileCase } from '../hostile-case.js';

const ring = (size: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `m${String(index)}.ts`,
      `export * from './m${String((index + 1) % size)}.js';\nexport * from './m${String((index * 7 + 2) % size)}.js';\nexport const x${String(index)} = 1;\n`,
    ]),
  );

/** Two files on each level, each of which exports all of both on the next. */
const doubling = (levels: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: levels * 2 }, (_, index): readonly [string, string] => {
      const level = Math.floor(index / 2);
      const next = String(level + 1);
      const name = `${index % 2 === 0 ? 'd' : 'e'}${String(level)}.ts`;
      return [name, `export * from './d${next}.js';\nexport * from './e${next}.js';\n`];
    }),
  );

export const modules: readonly HostileCase[] = [
  files(
    'imports and re-exports in a ring of 200 files',
    {
      'use.ts': `${axios}${times(200, (index) => `import { x${String(index)}, y${String(index)} } from './m${String(index)}.js'; y${String(index)}.get('a');`)}\naxios.get('b');\n`,
      ...ring(200),
    },
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'a file that imports and exports itself',
    `${axios}import { a as b } from './hostile.js';\nimport * as self from './hostile.js';\nexport * from './hostile.js';\nexport { c as d, d as c } from './hostile.js';\nexport const a = b;\nexport default self;\nself.self.a.get('a');\nb.get('b');\naxios.get('c');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  files(
    '2^40 ways through `export *`',
    {
      'use.ts': `import { client, nothing } from './d0.js';\nclient.get('a');\nnothing.get('b');\n`,
      ...doubling(40),
      'd40.ts': `${axios}export const client = axios;\n`,
      'e40.ts': 'export const other = 1;\n',
    },
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'specifiers with newlines, queries and 100,000 characters',
    `${axios}import '${'?'.repeat(100_000)}\\n';\nimport a from '${'../'.repeat(30_000)}a.js';\nimport b from 'x\\n::error::owned';\nimport c from '${'!'.repeat(50_000)}';\na.get(1); b.get(2); c.get(3);\naxios.get('a');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'names that every object has, as imports, exports and members',
    `${axios}import __proto__ from '__proto__';\nimport constructor, { hasOwnProperty, toString } from 'constructor';\nimport * as valueOf from 'hasOwnProperty';\nexport { hasOwnProperty as __proto__, toString as constructor };\n__proto__.get('a'); constructor.get('b'); valueOf.constructor.get('c');\naxios.constructor('d'); axios.__proto__('e'); axios.hasOwnProperty('f'); axios.toString();\ncontainer.bind(A).toString(B); list.toString('toString', axios); export const providers = [{ provide: A, constructor: axios }]; b.toString(c, d); container.register('constructor', toString(axios));\nclass Z { constructor(@Inject('toString') private __proto__, private a: hasOwnProperty, @Inject(A) private c) { this.a.get('g'); this.c.get('j'); this.__proto__.get('h'); } }\napp.set('__proto__', axios); app.locals.__proto__ = axios;\nenum E { __proto__ = 1, constructor = 2 }\naxios.get('i');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'an object literal with `__proto__` and `constructor`',
    `${axios}const o = { __proto__: axios, constructor: axios, ['hasOwnProperty']: axios, provide: axios, toString: 1 };\no.constructor.get('a');\no.hasOwnProperty.get('b');\naxios.get('c');\n`,
    { fate: 'analysed', calls: 3 },
  ),
];
