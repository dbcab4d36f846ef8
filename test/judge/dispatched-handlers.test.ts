import { describe, expect, it } from 'vitest';
import { callsOf } from '../detect/assess-source.js';

const MANIFEST = JSON.stringify({
  name: 'service',
  private: true,
  dependencies: { express: '4.19.0', axios: '1.7.2', lodash: '4.17.21' },
});

const JOBS = `
  import axios from 'axios';
  export async function load(id: string, kind?: string) { await axios.get('https://users.example.com'); }
`;

/** How many entry points lead to the only call. */
function ways(table: string, run: string): number {
  const [call, ...others] = callsOf({
    'package.json': MANIFEST,
    'src/jobs.ts': JOBS,
    'src/table.ts': `import _, { partialRight } from 'lodash'; import { load } from './jobs.js';
      ${table}`,
    'src/app.ts': `
      import express from 'express';
      import { table } from './table.js';
      const app = express();
      app.post('/run/:name', async (request, response) => { ${run}; response.end(); });
    `,
  });
  expect(others).toEqual([]);
  return call?.entryPoints?.length ?? 0;
}

const BY_KEY = 'const job = table[request.params.name]; await job("1")';

describe('a handler that is dispatched by a key', () => {
  it('is reached through records, maps and what they are looked up by', () => {
    expect(ways('export const table = { load };', BY_KEY)).toBe(1);
    expect(ways('export const table = { load };', 'await table[request.params.name]("1")')).toBe(1);
    const map = `export const table = new Map([['load', load]]);`;
    expect(ways(map, 'await table.get(request.params.name)!("1")')).toBe(1);
    expect(ways(map, 'const job = table.get(request.params.name); await job?.("1")')).toBe(1);
    const filled = `export const table = new Map(); table.set('load', load);`;
    expect(ways(filled, 'const job = table.get(request.params.name); await job("1")')).toBe(1);
    const put = `export const table: Record<string, any> = {}; table.load = load;`;
    expect(ways(put, BY_KEY)).toBe(1);
    const frozen = `export const table = Object.freeze({ load } as const);`;
    expect(ways(frozen, BY_KEY)).toBe(1);
  });

  it('is reached where it was bound to arguments before', () => {
    expect(ways(`export const table = { load: _.partialRight(load, 'a') };`, BY_KEY)).toBe(1);
    expect(ways(`export const table = { load: partialRight(load, 'a') };`, BY_KEY)).toBe(1);
    expect(ways(`export const table = { load: _.partial(load, 'a') };`, BY_KEY)).toBe(1);
    expect(ways(`export const table = { load: load.bind(null, 'a') };`, BY_KEY)).toBe(1);
    const direct = `export const table = _.partial(load, 'a');`;
    expect(ways(direct, 'await table("1")')).toBe(1);
    expect(ways(`export const table = load.bind(null, 'a');`, 'await table()')).toBe(1);
  });

  it('is reached where a field of a class keeps what was put into it', () => {
    const registry = `class Registry {
        private readonly jobs = new Map<string, (id: string) => Promise<void>>();
        constructor() { this.jobs.set('load', load); }
        async run(name: string) { await this.jobs.get(name)?.('1'); }
      }
      export const table = new Registry();`;
    expect(ways(registry, 'await table.run(request.params.name)')).toBe(1);
  });

  it('is reached where its record is handed to what dispatches', () => {
    const run = `export const table = { load }; const dispatch = (all: any, name: string) => all[name]('1');
      export const run = (name: string) => dispatch(table, name);`;
    expect(
      ways(run, 'const { run } = await import("./table.js"); await run(request.params.name)'),
    ).toBe(1);
  });
});

describe('a call of a name on something unknown', () => {
  const reaching = (call: string, service: string): number => {
    const [found] = callsOf({
      'package.json': MANIFEST,
      'src/services/used.ts': `export const used = 'a';`,
      'src/services/mail.ts': service,
      'src/app.ts': `
        import express from 'express';
        import { used } from './services/used.js';
        const app = express();
        app.get('/a', async (request, response) => { ${call} });
      `,
    });
    return found?.entryPoints?.length ?? 0;
  };
  const mail = (method: string): string =>
    `import axios from 'axios';
     export const mail = { async ${method}(text: string) { await axios.post('https://mail.example.com', text); } };`;
  const STARTS = `console.log('loaded');`;

  it('does not mean what a file declares that nothing loads', () => {
    const send = 'await request.body.outlet.send(used);';
    expect(reaching(send, mail('send'))).toBe(0);
    expect(reaching(send, STARTS + mail('send'))).toBe(1);
  });

  it('means nothing of the repository on what is written there', () => {
    const tests = STARTS + mail('test');
    expect(reaching('response.json(/^a+$/.test(used));', tests)).toBe(0);
    expect(reaching('await request.body.pattern.test(used);', tests)).toBe(1);
  });
});
