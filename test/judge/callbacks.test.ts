import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const fallback = (body: string): string =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      import _ from 'lodash';
      import { run } from './tools.js';
      export async function load(urls: string[], done: (error: unknown) => void) { ${body} }
    `,
  }).fallback.status;

describe('a function that is run for each item', () => {
  it.each([
    ['return Promise.all(urls.map((e) => axios.get(e)));'],
    ['return Promise.all(urls.map(async (err) => { await axios.get(err); }));'],
    ['return (await axios.get(urls[0])).data.filter((e) => e.id);'],
    ['return axios.get(urls[0]).map((e) => e.id);'],
    ['return axios.get(urls[0]).filter((error) => { if (error) return true; return false; });'],
    ['return Promise.all(_.map(urls, (e) => axios.get(e)));'],
    ['return urls.find((e) => axios.get(e));'],
  ])('is told of no failure: %s', (body) => {
    expect(fallback(body)).toBe('no');
  });

  it('stands in a handler that answers as before', () => {
    expect(
      fallback('try { await Promise.all(urls.map((e) => axios.get(e))); } catch { return 1; }'),
    ).toBe('handled');
  });
});

describe('a callback', () => {
  it.each([
    ['axios.get(urls[0], (e, answer) => { if (e) console.error(e); });', 'handled'],
    ['axios.get(urls[0], (err) => done(err));', 'no'],
    ['axios.get(urls[0]).find((err, answer) => { if (err) console.error(err); });', 'handled'],
    [
      '_.each(urls, (url) => axios.get(url), (err) => { if (err) console.error(err); });',
      'handled',
    ],
  ])('is told of the failure of its own call only: %s', (body, status) => {
    expect(fallback(body)).toBe(status);
  });

  it('says nothing of the calls that it makes when there was no failure', () => {
    const body = `run(urls, (err) => {
      if (err) return console.error(err);
      axios.get(urls[0], (e, answer) => { if (e) throw e; console.log(answer); });
    });`;
    expect(fallback(body)).toBe('no');
  });

  it('hands on to its own caller what it is told', () => {
    const body = `run(urls, (err) => {
      if (err) return done(err);
      axios.get(urls[0], (e) => { if (e) return done(e); });
    });`;
    expect(fallback(body)).toBe('no');
  });
});
