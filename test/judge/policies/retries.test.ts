import { describe, expect, it } from 'vitest';
import type { Retry } from '../../../src/model/assessment.js';
import { assessed, assessedCode } from './scanned-policies.js';

const get = "await axios.get('https://a.example.com')";

/** The only retry of a loop that catches what its attempt throws. */
function loop(head: string, handler: string, beside = ''): Retry {
  const { retries } = assessedCode(`
    ${beside}
    export async function f(max: number, sleep: (ms: number) => Promise<void>) {
      ${head} { try { return ${get}; } catch (error) { ${handler} } }
    }`);
  expect(retries).toHaveLength(1);
  return retries[0]!;
}

const FIVE = 'for (let attempt = 0; attempt < 5; attempt++)';
const WAIT = 'const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));';

describe('a loop that tries again', () => {
  it('has no pause where nothing is waited for', () => {
    expect(loop(FIVE, 'console.warn(error);')).toMatchObject({
      library: 'own',
      attempts: 5,
      backoff: 'none',
    });
  });

  it.each([
    ['a timer', 'await new Promise((r) => setTimeout(r, 500));', 'constant', 500],
    ['a helper', 'await wait(500);', 'constant', 500],
    ['a helper that clears up', 'await cleared(500);', 'constant', 500],
    ['a growing number', 'await wait(attempt * 100);', 'linear', 100],
    ['a power', 'await wait(100 * 2 ** attempt);', 'exponential', 100],
    ['Math.pow', 'await wait(Math.pow(2, attempt) * 300);', 'exponential', 300],
    ['a list', 'await wait(delays[attempt]!);', 'unknown', undefined],
  ])('waits by %s', (_, handler, ...expected) => {
    const helpers = `${WAIT}
      const cleared = (ms: number, signal?: AbortSignal) => new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => { signal?.removeEventListener('abort', reject); resolve(); }, ms);
        void timer;
      });
      const delays = [100, 200, 400];`;
    const retry = loop(FIVE, handler, helpers);
    expect([retry.backoff, retry.delayMs]).toEqual(expected);
  });

  it.each([
    ['what the call gave', `found = ${get};`, 1],
    ['a variable with it', `const answer = ${get}; found = answer;`, 1],
    ['that it gave something', `${get}; found = true;`, 1],
    ['something in its answer', `const { data } = ${get}; found = data.ready;`, 0],
    ['what a branch decides', `const a = ${get}; if (a.data) found = a;`, 0],
  ])('ends by %s', (_, body, loops) => {
    const { retries } = assessedCode(`
      export async function f(sleep: (ms: number) => Promise<void>) {
        let found = null;
        while (!found) { try { ${body} } catch (error) { await sleep(100); } }
        return found;
      }`);
    expect(retries).toHaveLength(loops);
  });

  it('doubles a variable, up to a largest pause', () => {
    const code = `let delay = 100;
      export async function f() {
        let wait = 100;
        for (let attempt = 0; attempt < 5; attempt++) {
          try { return ${get}; } catch {
            await new Promise((r) => setTimeout(r, wait));
            wait = Math.min(wait * 2, 5000);
          }
        }
      }
      void delay;`;
    expect(assessedCode(code).retries[0]).toMatchObject({ backoff: 'exponential', delayMs: 100 });
  });

  it('does not take the timer that ends an attempt for a pause', () => {
    const timer = 'const timer = setTimeout(() => controller.abort(), 100); clearTimeout(timer);';
    const code = `export async function f(controller: AbortController) {
      ${FIVE} { try { ${timer} return ${get}; } catch (error) { console.warn(error); } } }`;
    expect(assessedCode(code).retries[0]!.backoff).toBe('none');
  });

  it('may wait in what cannot be followed', () => {
    expect(loop(FIVE, 'await sleep(attempt);').backoff).not.toBe('none');
    expect(loop(FIVE, 'await unknownHelper(attempt);').backoff).toBe('unknown');
  });

  it('has jitter where chance takes part', () => {
    expect(loop(FIVE, 'await wait(100 * attempt);', WAIT).jitter).toBe(false);
    expect(loop(FIVE, 'await wait(100 * Math.random());', WAIT).jitter).toBe(true);
    const helper = 'const next = (n: number) => 2 ** n * (0.5 + Math.random());';
    expect(loop(FIVE, 'await wait(next(attempt));', WAIT + helper).jitter).toBe(true);
  });

  it('heeds Retry-After where it reads it, itself or in a helper', () => {
    expect(loop(FIVE, 'await wait(500);', WAIT).honoursRetryAfter).toBe(false);
    const header = "Number(error.response.headers['retry-after']) * 1000";
    expect(loop(FIVE, `await wait(${header});`, WAIT).honoursRetryAfter).toBe(true);
    const helper = "const asked = (e: any) => Number(e.headers.get('Retry-After')) * 1000;";
    expect(loop(FIVE, 'await wait(asked(error));', WAIT + helper).honoursRetryAfter).toBe(true);
  });

  it('is endless where only success leaves it', () => {
    expect(loop('while (true)', 'console.warn(error);').endless).toBe(true);
    expect(loop('while (true)', 'if (Date.now() > max) throw error;').endless).toBeUndefined();
    expect(loop(FIVE, 'console.warn(error);').endless).toBeUndefined();
  });

  it.each([
    ['for (let attempt = 1; ; attempt++)', 'if (attempt >= 3) throw error;', 3],
    ['for (let attempt = 0; ; attempt++)', 'if (attempt === 3 || max > 5) throw error;', 4],
    ['for (let attempt = 0; ; attempt++)', 'if (attempt >= max) throw error;', undefined],
  ])('counts the attempts of %s', (head, handler, attempts) => {
    expect(loop(head, handler).attempts).toBe(attempts);
  });

  it('is none where it looks for something until it is there', () => {
    const code = `export async function f() {
      for (let attempt = 0; attempt < 5; attempt++) {
        const { data } = ${get};
        if (data.length === 0) return attempt;
      }
    }`;
    expect(assessedCode(code).retries).toEqual([]);
  });
});

describe('a retry of a library', () => {
  const policies = (code: string): readonly Retry[] => assessedCode(code).retries;

  it('is one for each policy, with all the calls that it repeats', () => {
    const { retries, calls } = assessed({
      'src/policy.ts': `
        import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
        export const policy = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff({ maxDelay: 5000 }) });`,
      'src/a.ts': `
        import axios from 'axios';
        import { policy } from './policy.js';
        export const one = () => policy.execute(() => axios.get('https://a.example.com/1'));
        export const two = () => policy.execute(() => axios.get('https://a.example.com/2'));`,
    });
    expect(retries).toMatchObject([
      {
        file: 'src/policy.ts',
        library: 'cockatiel',
        attempts: 3,
        endless: false,
        backoff: 'exponential',
        delayMs: 128,
        maximumDelayMs: 5000,
        jitter: true,
      },
    ]);
    expect(retries[0]!.calls).toEqual(calls.map(({ id }) => id));
  });

  it('is described by its options, else by its defaults', () => {
    const code = (options: string) => `import pRetry from 'p-retry';
      export const f = () => pRetry(() => axios.get('https://a.example.com'), ${options});`;
    expect(
      policies(code('{ retries: 2, minTimeout: 50, factor: 1, randomize: true }')),
    ).toMatchObject([
      { attempts: 3, backoff: 'constant', delayMs: 50, jitter: true, endless: false },
    ]);
    expect(policies(code('{}'))).toMatchObject([
      { attempts: 11, backoff: 'exponential', delayMs: 1000, jitter: false },
    ]);
  });

  it('says which options could not be read', () => {
    const code = `import pRetry from 'p-retry';
      export const f = (slow: boolean) =>
        pRetry(() => axios.get('https://a.example.com'), { retries: 2, minTimeout: process.env.PAUSE });`;
    expect(policies(code)[0]).toMatchObject({
      unknown: [{ what: 'delayMs', reason: 'minTimeout could not be read' }],
    });
  });

  it('is that of the client itself where nothing else repeats', () => {
    const code = "import got from 'got';\nexport const f = () => got.get('https://a.example.com');";
    expect(policies(code)).toMatchObject([
      {
        library: 'got',
        attempts: 3,
        backoff: 'exponential',
        jitter: true,
        honoursRetryAfter: true,
      },
    ]);
  });

  it('is none where it is switched off', () => {
    const code =
      "import got from 'got';\nexport const f = () => got.get('https://a.example.com', { retry: { limit: 0 } });";
    expect(policies(code)).toEqual([]);
  });
});
