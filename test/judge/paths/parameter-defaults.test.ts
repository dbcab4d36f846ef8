import { describe, expect, it } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

const server = (load: string): string => `
  import express from 'express';
  import axios from 'axios';
  const app = express();
  ${load}
`;

const leading = (load: string): readonly string[] =>
  leadingOf(['express', 'axios'], { 'src/server.ts': server(load) });

describe('a function that is the default of a parameter', () => {
  it('runs where callers hand over none', () => {
    const found = leading(`
      const save = async (id: string) => axios.put('https://orders.example.com/' + id);
      async function claim(id: string, persist: (id: string) => Promise<unknown> = save) {
        await persist(id);
      }
      app.post('/claim', async (request, response) => { await claim(request.params.id); });
    `);
    expect(found).toEqual(['put < http-route POST /claim']);
  });

  it('does not run for callers that hand over another', () => {
    const found = leading(`
      const save = async (id: string) => axios.put('https://orders.example.com/' + id);
      async function claim(id: string, persist: (id: string) => Promise<unknown> = save) {
        await persist(id);
      }
      app.post('/claim', async (request, response) => {
        await claim(request.params.id, async () => axios.post('https://other.example.com'));
      });
    `);
    expect(found).toEqual(['put', 'post < http-route POST /claim']);
  });

  it('is found in an object that is the default', () => {
    const found = leading(`
      interface Dependencies { find(id: string): Promise<unknown>; }
      function defaults(): Dependencies {
        return { find: (id) => axios.get('https://votes.example.com/' + id) };
      }
      function helpers(dependencies: Dependencies = defaults()) {
        return { isVoted: async (id: string) => !!(await dependencies.find(id)) };
      }
      const known = helpers();
      const isVoted = known.isVoted;
      app.get('/votes/:id', async (request, response) => { await isVoted(request.params.id); });
    `);
    expect(found).toEqual(['get < http-route GET /votes/:id']);
  });

  it('is found in a property of one', () => {
    const found = leading(`
      const load = async () => axios.get('https://votes.example.com');
      function count({ fetchAll = load }: { fetchAll?: () => Promise<unknown> } = {}) {
        return fetchAll();
      }
      app.get('/votes', async () => { await count(); });
    `);
    expect(found).toEqual(['get < http-route GET /votes']);
  });
});
