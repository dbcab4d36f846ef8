import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

/** What becomes of a read whose failure a body of a function handles. */
const read = (body: string, head = ''): Status =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      ${head}
      export async function load(log: { error(e: unknown): void }, base: { url: string }, reply: any) {
        ${body}
      }
    `,
  }).fallback.status;

const GET = "await axios.get('https://rates.example.com')";

describe('a result that is returned after a failure', () => {
  it('reports it where it is marked with it', () => {
    expect(
      read(`
        const result = { success: true, rows: 0, errors: [] as string[] };
        try {
          result.rows = (${GET}).data.length;
          return result;
        } catch (error) {
          result.success = false;
          log.error(error);
          return result;
        }`),
    ).toBe('handled');
    expect(
      read(`
        const result = { rows: 0, errors: [] as string[] };
        try {
          result.rows = (${GET}).data.length;
        } catch (error) {
          result.errors.push(String(error));
        }
        return result;`),
    ).toBe('handled');
  });

  it('is an alternative where nothing in it says that there was one', () => {
    expect(
      read(`
        const result = { rows: 0, attempts: [] as number[] };
        try {
          result.rows = (${GET}).data.length;
        } catch (error) {
          result.attempts.push(1);
        }
        return result;`),
    ).toBe('yes');
  });
});

describe('a variable that the block and the handler give a value to', () => {
  it('holds an alternative', () => {
    expect(
      read(`
        try {
          const answer = ${GET};
          base.url = \`\${base.url}\${answer.data.path}\`;
        } catch (error) {
          log.error(error);
          base.url = \`\${base.url}/default.json\`;
        }
        return base.url;`),
    ).toBe('yes');
  });

  it('tells of the failure where it is named for failures', () => {
    expect(
      read(`
        const all = ['a', 'b'];
        const batch = { ids: all };
        let failedIds: string[];
        try {
          failedIds = (${GET}).data;
        } catch (error) {
          failedIds = batch.ids;
        }
        return failedIds.length;`),
    ).toBe('handled');
  });

  it('holds none where the block only notes how far it came', () => {
    expect(
      read(`
        let state = 'new';
        try {
          const answer = ${GET};
          log.error(answer);
          state = 'done';
        } catch (error) {
          state = 'over';
        }
        log.error(state);`),
    ).not.toBe('yes');
  });
});
