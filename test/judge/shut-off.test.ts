import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';

const MANIFEST = JSON.stringify({
  name: 'service',
  private: true,
  dependencies: { express: '4.19.0', axios: '1.7.2' },
});

const app = (run: string): string => `
  import express from 'express';
  import axios from 'axios';
  import { Kind, Mailer, send } from './send.js';
  const app = express();
  app.post('/a', async (request, response) => { ${run}; response.end(); });
`;

const send = (parameters: string, body: string): string => `
  import axios from 'axios';
  export enum Kind { Static = 'static', Dynamic = 'dynamic' }
  export async function send(${parameters}) { ${body} }
`;

const CALL = `await axios.post('https://mail.example.com', {})`;

/** Whether the only call is unused, and whether an entry point leads to it. */
function reached(run: string, source: string, others: Readonly<Record<string, string>> = {}) {
  const files = {
    'package.json': MANIFEST,
    'src/app.ts': app(run),
    'src/send.ts': source,
    ...others,
  };
  const { calls } = inTemporaryFolder(files, (root) => assess({ root, cache: false }));
  const [call, ...rest] = calls;
  expect(rest).toEqual([]);
  const isLed = call?.entryPoints !== undefined;
  expect(call?.unused !== true).toBe(isLed);
  return isLed;
}

const DRY = send('url: string, { dryRun }: { dryRun: boolean }', `if (dryRun) return; ${CALL};`);
const WHOLE = send('options: { dryRun?: boolean }', `if (!options.dryRun) { ${CALL}; }`);
const OFF = send('url: string, enabled = false', `if (!enabled) return null; ${CALL};`);

describe('what the constants of all callers shut off', () => {
  it('is not reached', () => {
    expect(reached(`await send('a', { dryRun: true })`, DRY)).toBe(false);
    expect(reached(`await send({ dryRun: true })`, WHOLE)).toBe(false);
    expect(reached(`await send('a')`, OFF)).toBe(false);
    expect(reached(`const options = { dryRun: true }; await send(options)`, WHOLE)).toBe(false);
  });

  it('is reached where one caller lets it', () => {
    expect(
      reached(`await send('a', { dryRun: true }); await send('b', { dryRun: false })`, DRY),
    ).toBe(true);
    expect(reached(`await send({ dryRun: true }); await send({})`, WHOLE)).toBe(true);
    expect(reached(`await send('a'); await send('b', true)`, OFF)).toBe(true);
  });

  it('is reached where the value comes from elsewhere', () => {
    expect(reached(`await send('a', { dryRun: process.env.DRY === '1' })`, DRY)).toBe(true);
    expect(reached(`await send({ dryRun: request.body.dry })`, WHOLE)).toBe(true);
    expect(reached(`await send({ ...request.body, dryRun: true, ...request.query })`, WHOLE)).toBe(
      true,
    );
    expect(reached(`await send(...request.body)`, OFF)).toBe(true);
    expect(reached(`let on = false; if (request.body) on = true; await send('a', on)`, OFF)).toBe(
      true,
    );
    expect(reached(`let tries = 0; tries++; await send('a', tries)`, OFF)).toBe(true);
    expect(reached(`const o = { dryRun: true }; o.dryRun = false; await send(o)`, WHOLE)).toBe(
      true,
    );
    const filled = 'const o = { dryRun: true }; Object.assign(o, request.body); await send(o)';
    expect(reached(filled, WHOLE)).toBe(true);
    expect(reached('let on = false; ({ on } = request.body); await send("a", on)', OFF)).toBe(true);
    const whole = `const config = { dryRun: true };
      ${WHOLE.replace('send', 'post')} export const send = () => post(config);`;
    expect(reached('await send()', whole)).toBe(true);
  });

  it('is reached where the function is handed on, or is run by others than its callers', () => {
    const on = { 'src/on.ts': `import { send } from './send.js'; export const jobs = [send];` };
    expect(reached(`await send('a'); jobs.map((job) => job())`, OFF, on)).toBe(true);
    expect(reached(`await send('a'); send.call(null, 'b', true)`, OFF)).toBe(true);
    expect(reached(`await send('a')`, `${OFF} const again = send; again('b', true);`)).toBe(true);
    expect(reached(`await send('a')`, `${OFF} app.get('/b', send);`)).toBe(true);
  });

  it('is what a flag of the module shuts off, wherever that stands', () => {
    const on = (flag: string) => ({ 'src/flags.ts': `export const ENABLED = ${flag};` });
    const flagged = `import { ENABLED } from './flags.js';
      ${send('', `if (ENABLED && Date.now() > 0) { ${CALL}; }`)}`;
    expect(reached('await send()', flagged, on('false'))).toBe(false);
    expect(reached('await send()', flagged, on('true'))).toBe(true);
    expect(reached('await send()', flagged, on(`process.env.ENABLED === 'true'`))).toBe(true);
  });

  it('goes by comparisons, members of enums and both branches', () => {
    const kinds = send(
      'data: { kind: Kind }',
      `if (data.kind === Kind.Static) { return; } else { ${CALL}; }`,
    );
    expect(reached('await send({ kind: Kind.Static })', kinds)).toBe(false);
    expect(reached('const kind = Kind.Dynamic; await send({ kind })', kinds)).toBe(true);
    const none = send('data: { reply?: object }', `if (!data.reply) { ${CALL}; }`);
    expect(reached(`await send({ reply: { text: 'yes' } })`, none)).toBe(false);
    expect(reached(`await send({ reply: [] })`, none)).toBe(false);
    expect(reached(`await send({ reply: request.body })`, none)).toBe(true);
  });

  it('goes through functions that hand a parameter on', () => {
    const through = `${OFF.replace('send', 'post')} export const send = (on?: boolean) => post('a', on);`;
    expect(reached('await send(false)', through)).toBe(false);
    expect(reached('await send(); await send(true)', through)).toBe(true);
  });

  it('is all that it leads to', () => {
    const inner = `${send('on: boolean', 'if (on) await post()')} async function post() { ${CALL}; }`;
    expect(reached('await send(false)', inner)).toBe(false);
    expect(reached('await send(true)', inner)).toBe(true);
    const callback = send('on: boolean', `if (!on) return; [1].map(async () => { ${CALL}; });`);
    expect(reached('await send(false)', callback)).toBe(false);
  });

  it('is not what stands before the way out, or in a branch that the way out is not in', () => {
    expect(reached('await send(true)', send('off: boolean', `${CALL}; if (off) return;`))).toBe(
      true,
    );
    const loop = send('off: boolean', `for (const one of [1]) { if (off) break; } ${CALL};`);
    expect(reached('await send(true)', loop)).toBe(true);
    const nested = send('off: boolean', `if (Date.now() > 0) { if (off) return; } ${CALL};`);
    expect(reached('await send(true)', nested)).toBe(true);
    const caught = send('off: boolean', `try { if (off) throw new Error(); } catch {} ${CALL};`);
    expect(reached('await send(true)', caught)).toBe(true);
  });

  it('goes by the methods of classes', () => {
    const mailer = (body: string) => `
      import axios from 'axios';
      export class Mailer { async deliver(on: boolean) { ${body} } }`;
    const run = (value: string) => `const mailer = new Mailer(); await mailer.deliver(${value})`;
    expect(reached(run('false'), mailer(`if (on) ${CALL};`))).toBe(false);
    expect(reached(run('true'), mailer(`if (on) ${CALL};`))).toBe(true);
    expect(
      reached(`${run('false')}; request.app.mailer.deliver(true)`, mailer(`if (on) ${CALL};`)),
    ).toBe(true);
  });
});
