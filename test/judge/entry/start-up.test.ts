import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('what a signal or an end of the process runs belongs to the program that asks for it', () => {
  const leading = leadingOf(['express', 'axios'], {
    'src/main.ts': `
      import express from 'express';
      import axios from 'axios';
      import { close } from './close.js';
      const app = express();
      const shutdown = async (signal: string) => { await axios.post('http://a'); };
      process.on('SIGINT', () => shutdown('SIGINT'));
      process.once('SIGTERM', async () => { await axios.put('http://a'); });
      close(app);
      app.listen(80);`,
    'src/close.ts': `
      import process from 'node:process';
      import axios from 'axios';
      export function close(app: unknown) {
        const stop = async () => { await axios.patch('http://a'); };
        for (const signal of ['SIGHUP', 'SIGUSR2']) process.on(signal, stop);
        process.on('uncaughtException', async (error) => { await axios.delete('http://a'); });
      }`,
  });
  expect(leading).toEqual([
    'patch < startup src/main',
    'delete < startup src/main',
    'post < startup src/main',
    'put < startup src/main',
  ]);
});

test('a program runs the bodies of what it loads, and no others', () => {
  const leading = leadingOf(['express', 'axios'], {
    'src/main.ts': `
      import express from 'express';
      import './warm.js';
      import type { Options } from './typed.js';
      import { routes } from './routes.js';
      express().use(routes).listen(80);`,
    'src/warm.ts': `
      import axios from 'axios';
      const answer = await axios.get('http://a');`,
    'src/routes.ts': `
      import express from 'express';
      import { settings } from './settings.js';
      export const routes = express.Router();
      routes.get('/a', (req, res) => res.json(settings));`,
    'src/settings.ts': `
      import axios from 'axios';
      import './routes.js';
      export const settings = await axios.post('http://a');`,
    'src/typed.ts': `
      import axios from 'axios';
      export interface Options { a: string }
      await axios.put('http://a');`,
  });
  expect(leading).toEqual(['post < startup src/main', 'put', 'get < startup src/main']);
});
