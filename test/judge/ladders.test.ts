import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only, scannedCalls } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

const SOURCES = `
  import axios from 'axios';
  const first = async (id: string) => (await axios.get('https://one.example.com/' + id)).data;
  const second = async (id: string) => (await axios.get('https://two.example.com/' + id)).data;
`;

const ladder = (
  list: string,
  body: string,
  after = "throw new Error('none answered');",
): Call[] => [
  ...scannedCalls({
    'src/load.ts': `${SOURCES}
      export async function load(id: string, check: (one: unknown) => boolean) {
        const sources = ${list};
        const errors: string[] = [];
        for (const source of sources) {
          ${body}
        }
        ${after}
      }
    `,
  }),
];

const statuses = (calls: readonly Call[]): readonly Status[] =>
  calls.map(({ protection }) => protection.fallback.status);

const NAMED = "[{ name: 'one', ask: first }, { name: 'two', ask: () => second(id) }]";
const CAUGHT = 'catch (error) { errors.push(String(error)); }';

describe('a list of functions that are asked in turn', () => {
  it('has an alternative for all but the last', () => {
    expect(statuses(ladder(NAMED, `try { return await source.ask(id); } ${CAUGHT}`))).toEqual([
      'yes',
      'no',
    ]);
    expect(
      statuses(
        ladder(
          '[first, second]',
          `try {
            const answer = await source(id);
            if (check(answer)) return answer;
          } catch (error) { console.error(error); continue; }`,
        ),
      ),
    ).toEqual(['yes', 'no']);
  });

  it('ends in what follows the loop', () => {
    const body = `try { return await source.ask(id); } ${CAUGHT}`;
    expect(statuses(ladder(NAMED, body, 'return [];'))).toEqual(['yes', 'yes']);
    expect(statuses(ladder(NAMED, body, 'return { errors };'))).toEqual(['yes', 'handled']);
  });

  it('is no retry of any of them', () => {
    const calls = ladder(NAMED, `try { return await source.ask(id); } ${CAUGHT}`);
    expect(calls.map(({ protection }) => protection.retry.status)).toEqual(['no', 'no']);
  });

  it('is none where all are run, or a failure ends it', () => {
    expect(
      statuses(ladder(NAMED, `try { await source.ask(id); } ${CAUGHT}`, 'return errors;')),
    ).toEqual(['handled', 'handled']);
    expect(
      statuses(
        ladder(NAMED, 'try { return await source.ask(id); } catch (error) { throw error; }'),
      ),
    ).toEqual(['no', 'no']);
  });
});

describe('a call that a loop makes with one element after another', () => {
  const each = (after: string): Status =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load(urls: string[], check: (one: unknown) => boolean) {
          for (const url of urls) {
            try {
              const answer = await axios.get(url);
              if (check(answer)) return answer.data;
            } catch (error) {
              console.error(error);
            }
          }
          ${after}
        }
      `,
    }).fallback.status;

  it('asks another source each time', () => {
    expect(each("throw new Error('none answered');")).toBe('yes');
    expect(each('return null;')).toBe('yes');
  });
});
