import { expect, it } from 'vitest';
import { contextsOf, SERVICE } from './contexts-in.js';

it('is the browser in components, and in what leads to code of pages and to none of a server', () => {
  const load = "export const load = () => fetch('https://users.example.com');";
  const files = {
    'src/check.tsx': `${load}\nexport const Check = () => <button onClick={load} />;`,
    'src/serve.tsx': `import express from 'express';\n${load}\nexport const Served = () => <p />;`,
    'src/session.ts': "export const token = () => localStorage.getItem('token');",
    'src/tables.ts': `import { token } from './session';\n${load}\ntoken();`,
    'src/slice.ts': "import { load } from './tables';\nload();",
    'src/job.ts': `import { token } from './session';\nimport 'pg';\n${load}\ntoken();`,
    'src/push.ts': `import { token } from './session';\nimport 'firebase-admin/messaging';\n${load}\ntoken();`,
    'src/alone.ts': load,
  };
  expect(contextsOf(files)).toEqual({
    'src/check.tsx': 'browser',
    'src/serve.tsx': 'server',
    'src/tables.ts': 'browser',
    'src/job.ts': 'server',
    'src/push.ts': 'server',
    'src/alone.ts': 'server',
  });
  const drawn = {
    ...files,
    'src/draw.ts': "import { renderToString } from 'react-dom/server';\nrenderToString(1);",
  };
  expect(contextsOf(drawn)).toMatchObject({
    'src/check.tsx': 'server',
    'src/tables.ts': 'server',
  });
});

it('is the server in a program that is started there, whatever it shares with pages', () => {
  const load = "export const load = () => fetch('https://users.example.com');";
  const files = {
    'package.json': JSON.stringify({ ...SERVICE, scripts: { start: 'node src/run.js' } }),
    'src/session.ts': "export const token = () => localStorage.getItem('token');",
    'src/run.ts': `import { token } from './session';\n${load}\ntoken();`,
    'src/other.ts': `import { token } from './session';\n${load}\ntoken();`,
  };
  expect(contextsOf(files)).toEqual({ 'src/run.ts': 'server', 'src/other.ts': 'browser' });
});
