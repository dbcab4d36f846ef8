import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

describe('callers in scripts', () => {
  const load = {
    'src/load.ts': `
      import axios from 'axios';
      export const load = () => axios.get('https://users.example.com/');`,
  };
  const trial = { 'scripts/try.ts': `import { load } from '../src/load.js'; await load();` };

  it('say nothing of what is served', () => {
    const service = `
      import { load } from './load.js';
      export const handler = async () => { try { return await load(); } catch { return []; } };`;
    const { fallback } = only({ ...load, ...trial, 'src/service.ts': service });
    expect(fallback.status).toBe('yes');
  });

  it('count where there are no others', () => {
    expect(only({ ...load, ...trial }).fallback.status).toBe('no');
  });
});
