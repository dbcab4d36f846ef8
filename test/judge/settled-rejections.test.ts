import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

const send = (body: string): Call['protection']['fallback']['status'] =>
  only({
    'src/send.ts': `
      import axios from 'axios';
      export async function send(urls: string[]) {
        const results = await Promise.allSettled(urls.map((url) => axios.post(url, {})));
        ${body}
      }
    `,
  }).fallback.status;

describe('what is waited for together, failed or not', () => {
  it('has no fallback where what failed is thrown', () => {
    expect(
      send("for (const one of results) { if (one.status === 'rejected') throw one.reason; }"),
    ).toBe('no');
    expect(
      send(
        "const failed = results.find((one) => one.status === 'rejected'); if (failed) { throw new Error('failed'); }",
      ),
    ).toBe('no');
    expect(
      send(
        "const failed = results.filter((one) => one.status === 'rejected'); if (failed.length > 0) throw new Error('failed');",
      ),
    ).toBe('no');
    expect(
      send("if (results.some((one) => one.status === 'rejected')) throw new Error('failed');"),
    ).toBe('no');
  });

  it('is handled where something else that was rejected is thrown', () => {
    expect(
      send(
        "const order = { status: String(results) }; if (order.status === 'rejected') throw new Error('no order');",
      ),
    ).toBe('handled');
  });

  it('is handled where failures are logged, or thrown only if all failed', () => {
    expect(
      send(
        "for (const one of results) { if (one.status === 'rejected') console.error(one.reason); }",
      ),
    ).toBe('handled');
    expect(
      send("if (results.every((one) => one.status === 'rejected')) throw new Error('all failed');"),
    ).toBe('handled');
    expect(
      send(
        "const done = results.filter((one) => one.status === 'fulfilled'); if (done.length === 0) throw new Error('none');",
      ),
    ).toBe('handled');
  });
});
