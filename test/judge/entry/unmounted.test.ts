import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';

const router = (path: string): string => `
  import express from 'express';
  import { ask } from '../load.js';
  const router = express.Router();
  router.get('${path}', async (request, response) => response.json(await ask()));
  export default router;
`;

const app = (rest: string): string => `
  import express from 'express';
  import users from './routes/users.js';
  const app = express();
  app.use('/users', users);
  ${rest}
  app.listen(80);
`;

const SERVICE = {
  'package.json': JSON.stringify({
    private: true,
    scripts: { start: 'node src/app.js' },
    dependencies: { express: '4.19.0' },
  }),
  'src/load.ts': `export const ask = () => fetch('https://api.example.com');`,
  'src/routes/users.ts': router('/'),
};

const routesOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  const all = { ...SERVICE, 'src/app.ts': app(''), ...files };
  const { entryPoints } = inTemporaryFolder(all, (root) => assess({ root, cache: false }));
  return entryPoints.flatMap(({ kind, name }) => (kind === 'http-route' ? [name] : []));
};

/** Procedures of tRPC in a file of their own, and what a server is given. */
function proceduresOf(server: string): readonly string[] {
  const files = {
    'package.json': JSON.stringify({
      private: true,
      scripts: { start: 'node src/server.js' },
      dependencies: { '@trpc/server': '11.0.0' },
    }),
    'src/trpc.ts': `
      import { initTRPC } from '@trpc/server';
      export const { router, procedure } = initTRPC.create();`,
    'src/routers/users.ts': `
      import { procedure, router } from '../trpc.js';
      export const users = router({ all: procedure.query(() => fetch('https://a.example.com')) });`,
    'src/routers/old.ts': `
      import { procedure, router } from '../trpc.js';
      export const old = router({ one: procedure.query(() => fetch('https://b.example.com')) });`,
    'src/server.ts': `
      import { createHTTPServer } from '@trpc/server/adapters/standalone';
      import { procedure, router } from './trpc.js';
      import { users } from './routers/users.js';
      ${server}
      createHTTPServer({ router: app }).listen(80);`,
  };
  const { entryPoints } = inTemporaryFolder(files, (root) => assess({ root, cache: false }));
  return entryPoints.flatMap(({ kind, name }) => (kind === 'rpc-method' ? [name] : []));
}

describe('a router that nothing mounts', () => {
  it('lets nothing in by its procedures', () => {
    const app = "export const app = router({ users, ping: procedure.query(() => 'ok') });";
    expect(proceduresOf(app)).toEqual(['query users.all', 'query ping']);
    const taking = `import { old } from './routers/old.js';\nconst app = router({ users, old });`;
    expect(proceduresOf(taking)).toEqual(['query old.one', 'query users.all']);
  });

  it('lets nothing in where no file imports it', () => {
    expect(routesOf({ 'src/routes/old.ts': router('/old') })).toEqual(['GET /users']);
  });

  it('lets nothing in where the file that imports it does nothing with it', () => {
    const rest = `import old from './routes/old.js';\n// app.use('/old', old);`;
    const files = { 'src/app.ts': app(rest), 'src/routes/old.ts': router('/old') };
    expect(routesOf(files)).toEqual(['GET /users']);
  });

  it('lets nothing in by what only it mounts', () => {
    const files = {
      'src/routes/old.ts': `${router('/old')} import older from './older.js'; router.use('/older', older);`,
      'src/routes/older.ts': router('/'),
      'src/app.ts': app(`import other from './routes/other.js'; app.use('/other', other);`),
      'src/routes/other.ts': router('/'),
    };
    expect(routesOf(files)).toEqual(['GET /other', 'GET /users']);
  });

  it('may be mounted by whoever calls the function that returns it', () => {
    const old = router('/old').replace('export default router', 'export const make = () => router');
    expect(routesOf({ 'src/routes/old.ts': old })).toEqual(['GET /old', 'GET /users']);
  });

  it('makes unused what only it calls', () => {
    const files = {
      ...SERVICE,
      'src/app.ts': app(''),
      'src/routes/old.ts': router('/old').replace('../load.js', '../controllers/old.js'),
      'src/controllers/old.ts': `export const ask = () => fetch('https://old.example.com');`,
    };
    const { calls } = inTemporaryFolder(files, (root) => assess({ root, cache: false }));
    expect(calls.map(({ file, unused }) => [file, unused])).toEqual([
      ['src/controllers/old.ts', true],
      ['src/load.ts', undefined],
    ]);
  });
});

describe('a router that may be mounted', () => {
  it('is handed to a function of its own file', () => {
    const rest = `import { mount } from '../mount.js'; mount(router);`;
    expect(routesOf({ 'src/routes/old.ts': `${router('/old')} ${rest}` })).toContain('GET /old');
  });

  it('is taken out of its file by something that is not followed', () => {
    const rest = `import * as old from './routes/old.js'; register(old);`;
    const files = { 'src/app.ts': app(rest), 'src/routes/old.ts': router('/old') };
    expect(routesOf(files)).toContain('GET /old');
  });

  it('stands in a folder that may be loaded as a whole', () => {
    const files = {
      'src/routes/a.ts': router('/a'),
      'src/routes/b.ts': router('/b'),
      'src/routes/c.ts': router('/c'),
    };
    expect(routesOf(files)).toEqual(['GET /a', 'GET /b', 'GET /c', 'GET /users']);
  });

  it('is one of several of which none is mounted by code that is known', () => {
    const files = {
      'src/app.ts': `import express from 'express'; import { all } from './lib/all.js'; export const app = express();`,
      'src/lib/all.ts': 'export const all = [];',
      'src/lib/old.ts': router('/old').replace('../load.js', '../load.js'),
    };
    expect(routesOf(files)).toContain('GET /old');
  });
});

describe('a router in a folder that nothing imports from', () => {
  const more = Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [`src/parts/${name}.ts`, `export const ${name} = 1;`]),
  );
  const imports = `import { a } from './parts/a.js'; import { b } from './parts/b.js'; console.log(a, b);`;
  const old = {
    ...more,
    'backup/old.js': `
      const express = require('express');
      const router = express.Router();
      router.route('').post(async (request, response) => response.json(await fetch('https://old.example.com')));
      module.exports = router;`,
    'backup/older.js': `module.exports = {};`,
  };

  it('lets nothing in where what starts imports what it needs', () => {
    expect(routesOf({ 'src/app.ts': app(imports), ...old })).toEqual(['GET /users']);
  });

  it.each([
    ['a path that is put together', `const load = (name) => require('../backup/' + name);`],
    ['a path that cannot be read', `const load = (name) => require(name);`],
    ['a package that is told of it', `import all from 'load-all'; all({ dir: '../backup' });`],
    ['a pattern', `import all from 'load-all'; all('backup/*.js');`],
    [
      'one below a folder',
      `import all from 'load-all'; all(import.meta.dirname + '/backup/*.js');`,
    ],
  ])('may be loaded by %s', (_, line) => {
    expect(routesOf({ 'src/app.ts': app(`${imports} ${line}`), ...old })).toContain('POST /');
  });

  it('may be loaded by a framework where what starts imports little', () => {
    expect(routesOf(old)).toContain('POST /');
  });
});
