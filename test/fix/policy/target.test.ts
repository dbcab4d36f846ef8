import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed, planned } from '../fixed.js';
import { figuresFor } from '../../../src/fix/policy/figures.js';
import { presets } from '../../../src/runtime/src/presets/presets.js';

const USERS = `import axios from 'axios';\nconst http = axios.create({ baseURL: 'http://users', timeout: 9 });\n`;
const LOAD = `export const load = async () => await http.get('/');\n`;
const SAVE = `export const save = async () => await http.post('/');\n`;
const MAIN = `import express from 'express';\nimport { load, save } from './users.js';\nexpress().get('/', load).post('/', save);\n`;

const service = (dependencies: object = {}, more: object = {}) => ({
  'package.json': JSON.stringify({
    ...{ name: 'a', type: 'module', dependencies: { axios: '1.7.0', ...dependencies }, ...more },
  }),
  'src/users.ts': USERS + LOAD + SAVE,
  'src/main.ts': MAIN,
});

const all = ['add-breaker', 'add-bulkhead', 'add-retry'];

const protectionIn = (root: string) =>
  assess({ root, cache: false }).calls.map(({ operation, protection }) => [
    ...[operation, protection.breaker.status, protection.bulkhead.status, protection.retry.status],
  ]);

describe('policies of opossum', () => {
  it('are breakers with a capacity, and bound nothing that was bounded before', async () => {
    const { text, root, again, sites } = await fixed(service(), { only: all, target: 'opossum' });
    expect(text('src/users.ts')).toBe(
      USERS.replace('\n', `\nimport { usersPolicy } from './resilience.js';\n`) +
        LOAD.replace("http.get('/')", "usersPolicy.fire(() => http.get('/'))") +
        SAVE.replace("http.post('/')", "usersPolicy.fire(() => http.post('/'))"),
    );
    const module = text('src/resilience.ts') ?? '';
    expect(module).toContain(`import CircuitBreaker from 'opossum';\n`);
    expect(module.slice(module.indexOf('// Policy'))).toBe(
      [
        `// Policy of users (opossum).`,
        `export const usersPolicy = new CircuitBreaker(runCall, {`,
        `  name: 'users',`,
        `  errorFilter: isNoFailure,`,
        `  // Each failure would sort the durations of all calls in the window.`,
        `  rollingPercentilesEnabled: false,`,
        `  timeout: false,`,
        `  errorThresholdPercentage: 40,`,
        `  volumeThreshold: 20,`,
        `  rollingCountTimeout: 10_000,`,
        `  resetTimeout: 45_000,`,
        `  capacity: 100,`,
        `}) as Fires & CircuitBreaker;`,
        ``,
      ].join('\n'),
    );
    expect(protectionIn(root)).toEqual([
      ['get', 'yes', 'yes', 'no'],
      ['post', 'yes', 'yes', 'no'],
    ]);
    expect(sites.filter(({ reason }) => reason !== undefined)).toMatchObject([
      { codemod: 'add-retry', safety: 'refused', reason: 'not-in-target' },
    ]);
    expect(again.files).toEqual([]);
  });

  it('are CommonJS where the package is', async () => {
    const { text, root } = await fixed(
      {
        'package.json': '{ "name": "a", "dependencies": { "axios": "1.7.0", "opossum": "8.1.4" } }',
        'src/users.js': `const axios = require('axios').default;\nconst http = axios.create({ baseURL: 'http://users', timeout: 9 });\nexports.load = async () => await http.get('/');\n`,
        'src/main.js': `const express = require('express');\nconst { load } = require('./users');\nexpress().get('/', load);\n`,
      },
      { only: ['add-breaker'], target: 'opossum' },
    );
    const module = text('src/resilience.js') ?? '';
    expect(module).toContain(`const CircuitBreaker = require('opossum');\n`);
    expect(module).toContain(`\nmodule.exports.usersPolicy = new CircuitBreaker(runCall, {\n`);
    expect(module).not.toMatch(/unknown|interface| as /);
    expect(protectionIn(root)).toEqual([['get', 'yes', 'no', 'no']]);
  });

  it('bound what the client cannot', async () => {
    const call = `const { signal } = new AbortController();\nexport const load = async () => await fetch('https://a.example.com', { signal });\n`;
    const files = { ...service(), 'src/users.ts': call };
    const { text, root } = await fixed(files, { target: 'opossum' });
    expect(text('src/resilience.ts')).toContain('  timeout: 10_000,\n');
    const [one] = assess({ root, cache: false }).calls;
    expect(one?.protection.timeout).toMatchObject({ status: 'bounded', ms: 10_000 });
  });
});

describe('policies of cockatiel', () => {
  it('repeat reads around what protects each of them, and no writes', async () => {
    const { text, root, again } = await fixed(service(), { only: all, target: 'cockatiel' });
    expect(text('src/users.ts')).toBe(
      USERS.replace('\n', `\nimport { usersPolicy, usersRetry } from './resilience.js';\n`) +
        LOAD.replace(
          "http.get('/')",
          "usersRetry.execute(() => usersPolicy.execute(() => http.get('/')))",
        ) +
        SAVE.replace("http.post('/')", "usersPolicy.execute(() => http.post('/'))"),
    );
    const module = text('src/resilience.ts') ?? '';
    expect(module.slice(module.indexOf('// Policy'))).toBe(
      [
        `// Policy of users (cockatiel).`,
        `export const usersPolicy = wrap(`,
        `  bulkhead(100, 200),`,
        `  circuitBreaker(failures, {`,
        `    halfOpenAfter: 45_000,`,
        `    breaker: new CountBreaker({`,
        `      threshold: 0.4,`,
        `      size: 100,`,
        `      minimumNumberOfCalls: 20,`,
        `    }),`,
        `  }),`,
        `);`,
        ``,
        `// Retry of users (cockatiel).`,
        `export const usersRetry = retry(failures, {`,
        `  maxAttempts: 2,`,
        `  backoff: new ExponentialBackoff({ initialDelay: 1_000, maxDelay: 30_000 }),`,
        `});`,
        ``,
      ].join('\n'),
    );
    expect(protectionIn(root)).toEqual([
      ['get', 'yes', 'yes', 'yes'],
      ['post', 'yes', 'yes', 'no'],
    ]);
    expect(again.files).toEqual([]);
  });

  it('are added to those that are there, which stay as they are', async () => {
    const first = await fixed(service(), { only: ['add-breaker'], target: 'cockatiel' });
    const own = (first.text('src/resilience.ts') ?? '').replace('0.4', '0.25');
    const stock = `const stock = axios.create({ baseURL: 'http://stock', timeout: 9 });\nexport const left = async () => await stock.get('/');\n`;
    const files = {
      'package.json': first.text('package.json') ?? '',
      'src/main.ts': MAIN.replace('{ load', '{ left, load') + `express().get('/left', left);\n`,
      'src/users.ts': (first.text('src/users.ts') ?? '') + stock,
      'src/resilience.ts': own,
    };
    const only = ['add-breaker', 'add-bulkhead'];
    const { text, again, sites } = await fixed(files, { only, target: 'cockatiel' });
    const module = text('src/resilience.ts') ?? '';
    expect(module).toContain(`import { bulkhead } from 'cockatiel';\n`);
    expect(module.match(/const failures/g)).toHaveLength(1);
    expect(module).toContain(own.slice(own.indexOf('// Policy')));
    expect(module).toContain('export const stockPolicy = wrap(\n  bulkhead(100, 200),\n');
    const kept = sites.filter(({ reason }) => reason === 'own-policy');
    expect(new Set(kept.map(({ codemod }) => codemod))).toEqual(new Set(['add-bulkhead']));
    expect(again.files).toEqual([]);
  });

  it('write names of strangers as literals', async () => {
    const host = `users'}); process.exit(1); ('"\\u2028process.exit(1) //`;
    const users = USERS.replace("'http://users'", `"http://a/" + ${JSON.stringify(host)}`);
    const files = { ...service(), 'src/users.ts': users + LOAD + SAVE };
    const { files: edited } = await planned(files, { only: ['add-breaker'], target: 'cockatiel' });
    const { after = '' } = edited.find(({ file }) => file === 'src/resilience.ts') ?? {};
    expect(after).not.toMatch(/^\s*process/m);
    expect(after).not.toContain('\u2028process');
  });
});

describe('a library that policies are made with', () => {
  it.each([
    ['opossum', {}, '^9.0.0'],
    ['opossum', { engines: { node: '>=22' } }, '^10.0.0'],
    ['cockatiel', { engines: { node: '>=22' } }, '^4.0.0'],
    ['cockatiel', { engines: { node: '>=20' } }, '^3.2.1'],
    ['cockatiel', { engines: { node: '>=22' }, type: 'commonjs' }, '^3.2.1'],
  ])('is asked for as the package can run it: %s, %j', async (target, more, range) => {
    const { files, notes } = await planned(service({}, more), { only: ['add-breaker'], target });
    const { after = '{}' } = files.find(({ file }) => file === 'package.json') ?? {};
    expect(JSON.parse(after)).toMatchObject({ dependencies: { [target]: range } });
    expect(notes).toContain(`"npm install" makes ${target} importable`);
  });

  it.each([
    ['opossum', '^10.0.0', null],
    ['opossum', 'latest', null],
    ['opossum', '^6.0.0', 'target-version'],
    ['cockatiel', '^2.0.0', 'target-version'],
    ['cockatiel', '3.2.1', null],
  ])('is left as it is asked for already: %s %s', async (target, range, reason) => {
    const { files, sites } = await planned(service({ [target]: range }), {
      ...{ only: ['add-breaker'], target },
    });
    expect(files.map(({ file }) => file)).not.toContain('package.json');
    expect(new Set(sites.map((site) => site.reason ?? null))).toEqual(new Set([reason]));
  });

  it('makes no policy that only observes, so that its breakers are unsafe', async () => {
    const wishes = { only: ['add-breaker'], unsafe: false, target: 'cockatiel' };
    const { files, sites } = await planned(service(), wishes);
    expect(files).toEqual([]);
    expect(new Set(sites.map(({ safety }) => safety))).toEqual(new Set(['unsafe']));
  });

  it('does not run calls under a policy that was made with another one', async () => {
    const first = await fixed(service(), { only: ['add-breaker'] });
    const files = {
      'package.json': first.text('package.json') ?? '',
      'src/resilience.ts': first.text('src/resilience.ts') ?? '',
      'src/users.ts': USERS + LOAD + SAVE,
      'src/main.ts': MAIN,
    };
    const { files: edited, sites } = await planned(files, {
      ...{ only: ['add-breaker'], target: 'opossum' },
    });
    expect(edited).toEqual([]);
    expect(new Set(sites.map(({ reason }) => reason))).toEqual(new Set(['own-policy']));
  });

  it('is one that the catalogue can write', async () => {
    await expect(planned(service(), { target: 'p-limit' })).rejects.toThrow(/p-limit/);
  });
});

it('begins with the figures of the presets', () => {
  for (const name of ['database', 'external-api', 'internal-service'] as const) {
    const { breaker, bulkhead, retry } = presets[name];
    expect(figuresFor(name)).toMatchObject({
      ...(breaker && { failureRate: breaker.failureRate, resetMs: breaker.resetMs }),
      ...(breaker && { minimumCalls: breaker.minimumCalls, windowMs: breaker.windowMs }),
      ...(bulkhead && { limit: bulkhead.limit, queue: bulkhead.queue }),
      ...(retry && { repetitions: retry.attempts - 1, baseMs: retry.baseMs }),
      ...(retry && { maximumMs: retry.maxMs }),
    });
  }
});
