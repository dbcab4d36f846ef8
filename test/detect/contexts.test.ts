import { describe, expect, it } from 'vitest';
import { callsOf } from './assess-source.js';
import { contextsOf, SERVICE } from './contexts-in.js';

describe('the context of a call', () => {
  it('is the browser where the page is asked', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/plain.ts': load,
        'src/token.ts': `${load}\nexport const token = () => localStorage.getItem('token');`,
        'src/save.ts': `${load}\nexport const save = () => document.body.append('x');`,
        'src/route.ts': `import { useParams } from 'react-router-dom';\n${load}\nuseParams();`,
        'src/drive.ts': `import { launch } from 'puppeteer';\n${load}\nexport const text = () => document.querySelector('p');`,
        'src/local.ts': `${load}\nexport const read = (document: Map<string, string>) => document.get('x');`,
      }),
    ).toEqual({
      'src/plain.ts': 'server',
      'src/token.ts': 'browser',
      'src/save.ts': 'browser',
      'src/route.ts': 'browser',
      'src/drive.ts': 'server',
      'src/local.ts': 'server',
    });
  });

  it('is a script where an example is imported by examples alone', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/v1/examples/load.ts': load,
        'src/v1/examples/run.ts': "import { load } from './load.js';\nload();",
        'src/examples/used.ts': load,
        'src/main.ts': "import { load } from './examples/used.js';\nload();",
      }),
    ).toEqual({ 'src/v1/examples/load.ts': 'script', 'src/examples/used.ts': 'server' });
  });

  it.each([
    ['ts-node-dev --respawn src/server.ts', 'server'],
    ['node dist/server.js', 'server'],
    ['node dist/other.js', 'script'],
  ])(
    'is the server in a program that "dev": "%s" starts, whatever script imports it',
    (dev, context) => {
      const load = "export const start = () => fetch('https://users.example.com');";
      expect(
        contextsOf({
          'package.json': JSON.stringify({ ...SERVICE, scripts: { dev } }),
          'src/server.ts': `${load}\nvoid start();`,
          'scripts/try.ts': "import { start } from '../src/server';\nvoid start();",
        }),
      ).toEqual({ 'src/server.ts': context });
    },
  );

  it('is the browser where an address names no host', () => {
    const names = "import { hostname } from 'node:os';\nexport const host = hostname;";
    expect(
      contextsOf({
        'src/path.ts': "export const load = () => fetch('/api/users');",
        'src/template.ts': 'export const load = (id: string) => fetch(`/api/users/${id}`);',
        'src/base.ts': 'export const load = (base: string) => fetch(`${base}/api/users`);',
        'src/node.ts': `${names}\nexport const load = () => fetch('/api/users');`,
      }),
    ).toEqual({
      'src/path.ts': 'browser',
      'src/template.ts': 'browser',
      'src/base.ts': 'server',
      'src/node.ts': 'server',
    });
  });

  it('is the browser where only a page has what is asked for', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/time.ts': `${load}\nexport const now = () => window.performance.now();`,
        'src/shim.ts': `${load}\nexport const later = () => window.setTimeout(load, 10);`,
        'src/cookies.ts':
          "export const load = () => fetch('https://a.example.com/me', { credentials: 'include' });",
        'src/omitted.ts':
          "export const load = () => fetch('https://a.example.com/me', { credentials: 'omit' });",
      }),
    ).toEqual({
      'src/time.ts': 'browser',
      'src/shim.ts': 'server',
      'src/cookies.ts': 'browser',
      'src/omitted.ts': 'server',
    });
  });

  it('is the browser where components are drawn into a page', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/start.js': `import ReactDOM from 'react-dom';\nimport { load } from './used.js';\n${load}\nexport const init = ($) => ReactDOM.render(load, $('#app')[0]);`,
        'src/used.js': load,
        'src/root.js': `import { createRoot } from 'react-dom/client';\n${load}\ncreateRoot(root).render(load);`,
        'src/list.jsx': `import { Component } from 'react';\n${load}\nexport class List extends Component { componentDidMount() { load(); } render() { return <p />; } }`,
        'src/page.jsx': `import { Component } from 'react';\n${load}\nexport class Page extends Component { static getInitialProps() { return load(); } componentDidMount() {} render() { return <p />; } }`,
        'src/mail.jsx': `import { renderToString } from 'react-dom/server';\n${load}\nexport const mail = () => renderToString(<p />);`,
      }),
    ).toEqual({
      'src/start.js': 'browser',
      'src/used.js': 'browser',
      'src/root.js': 'browser',
      'src/list.jsx': 'browser',
      'src/page.jsx': 'server',
      'src/mail.jsx': 'server',
    });
  });

  it('is a script where the steps of a test alone use it', () => {
    expect(
      contextsOf({
        'features/support/http.ts': "export const ask = () => fetch('http://localhost:3000');",
        'features/support/world.ts':
          "import { World } from '@cucumber/cucumber';\nimport { ask } from './http.js';\nexport class Api extends World { ask = ask; }",
      }),
    ).toEqual({ 'features/support/http.ts': 'script' });
  });

  it('is a script beside what tests are made of', () => {
    const load = "export const ready = () => fetch('http://localhost:3000/health');";
    expect(
      contextsOf({
        'src/harness.ts': `import { test } from 'vitest';\n${load}\nexport const it = test.extend({});`,
        'src/types.ts': `import type { Mock } from 'vitest';\n${load}\nexport type M = Mock;`,
      }),
    ).toEqual({ 'src/harness.ts': 'script', 'src/types.ts': 'server' });
  });
});

/** The contexts of the calls of an application by the functions that make them. */
function contextsBySymbol(
  files: Readonly<Record<string, string>>,
  manifest: Readonly<Record<string, unknown>> = { private: true },
): Readonly<Record<string, string>> {
  const described = { ...SERVICE, ...manifest };
  return Object.fromEntries(
    callsOf({ 'package.json': JSON.stringify(described), ...files }).map(({ symbol, context }) => [
      symbol,
      context,
    ]),
  );
}

const load = (name: string): string =>
  `export const ${name} = () => fetch('https://users.example.com');`;

describe('the context of a function in a file that a server imports', () => {
  const barrel = {
    'lib/users.ts': `${load('list')}\n${load('show')}\n${load('both')}\n${load('unused')}`,
    'lib/index.ts': "export * from './users.js';",
    'src/main.ts': "import { list, both } from '../lib/index.js';\nlist();\nboth();",
  };
  const page = (imports: string, code: string): string =>
    `'use client';\n${imports}\nexport const Page = () => { ${code} };`;

  it('is that of all code that uses it, through files that export what others declare', () => {
    expect(
      contextsBySymbol({
        ...barrel,
        'src/page.tsx': page(
          "import { show as shown, both } from '../lib/index.js';",
          'shown(); both();',
        ),
      }),
    ).toEqual({ list: 'server', show: 'browser', both: 'server', unused: 'server' });
  });

  it('goes on to what only such a function uses', () => {
    const helper =
      "const ask = () => fetch('https://users.example.com');\nexport const show = () => ask();";
    expect(
      contextsBySymbol({
        'lib/users.ts': `${load('list')}\n${helper}`,
        'src/main.ts': "import { list } from '../lib/users.js';\nlist();",
        'src/page.tsx': page("import { show } from '../lib/users.js';", 'show();'),
      }),
    ).toEqual({ list: 'server', ask: 'browser' });
  });

  it('is not changed by a function of the server that nobody uses', () => {
    const unused = 'export const report = () => show();';
    expect(
      contextsBySymbol({
        ...barrel,
        'lib/users.ts': `${barrel['lib/users.ts']}\n${unused}`,
        'src/page.tsx': page("import { show } from '../lib/index.js';", 'show();'),
      }),
    ).toMatchObject({ show: 'browser' });
  });

  it('stays with the server where a function uses it that a framework calls', () => {
    const loader = "import { show } from '../lib/index.js';\nexport const loader = () => show();";
    expect(
      contextsBySymbol({
        ...barrel,
        'src/route.ts': `${loader}\nexport const title = 'users';`,
        'src/main.ts': "import { title } from './route.js';\nconsole.log(title);",
        'src/page.tsx': page("import { show } from '../lib/index.js';", 'show();'),
      }),
    ).toMatchObject({ show: 'server' });
  });

  const space = "import * as lib from '../lib/index.js';";

  it.each([
    { imports: space, shows: 'lib.show();', lists: 'lib.list();', show: 'browser' },
    { imports: space, shows: 'use(lib);', lists: 'use(lib);', show: 'server' },
    { imports: space, shows: 'lib[key]();', lists: 'lib[key]();', show: 'server' },
    {
      imports: "import lib from '../lib/all.js';",
      shows: 'lib.show();',
      lists: 'lib.list();',
      show: 'server',
    },
    {
      imports: '',
      shows: "import('../lib/index.js');",
      lists: "import('../lib/index.js');",
      show: 'server',
    },
  ])('is the $show where a server has $imports $lists', ({ imports, shows, lists, show }) => {
    const all = "import { list, show } from './users.js';\nexport default { list, show };";
    const contexts = contextsBySymbol({
      ...barrel,
      ...(imports.includes('all.js') ? { 'lib/all.ts': all } : {}),
      'src/main.ts': `${imports}\nexport const main = () => { ${lists} };\nmain();`,
      'src/page.tsx': page(imports, shows),
    });
    expect(contexts).toMatchObject({ show, list: 'server' });
  });

  it('is that of a script where only scripts use it', () => {
    expect(
      contextsBySymbol({
        ...barrel,
        'scripts/fill.ts': "import { show } from '../lib/index.js';\nshow();",
      }),
    ).toMatchObject({ show: 'script', list: 'server' });
  });

  it('is that of all methods of a class', () => {
    const client = "export class Users { show() { return fetch('https://users.example.com'); } }";
    expect(
      contextsBySymbol({
        'lib/users.ts': `${load('list')}\n${client}`,
        'src/main.ts': "import { list } from '../lib/users.js';\nlist();",
        'src/page.tsx': page("import { Users } from '../lib/users.js';", 'new Users().show();'),
      }),
    ).toEqual({ list: 'server', 'Users.show': 'browser' });
  });

  it('stays with the server where a package is published, and in server actions', () => {
    const files = {
      ...barrel,
      'src/page.tsx': page("import { show } from '../lib/index.js';", 'show();'),
    };
    const published = { version: '1.0.0', main: 'lib/index.js' };
    expect(contextsBySymbol(files, published)).toMatchObject({ show: 'server' });
    const actions = `'use server';\n${barrel['lib/users.ts']}`;
    expect(contextsBySymbol({ ...files, 'lib/users.ts': actions })).toMatchObject({
      show: 'server',
    });
  });
});
