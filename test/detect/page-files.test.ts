import { describe, expect, it } from 'vitest';
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

describe('windows of Electron', () => {
  const load = "export const load = () => fetch('https://users.example.com');";
  const desktop = JSON.stringify({
    name: 'desktop',
    private: true,
    main: 'electron/main.js',
    dependencies: { react: '18.0.0', 'react-dom': '18.0.0' },
    devDependencies: { electron: '30.0.0' },
  });
  const files = {
    'package.json': desktop,
    'electron/main.js': `import { BrowserWindow } from 'electron';
      import { load } from '../shared/both';
      import '../shared/updates';
      load();
      new BrowserWindow().loadURL('http://localhost:3000');`,
    'electron/preload.js': `import { contextBridge } from 'electron';\n${load}`,
    'src/index.jsx': `import { createRoot } from 'react-dom/client';
      import { store } from './store';
      import { load } from '../shared/both';
      createRoot(store).render(<App />);`,
    // In a circle, none is imported by code of pages alone.
    'src/store.js': "import { load } from './api';\nexport const store = load();",
    'src/api.js': `import { store } from './store';\n${load}`,
    'src/unused.js': load,
    'shared/both.js': load,
    'shared/updates.js': load,
  };

  it('show pages: what these load and the main process does not runs in a browser', () => {
    expect(contextsOf(files)).toEqual({
      'electron/preload.js': 'server',
      'src/api.js': 'browser',
      'src/unused.js': 'server',
      'shared/both.js': 'server',
      'shared/updates.js': 'server',
    });
  });

  it.each([
    ['import Node', { 'src/store.js': `import 'node:fs';\n${files['src/store.js']}` }],
    ['import Electron', { 'src/store.js': `import 'electron';\n${files['src/store.js']}` }],
    [
      'are told so',
      {
        'electron/window.js':
          "import { BrowserWindow } from 'electron';\nconst webPreferences = { nodeIntegration: true };\nnew BrowserWindow({ webPreferences });",
      },
    ],
  ])('may run code of Node where they %s', (_, changed) => {
    expect(contextsOf({ ...files, ...changed })).toMatchObject({ 'src/api.js': 'server' });
  });
});
