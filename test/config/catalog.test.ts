import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { loadCatalog } from '../../src/config/catalog.js';
import { shippedCatalog } from '../../src/io/rule-pack.js';
import { KnownError } from '../../src/text/known-error.js';
import { temporaryTree, type Tree } from '../io/temporary-tree.js';

const tiny = `client: tiny
kind: http
packages: [tiny]
exports:
  default: Tiny
types:
  Tiny:
    members:
      get: { role: request, returns: Self }
examples:
  - name: a call
    files:
      a.ts: |
        import tiny from 'tiny';
        tiny.get(); // expect get
  - name: no call
    files: { b.ts: "import 'tiny';" }
`;

const clients = '.resilint/clients';
const guards = '.resilint/guards';

const load = (tree: Tree) => loadCatalog(temporaryTree(tree));

/** What is said about entries that have mistakes; without a mistake the test fails. */
async function problems(tree: Tree): Promise<readonly string[]> {
  try {
    await load(tree);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.details;
  }
  throw new Error('no mistake was found');
}

describe('the catalogue of a folder', () => {
  it('is the shipped one where .resilint describes nothing', async () => {
    expect(await load({ 'a.ts': '' })).toEqual(shippedCatalog());
  });

  it('has its own entries first, and a hash of its own that depends on them', async () => {
    const one = await load({ [`${clients}/tiny.yaml`]: tiny });
    expect(one.clients[0]?.client).toBe('tiny');
    expect(one.clients).toHaveLength(shippedCatalog().clients.length + 1);
    const other = await load({ [`${clients}/tiny.yaml`]: tiny.replace('kind: http', 'kind: db') });
    const renamed = await load({ [`${clients}/renamed.yaml`]: tiny });
    expect(new Set([shippedCatalog().hash, one.hash, other.hash]).size).toBe(3);
    expect(renamed.hash).toBe(one.hash);
  });

  it('replaces a shipped client of the same name altogether', async () => {
    const own = tiny.replace('client: tiny', 'client: redis');
    const catalog = await load({ [`${clients}/redis.yaml`]: own });
    const named = catalog.clients.filter(({ client }) => client === 'redis');
    expect(named.map(({ packages }) => packages)).toEqual([['tiny']]);
    expect(catalog.clients.flatMap(({ packages }) => packages)).not.toContain('@redis/client');
  });

  it('takes over a package, a global and a scope, and leaves the rest to the shipped entries', async () => {
    const own = tiny.replace(
      'packages: [tiny]',
      "packages: [pg, '@nestjs/*']\nglobals: { fetch: Tiny }",
    );
    const { clients: all } = await load({ [`${clients}/tiny.yaml`]: own });
    const shipped = all.filter(({ client }) => client !== 'tiny');
    const packages = shipped.flatMap((one) => one.packages);
    expect(packages).toContain('pg-native');
    expect(packages.filter((name) => name === 'pg' || name.startsWith('@nestjs/'))).toEqual([]);
    expect(shipped.flatMap(({ globals }) => Object.keys(globals))).not.toContain('fetch');
    expect(shipped.some(({ client }) => client === '@nestjs/axios')).toBe(false);
  });

  it('is what a scan searches for, and its hash is that of the assessment', async () => {
    const root = temporaryTree({
      [`${clients}/tiny.yaml`]: tiny,
      'package.json': '{ "name": "app", "dependencies": { "tiny": "*" } }',
      'a.ts': "import tiny from 'tiny';\nexport const load = () => tiny.get('/x');\n",
    });
    const catalog = await loadCatalog(root);
    const { calls, tool } = assess({ root, catalog, cache: false });
    expect(calls.map(({ client, line }) => `${client}:${line}`)).toEqual(['tiny:2']);
    expect(tool.rules).toBe(catalog.hash);
    expect(assess({ root, cache: false }).calls).toEqual([]);
  });
});

describe('a mistake is told with file, line and field:', () => {
  const at = `${clients}/tiny.yaml`;
  const mistakes = [
    [
      'an unknown field',
      'role:',
      'rol:',
      ':9: types.Tiny.members.get.rol: no such field; did you mean "role"?',
    ],
    [
      'an unknown field of the whole',
      'packages:',
      'package:',
      ':3: package: no such field; did you mean "packages"?',
    ],
    [
      'an unknown field of an example',
      'files: {',
      'fiels: {',
      ':17: examples.1.fiels: no such field; did you mean "files"?',
    ],
    ['a field like none', 'kind: http', 'kind: http\nxyzzy: 1', ':3: xyzzy: no such field'],
    [
      'an unknown kind',
      'http',
      'htpp',
      ':2: kind: must be one of http, rpc, graphql, db, cache, queue, search, storage, email, saas, ai, realtime, dns, ldap, ftp, other; did you mean "http"?',
    ],
    ['a missing field', 'kind: http\n', '', ':1: kind: is missing'],
    ['a list in place of a text', 'client: tiny', 'client: [tiny]', ':1: client: must be a text'],
    ['a text in place of a list', '[tiny]', 'tiny', ':3: packages: must be a list'],
    [
      'nothing in place of types',
      'Tiny:\n    members:\n      get: { role: request, returns: Self }',
      '',
      ':6: types: must be a mapping',
    ],
    [
      'a type that is not described',
      'default: Tiny',
      'default: Tyni',
      ':5: exports.default: the type "Tyni" is not described under "types"; did you mean "Tiny"?',
    ],
    [
      'a small type name',
      '  Tiny:\n',
      '  tiny:\n',
      ':7: types.tiny: a type name starts with a capital letter',
    ],
    [
      'one of two forms',
      'returns: Self',
      'callback: { argument: first, parameters: [] }',
      ':9: types.Tiny.members.get.callback.argument: must be a number, or must be last',
    ],
    [
      'a single example',
      '  - name: no call\n    files: { b.ts: "import \'tiny\';" }\n',
      '',
      ':10: examples: needs 2 items at the least',
    ],
    [
      'an example outside of its folder',
      'a.ts: |',
      '../a.ts: |',
      ':13: examples.0.files.../a.ts: a file is named relative to the example, for example src/users.ts',
    ],
    [
      'a fact about an unknown type',
      'examples:',
      'protection:\n  bulkhead:\n    defaults: [{ limit: 1, on: [Tinny] }]\nexamples:',
      ':12: protection.bulkhead.defaults.0.on.0: the type "Tinny" is not described under "types"; did you mean "Tiny"?',
    ],
    [
      'a place that is none',
      'examples:',
      'protection:\n  bulkhead:\n    settings: [{ at: [calls.0] }]\nexamples:',
      ':12: protection.bulkhead.settings.0.at.0: a place is for example call.1.timeout, instance.0.timeout, chain.timeout.0 or global.defaults.timeout',
    ],
    [
      'nothing that leads to it',
      'packages: [tiny]\n',
      '',
      ':1: packages: name a package here, or a global in "globals"',
    ],
    [
      'a guard among the clients',
      'kind: http',
      'guard: true\nkind: http',
      ':2: guard: a guard stands in the folder "guards"',
    ],
    [
      'a dangerous pattern',
      'get:',
      "'/^(g+)+$/':",
      ':9: types.Tiny.members./^(g+)+$/: this pattern repeats a group, which can take exponential time',
    ],
    [
      'a pattern with flags',
      'get:',
      '/^g/i:',
      ':9: types.Tiny.members./^g/i: a pattern ends with a slash and has no flags',
    ],
    [
      'a mistake of YAML',
      'kind: http',
      'kind: [http',
      ':3: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a key that stands twice',
      'kind: http',
      'kind: http\nkind: db',
      ':3: Map keys must be unique',
    ],
    [
      'an unknown tag',
      'kind: http',
      'kind: !!js/function "process.exit()"',
      ':2: Unresolved tag: tag:yaml.org,2002:js/function',
    ],
    ['an alias of nothing', 'kind: http', 'kind: *http', ':2: an alias (*name) of nothing'],
  ].map(([fault, from, to, said]) => ({ fault, from: from!, to: to!, said: said! }));

  it.each(mistakes)('$fault', async ({ from, to, said }) => {
    expect(tiny).toContain(from);
    const told = await problems({ [at]: tiny.replace(from, to) });
    expect(told).toContain(`${at}${said}`);
  });

  it('a guard that does not say so', async () => {
    expect(await problems({ [`${guards}/tiny.yaml`]: tiny })).toEqual([
      `${guards}/tiny.yaml:1: guard: is missing: an entry in "guards" says \`guard: true\``,
    ]);
  });

  it('an empty file', async () => {
    expect(await problems({ [at]: '' })).toEqual([`${at}:1: must be a mapping`]);
  });
});

describe('files that would harm a scan are refused:', () => {
  const at = `${clients}/a.yaml`;

  it('aliases that stand for billions of values', async () => {
    const levels = 'bcdefghij'.split('').map((name, level) => {
      const below = String.fromCharCode(name.charCodeAt(0) - 1);
      return `${name}${level}: &${name} [${`*${below},`.repeat(9)}]`;
    });
    const bomb = ['a: &a [lol,lol,lol]', ...levels].join('\n');
    const started = performance.now();
    expect(await problems({ [at]: bomb })).toEqual([
      `${at}:2: aliases (*name) that stand for too much`,
    ]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('lists in lists in lists', async () => {
    expect(await problems({ [at]: '['.repeat(60_000) })).toEqual([`${at}:1: is nested too deeply`]);
  });

  it('a mapping with as many keys as fit the limit takes no more than a moment', async () => {
    const keys = Array.from({ length: 9_000 }, (_, index) => `k${index}:`);
    const started = processorMs();
    expect((await problems({ [at]: keys.join('\n') })).length).toBeGreaterThan(0);
    expect(processorMs() - started).toBeLessThan(6_000);
  });

  it('a key that would become a prototype is no member', async () => {
    const own = tiny.replace('get:', '__proto__: { role: close }\n      get:');
    const { clients: all } = await load({ [at]: own });
    const members = all.find(({ client }) => client === 'tiny')?.types['Tiny']?.members;
    expect(Object.keys(members ?? {})).toEqual(['get']);
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });
});

/** Other programs on the machine make nothing slow. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('what is described twice', () => {
  it('is refused: a client, a package, a global', async () => {
    const one = tiny.replace('packages: [tiny]', 'packages: [tiny]\nglobals: { tinyFetch: Tiny }');
    expect(await problems({ [`${clients}/a.yaml`]: one, [`${clients}/b.yaml`]: one })).toEqual([
      `${clients}/b.yaml:1: client: the client "tiny" is already described in ${clients}/a.yaml`,
      `${clients}/b.yaml:3: packages.0: the package "tiny" is already described in ${clients}/a.yaml`,
      `${clients}/b.yaml:4: globals.tinyFetch: the global "tinyFetch" is already described in ${clients}/a.yaml`,
    ]);
  });
});

it('all mistakes of all files are told at once', async () => {
  const told = await problems({
    [`${clients}/a.yaml`]: tiny.replace('http', 'smoke'),
    [`${clients}/b.yaml`]: 'a'.repeat(70_000),
    [`${clients}/c.yaml`]: tiny.replaceAll('tiny', 'small').replace('role', 'rule'),
  });
  expect(told.map((line) => line.split(':')[0])).toEqual([
    `${clients}/a.yaml`,
    `${clients}/b.yaml`,
    `${clients}/c.yaml`,
  ]);
});
