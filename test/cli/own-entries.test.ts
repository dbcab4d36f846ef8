import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessmentSchema } from '../../src/model/assessment.js';
import { callKinds, callRoles } from '../../src/model/call-kinds.js';
import { clientTemplate } from '../../src/cli/client-template.js';
import { parseEntry } from '../../src/config/catalog-file.js';
import { temporaryTree, type Tree } from '../io/temporary-tree.js';
import { freshCommandLine } from '../workshop/fresh-build.js';

let main = '';

beforeAll(() => {
  main = join(process.cwd(), freshCommandLine());
});

function resilint(folder: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
  });
  return { status, stdout, stderr };
}

const file = '.resilint/clients/tiny.yaml';
const app: Tree = {
  'package.json': '{ "name": "app", "dependencies": { "tiny": "*" } }',
  'src/a.ts': "import { createClient } from 'tiny';\nawait createClient({}).get('/x');\n",
};
const described: Tree = { ...app, [file]: clientTemplate('tiny') };

describe('resilint scan', () => {
  it('finds the calls of a client that the repository describes, and says that rules differ', () => {
    const plain = resilint(temporaryTree(app), 'scan', '--format', 'json');
    const own = resilint(temporaryTree(described), 'scan', '--format', 'json');
    const [before, after] = [plain, own].map(({ stdout }) =>
      assessmentSchema.parse(JSON.parse(stdout)),
    );
    expect(before?.calls).toEqual([]);
    expect(after?.calls.map(({ client, line }) => `${client}:${line}`)).toEqual(['tiny:2']);
    expect(after?.tool.rules).not.toBe(before?.tool.rules);
  });

  it('ends with 2 and tells every mistake in a line of its own', () => {
    const wrong = clientTemplate('tiny')
      .replace('kind: http', 'kind: htpp')
      .replace('get|head: { role', 'get|head: { rol');
    const tree = temporaryTree({ ...app, [file]: wrong, '.resilint/guards/x.yaml': '- a' });
    const { status, stdout, stderr } = resilint(tree, 'scan');
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'error: 3 mistakes in the entries of .resilint',
      expect.stringMatching(
        /^ {2}\.resilint\/clients\/tiny\.yaml:6: kind: must be one of .*did you mean "http"\?$/,
      ),
      expect.stringMatching(
        /^ {2}\.resilint\/clients\/tiny\.yaml:\d+: types\.Client\.members\.get\|head\.rol: no such field; did you mean "role"\?$/,
      ),
      '  .resilint/guards/x.yaml:1: must be a mapping',
      'Correct them; the README shows an entry under "Your own clients".',
      '',
    ]);
  });

  it('loads YAML and the schema library only for those who describe something', () => {
    const hook =
      'export const resolve = (name, context, next) => (process._rawDebug(name), next(name, context));';
    const spy = join(temporaryTree({}), 'spy.mjs');
    writeFileSync(
      spy,
      `import { register } from 'node:module';\nregister(${JSON.stringify(`data:text/javascript,${hook}`)});\n`,
    );
    const loaded = (tree: Tree): string =>
      spawnSync(process.execPath, ['--import', spy, main, 'scan', temporaryTree(tree)], {
        encoding: 'utf8',
      }).stderr;
    expect(loaded(app)).toMatch(/^@marcbachmann\/cel-js$/m);
    expect(loaded(app)).not.toMatch(/^(yaml|zod)$/m);
    expect(loaded(described)).toMatch(/^yaml$/m);
  });
});

describe('resilint catalog', () => {
  it('lists what a folder describes among the rest, and where', () => {
    const guard = clientTemplate('tiny-guard').replace('kind: http', 'guard: true\nkind: http');
    const folder = temporaryTree({ ...described, '.resilint/guards/tiny-guard.yaml': guard });
    const { stdout, status } = resilint(folder, 'catalog');
    expect(stdout).toMatch(/^tiny +http +tiny {2}in \.resilint\/clients\/tiny\.yaml$/m);
    expect(stdout).toMatch(
      /^tiny-guard +guard +tiny-guard {2}in \.resilint\/guards\/tiny-guard\.yaml$/m,
    );
    expect(stdout).toMatch(/^axios +http +axios$/m);
    expect(stdout).toMatch(/^opossum +guard +opossum$/m);
    expect(stdout).toMatch(/\n\n\d+ clients, \d+ guards, \d+ frameworks\n$/);
    expect(status).toBe(0);
  });

  it('lists them as JSON with their file', () => {
    const { stdout } = resilint(
      process.cwd(),
      'catalog',
      temporaryTree(described),
      '--format',
      'json',
    );
    const listed = JSON.parse(stdout) as unknown[];
    expect(listed).toContainEqual({
      client: 'tiny',
      kind: 'http',
      packages: ['tiny'],
      globals: [],
      file,
    });
    expect(listed).toContainEqual(expect.objectContaining({ client: 'opossum', guard: true }));
  });

  it('ends with 2 where there is no such folder', () => {
    const { status, stderr } = resilint(temporaryTree({}), 'catalog', 'nowhere');
    expect(stderr).toContain('There is no folder "nowhere"');
    expect(status).toBe(2);
  });
});

describe('resilint catalog --test', () => {
  it('scans the examples and says that all passed', () => {
    expect(resilint(temporaryTree(described), 'catalog', '--test')).toEqual({
      status: 0,
      stdout: `✓ ${file}  made in one file, called in another
✓ ${file}  a member of the same name on something else

2 examples, all passed
`,
      stderr: '',
    });
  });

  it('ends with 1 and says what was announced and not found, and the other way round', () => {
    const wrong = clientTemplate('tiny')
      .replace('; // expect get', ';')
      .replace("import 'tiny';", "import 'tiny'; // expect post");
    const { status, stdout } = resilint(temporaryTree({ [file]: wrong }), 'catalog', '--test');
    expect(stdout).toBe(`✗ ${file}  made in one file, called in another
    unexpected  src/users.ts:2 get
✗ ${file}  a member of the same name on something else
    not found   src/cache.ts:1 post

2 examples, 2 failed
`);
    expect(status).toBe(1);
  });

  it('tells the same as JSON', () => {
    const wrong = clientTemplate('tiny').replace('; // expect get', ';');
    const folder = temporaryTree({ [file]: wrong });
    const { status, stdout } = resilint(folder, 'catalog', '--test', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        file,
        example: 'made in one file, called in another',
        missing: [],
        unexpected: ['src/users.ts:2 get'],
      },
      { file, example: 'a member of the same name on something else', missing: [], unexpected: [] },
    ]);
    expect(status).toBe(1);
  });

  it('knows an entry that replaces a shipped one', () => {
    const own = clientTemplate('axios');
    const folder = temporaryTree({ '.resilint/clients/axios.yaml': own });
    expect(resilint(folder, 'catalog', '--test').stdout).toContain('2 examples, all passed');
  });

  it('says what to do where nothing is described', () => {
    const { status, stderr } = resilint(temporaryTree(app), 'catalog', '--test');
    expect(stderr).toBe(
      'error: There are no clients, guards or frameworks in "./.resilint"\nBegin one with: resilint new client <package>\n',
    );
    expect(status).toBe(2);
  });
});

describe('resilint new client', () => {
  it('writes a description whose examples pass, and says how to go on', () => {
    const folder = temporaryTree(app);
    expect(resilint(folder, 'new', 'client', '@acme/http')).toEqual({
      status: 0,
      stdout: `Wrote .resilint/clients/acme-http.yaml
Describe the client there, then run: resilint catalog --test
`,
      stderr: '',
    });
    expect(resilint(folder, 'catalog', '--test').stdout).toContain('2 examples, all passed\n');
  });

  it('says that it replaces what is shipped', () => {
    const { stdout } = resilint(temporaryTree(app), 'new', 'client', '@redis/client');
    expect(stdout).toContain('It replaces what resilint knows about redis itself.\n');
  });

  it('writes below another folder', () => {
    const folder = temporaryTree(app);
    resilint(process.cwd(), 'new', 'client', 'tiny', folder);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(clientTemplate('tiny'));
  });

  it('writes into the shipped catalogue of resilint itself', () => {
    const folder = temporaryTree({
      'package.json': '{ "name": "resilint" }',
      'rules/catalog/clients': null,
    });
    expect(resilint(folder, 'new', 'client', 'tiny').stdout)
      .toBe(`Wrote rules/catalog/clients/tiny.yaml
Describe the client there, then run: npm run build && npx vitest run test/rules
`);
    expect(readFileSync(join(folder, 'rules/catalog/clients/tiny.yaml'), 'utf8')).toContain(
      'client: tiny',
    );
  });

  it.each([
    ['what is there already', ['tiny'], `"${file}" is there already`],
    ['what is no package', ['../../etc/passwd'], '"../../etc/passwd" is no name of an npm package'],
    ["a name that is no one's", ['Tiny Http'], '"Tiny Http" is no name of an npm package'],
    ['a folder that is not there', ['other', 'nowhere'], 'There is no folder "nowhere"'],
    ['a missing name', [], "missing required argument 'package'"],
  ])('refuses %s', (_, words, said) => {
    const folder = temporaryTree({ ...app, [file]: 'mine' });
    const { status, stdout, stderr } = resilint(folder, 'new', 'client', ...words);
    expect(stderr).toContain(said);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(readFileSync(join(folder, file), 'utf8')).toBe('mine');
  });
});

describe('the description to begin with', () => {
  const template = clientTemplate('tiny');

  it.each(['tiny', 'true', '1x', '@acme/http', 'a.b-c_d', 'null'])('is valid for %s', (name) => {
    const { entry, problems } = parseEntry('.resilint/clients/x.yaml', clientTemplate(name));
    expect(problems).toEqual([]);
    expect(entry?.packages).toEqual([name]);
  });

  it('is valid with the protections that it shows in comments', () => {
    const start = template.indexOf('# protection:');
    const end = template.indexOf('\n\n', start);
    const shown = template.slice(start, end).replaceAll(/^# /gm, '');
    const { entry, problems } = parseEntry(
      'x/clients/x.yaml',
      `${template.slice(0, start)}${shown}${template.slice(end)}`,
    );
    expect(problems).toEqual([]);
    expect(Object.keys(entry?.protection ?? {})).toEqual(['timeout', 'retry', 'bulkhead']);
  });

  it('is formatted like the catalogue', async () => {
    const options = await resolveConfig('rules/catalog/clients/tiny.yaml');
    expect(await check(template, { ...options, parser: 'yaml' })).toBe(true);
  });

  it('names every kind and role there is', () => {
    for (const word of [...callKinds, ...callRoles])
      expect(template).toMatch(new RegExp(`\\b${word}\\b`));
  });
});
