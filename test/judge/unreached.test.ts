import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';

const MANIFEST = JSON.stringify({
  private: true,
  dependencies: { express: '4.19.0', request: '2.88.2' },
});

const CLIENT = `
  import request from 'request';
  export class Http {
    static load(url: string, done: () => void) {
      request(url, () => done());
    }
    static request(url: string) {
      return new Promise((resolve) => request(url, (error, response) => resolve(response)));
    }
  }
`;

const APP = (rest: string): string => `
  import express from 'express';
  import { Http } from './http.js';
  const app = express();
  app.get('/a', (incoming, response) => Http.load('https://a.example.com', () => response.end()));
  ${rest}
`;

/** Functions whose calls are unused, by the lines that they stand in. */
function unused(files: Readonly<Record<string, string>>): readonly string[] {
  const all = { 'package.json': MANIFEST, 'src/http.ts': CLIENT, 'src/app.ts': APP(''), ...files };
  const { calls } = inTemporaryFolder(all, (root) => assess({ root, cache: false }));
  return calls.flatMap((call) =>
    call.unused === true ? [`${call.file}:${String(call.line)}`] : [],
  );
}

describe('a method that nobody calls', () => {
  it('is unused', () => {
    expect(unused({})).toEqual(['src/http.ts:8']);
  });

  it('is unused where it is put on a prototype', () => {
    const mailer = `
      const request = require('request');
      function Mailer(host) { this.host = host; }
      Mailer.prototype.send = function (done) { request.post(this.host, done); };
      Mailer.prototype.recall = function (done) { request.del(this.host, done); };
      module.exports = Mailer;`;
    const sending = `
      import Mailer from './mailer.js';
      app.get('/b', (incoming, response) => new Mailer('https://b.example.com').send(() => response.end()));`;
    const files = { 'src/mailer.js': mailer, 'src/app.ts': APP(sending) };
    expect(unused(files)).toEqual(['src/http.ts:8', 'src/mailer.js:5']);
    const published = JSON.stringify({
      name: 'mails',
      version: '1.0.0',
      exports: './src/app.js',
      publishConfig: { access: 'public' },
      dependencies: { express: '4.19.0', request: '2.88.2' },
    });
    expect(unused({ ...files, 'package.json': published })).not.toContain('src/mailer.js:5');
  });

  it('is unused where a name of its own is handed on', () => {
    const page = `
      import request from 'request';
      import { every } from './every.js';
      const local = (request: unknown) => request;
      every(request, local);
      function load() {}
      every(load);`;
    const every = 'export const every = (...all: unknown[]) => all;';
    expect(unused({ 'src/main.ts': page, 'src/every.ts': every })).toEqual(['src/http.ts:8']);
  });

  it('is unused unless a framework may call it by its name', () => {
    const named = (name: string): readonly string[] =>
      unused({ 'src/http.ts': CLIENT.replace('static request(', `static ${name}(`) });
    expect(named('initializeUpload')).toEqual(['src/http.ts:8']);
    expect(named('initialize')).toEqual([]);
    expect(named('onUpload')).toEqual([]);
  });

  it('is in use where it was taken from the class, or the class is handed on', () => {
    expect(unused({ 'src/app.ts': APP('const { request } = Http; app.use(request);') })).toEqual(
      [],
    );
    expect(unused({ 'src/app.ts': APP('app.use(Http.request);') })).toEqual([]);
    expect(
      unused({ 'src/app.ts': APP('const request = Http.request; app.use(request);') }),
    ).toEqual([]);
  });
});

describe('a name that others call things by, too', () => {
  const plot = `
    import { read } from './read.js';
    export const draw = (plot: any) => plot.request(plot.url);
    export const table = { request: read.request };`;
  const read = 'export const read = { request() {} };';

  it('is none of a class that only stands before its members', () => {
    expect(unused({ 'src/plot.ts': plot, 'src/read.ts': read })).toEqual(['src/http.ts:8']);
  });

  it('may be of a class that is handed on', () => {
    const app = APP(`import { draw } from './plot.js'; draw(Http);`);
    expect(unused({ 'src/plot.ts': plot, 'src/read.ts': read, 'src/app.ts': app })).toEqual([]);
  });
});

it('is unused where all of several that call it are', () => {
  const http = `
    import request from 'request';
    const send = (url: string) => new Promise((resolve) => request(url, resolve));
    export class Users {
      static first() { return send('https://first.example.com'); }
      static second() { return send('https://second.example.com'); }
      static limit = 3;
    }`;
  const app = `
    import express from 'express';
    import { Users } from './http.js';
    express().get('/a', (incoming, response) => response.json(Users.limit));`;
  expect(unused({ 'src/http.ts': http, 'src/app.ts': app })).toEqual(['src/http.ts:3']);
});

it('is unused where nobody waits for it, either', () => {
  const http = `
    export class Pages {
      static warm(url: string) { void fetch(url); }
      static warmLater(url: string) { setTimeout(() => { void fetch(url); }, 1000); }
      static limit = 3;
    }`;
  const app = `
    import express from 'express';
    import { Pages } from './http.js';
    express().get('/a', (incoming, response) => response.json(Pages.limit));`;
  expect(unused({ 'src/http.ts': http, 'src/app.ts': app })).toEqual([
    'src/http.ts:3',
    'src/http.ts:4',
  ]);
});

describe('a CommonJS export that no importer takes', () => {
  const http = `
    const load = (url) => fetch(url);
    const probe = async () => (await fetch('https://probe.example.com')).status;
    module.exports = { load, probe };`;
  const app = (rest: string): string => `
    const express = require('express');
    const app = express();
    ${rest}`;
  const unusedWith = (rest: string): readonly string[] =>
    unused({ 'src/http.ts': '', 'src/app.ts': '', 'src/calls.js': http, 'src/app.js': app(rest) });

  it.each([
    [
      `const { load } = require('./calls'); app.get('/a', async (i, o) => o.json(await load('https://a.com')));`,
    ],
    [
      `const calls = require('./calls'); app.get('/a', async (i, o) => o.json(await calls.load('https://a.com')));`,
    ],
    [
      `import { load } from './calls.js'; app.get('/a', async (i, o) => o.json(await load('https://a.com')));`,
    ],
  ])('is unused: %s', (rest) => {
    expect(unusedWith(rest)).toEqual(['src/calls.js:3']);
  });

  it.each([
    [`const { load, ...others } = require('./calls'); load('https://a.com'); app.use(others);`],
    [`const { load, probe } = require('./calls'); load('https://a.com'); app.use(probe);`],
    [`const calls = require('./calls'); app.use(calls);`],
    [`const calls = require('./calls'); calls[process.argv[2]]();`],
    [
      `const { load, probe } = require('./calls'); load('https://a.com'); module.exports = { probe };`,
    ],
    [`const { load, probe } = require('./calls'); load('https://a.com'); exports.probe = probe;`],
    [`app.use(require('./calls'));`],
    [`module.exports = { ...require('./calls') };`],
    [`export * from './calls.js';`],
  ])('is in use where others may have it: %s', (rest) => {
    expect(unusedWith(rest)).toEqual([]);
  });
});

it.each([
  ['OnModuleInit', ['src/http.ts:4']],
  ['Store', []],
])(
  'is unused where its class implements %s and others ask for its name',
  (implemented, expected) => {
    const http = `
    interface Store { get(): unknown }
    export class Http implements ${implemented} {
      get() { return fetch('https://a.example.com'); }
      onModuleInit() {}
    }
    export const limit = 3;`;
    const app = `
    import express from 'express';
    import { Http, limit } from './http.js';
    import { any } from 'unknown';
    express().get('/a', async (i, o) => o.json(await any(i, new Http()).get(limit)));`;
    expect(unused({ 'src/http.ts': http, 'src/app.ts': app })).toEqual(expected);
  },
);

it.each([
  ["'use client';", ['src/http.ts:4']],
  ['', []],
])('is unused where only a page asks for its name: %s', (directive, expected) => {
  const http = `
    interface Store { get(): unknown }
    export class Http implements Store {
      get() { return fetch('https://a.example.com'); }
    }
    export const limit = 3;`;
  const app = `
    import express from 'express';
    import { Http, limit } from './http.js';
    import { show } from './page.js';
    import { any } from 'unknown';
    express().get('/a', async (i, o) => o.json(show(any(i, new Http(), limit))));`;
  const page = `${directive}
    export const show = (store: any) => store.get();`;
  expect(unused({ 'src/http.ts': http, 'src/app.ts': app, 'src/page.ts': page })).toEqual(expected);
});
