import { axios, source, times, type HostileCase } from '../hostile-case.js';

const n = String;

/** A value that is named again and again, each time from the one before; the last one is called. */
const growing = (
  [input, count]: readonly [string, number],
  first: string,
  step: (before: string, next: string) => string,
): HostileCase =>
  source(
    input,
    [
      axios + first,
      times(count, (index) => step(`v${n(index)}`, `v${n(index + 1)}`)),
      `v${n(count)}.get('a');\nfetch(v${n(count)});\naxios.get('b');\n`,
    ].join('\n'),
    { fate: 'analysed' },
  );

const asking = (count: number): string =>
  Array.from({ length: count }, (_, index) => `f${n(index)}()`).join(' +\n');

export const values: readonly HostileCase[] = [
  growing(
    ['text that doubles 40 times', 40],
    "const v0 = 'https://hostile.example.com/';",
    (before, next) => `const ${next} = \`\${${before}}\${${before}}\`;`,
  ),
  growing(
    ['sums of text that double 25 times', 25],
    "const v0 = 'https://hostile.example.com/';",
    (before, next) => `const ${next} = ${before} + ${before};`,
  ),
  growing(
    ['lists of lists that double 25 times', 25],
    'const v0 = [axios];',
    (before, next) => `const ${next} = [${before}, [${before}]];`,
  ),
  growing(
    ['objects that spread each other 60 times', 60],
    'const v0 = { get: axios };',
    (before, next) => `const ${next} = { ...${before}, ...${before} };`,
  ),
  growing(
    ['functions that call each other twice, 60 times', 60],
    'const v0 = (x) => x;',
    (before, next) => `const ${next} = (x) => ${before}(${before}(x)) ?? ${before}(() => x);`,
  ),
  growing(
    ['types that double 60 times', 60],
    'declare const v0: typeof axios;',
    (before, next) =>
      `declare const ${next}: typeof ${before} | [typeof ${before}] | { a: typeof ${before} };`,
  ),
  source(
    'variables that are each other',
    `${axios}var a = b; var b = a; let c = c;\na.get('a'); c.get('b'); fetch(a); fetch(c);\nconst o = { get x() { return this.x; }, y: () => o.y(), z: o };\no.x.get('c'); o.y().get('d'); o.z.z.z.get('e');\nclass A extends B { m() { this.x.get('f'); } }\nclass B extends A { n() { super.m(); } }\naxios.get('g');\n`,
    { fate: 'analysed', calls: 3 },
  ),
  source(
    'commands kept in variables that are each other',
    `import { S3Client } from '@aws-sdk/client-s3';\nvar a = b; var b = a;\nconst s3 = new S3Client({});\nawait s3.send(a);\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '5,000 functions that call each other',
    `${axios}${times(5_000, (index) => `function f${n(index)}(client) { client.get('a'); return b ? f${n((index + 1) % 5_000)}(client) : f${n((index * 7 + 3) % 5_000)}(axios); }`)}\naxios.get('c');\n`,
    { fate: 'analysed' },
  ),
  source(
    '200 functions that ask all others, in front of a call',
    `${axios}let failures = 0;\n${times(200, (index) => `function f${n(index)}() { return ${asking(200)}; }`)}\nexport async function load() {\n${times(10, (index) => `if (f${n(index)}()) throw new Error();`)}\ntry { await axios.get('a'); failures = 0; } catch { failures++; if (failures > 5) until = Date.now(); } }\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '20,000 methods called on one object',
    `${axios}const client = axios.create();\n${times(20_000, (index) => `client.get('${n(index)}');`)}`,
    { fate: 'analysed', calls: 20_000 },
  ),
  source(
    '20,000 calls on a parameter nobody gives',
    `export function f(client) {\n${times(20_000, (index) => `client.get('${n(index)}');`)} }\n`,
    { fate: 'analysed', calls: 0 },
  ),
  source(
    'a class with 10,000 methods',
    `${axios}class A { client = axios;\n${times(10_000, (index) => `m${n(index)}() { return this.client; }`)} }\nconst a = new A();\n${times(2_000, (index) => `a.m${n(index)}().get('a');`)}`,
    { fate: 'analysed', calls: 2_000 },
  ),
  source(
    '10,000 functions handed to one other',
    `${axios}${times(10_000, (index) => `function f${n(index)}(client) { client.get('a'); }\nrun(f${n(index)});`)}\naxios.get('b');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '3,000 classes in one line of descent',
    `${axios}class C0 { client = axios; }\n${times(3_000, (index) => `class C${n(index + 1)} extends C${n(index)} { m() { return this.client; } }`)}\nnew C1().m().get('a');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '300 nameless classes that extend one',
    `${axios}class Base {}\nexport const all = [\n${times(300, () => 'class extends Base {},')}];\nconst base = new Base();\n${times(2_000, (index) => `base.m${n(index)}('a');`)}\naxios.get('a');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '3,000 classes with one interface',
    `${axios}interface Client { get(a): Client }\n${times(3_000, (index) => `class C${n(index)} implements Client { constructor(private client: Client) {} get(a) { return this.client.get(a); } }`)}\naxios.get('a');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'a union of 20,000 types',
    `${axios}type U =\n${times(20_000, (index) => `| 'u${n(index)}'`)};\ndeclare const u: U;\nu.get('a');\naxios.get('b');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '10,000 assignments to one variable',
    `${axios}let client;\n${times(10_000, (index) => `client = make${n(index)}(client);`)}\n${times(1_000, () => "client.get('a');")}\naxios.get('b');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    '10,000 assignments to one member',
    `${axios}let api = {};\n${times(10_000, (index) => `api.client = x${n(index)};`)}\n${times(1_000, () => "api.client.get('a');")}\naxios.get('b');\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'a query of 10,000 links',
    `import knex from 'knex';\nconst db = knex({});\nexport const f = async () => { await db('t')${"\n.where('a', 1)".repeat(10_000)}; };\n`,
    { fate: 'analysed', calls: 1 },
  ),
  source(
    'placeholders and hosts of 100,000 characters',
    `fetch('https://${'${'.repeat(50_000)}/');\nfetch('${'${'.repeat(50_000)}');\nfetch('http://${'a'.repeat(100_000)}');\nfetch('https://::error::owned/');\n`,
    { fate: 'analysed', calls: 4 },
  ),
];
