import { expect, it } from 'vitest';
import { callsOf } from '../detect/assess-source.js';

const fallbackOf = (inCatch: string, call: string): string | undefined =>
  callsOf({
    'package.json': JSON.stringify({ name: 'service', dependencies: { openai: '4.20.0' } }),
    'src/titles.ts': `
      import OpenAI from 'openai';
      const openai = new OpenAI();
      export async function title(text: string) {
        try {
          return await openai.${call};
        } catch (error) {
          console.error(error);
          ${inCatch}
        }
      }
    `,
    'src/main.ts': `
      import { title } from './titles.js';
      export const page = async (text: string) => ({ title: (await title(text)) ?? 'Untitled' });
    `,
  })[0]?.protection.fallback.status;

const ASKED = "chat.completions.create({ model: 'm', messages: [] })";

it('nothing in the place of what a model answers is an alternative', () => {
  expect(fallbackOf('return null;', ASKED)).toBe('yes');
});

it('what is thrown on is none', () => {
  expect(fallbackOf('throw error;', ASKED)).toBe('no');
});

it('what is deleted is no answer of a model', () => {
  expect(fallbackOf('return null;', "files.delete('f')")).toBe('handled');
});
