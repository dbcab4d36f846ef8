import { expect, test } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

test('a page asks for what its components ask for, unless they run in the browser', () => {
  const found = leadingOf(['next', 'react', 'axios'], {
    'app/teams/page.tsx': `
      import { Suspense } from 'react';
      import { Users } from '../../parts/users';
      import * as parts from '../../parts';
      import { Editor } from '../../parts/editor';
      export default async function Page() {
        return <main><Suspense fallback={<p />}><Users /></Suspense><parts.Team /><Editor /></main>;
      }`,
    'parts/users.tsx': `
      import axios from 'axios';
      export const Users = async () => <p>{(await axios.get('http://a')).data}</p>;`,
    'parts/index.tsx': `
      import axios from 'axios';
      import { cache } from 'react';
      const load = cache(async () => axios.post('http://a'));
      export async function Team() { const team = await load(); return <p>{team.data}</p>; }
      export async function Unused() { return <p>{await axios.head('http://a')}</p>; }`,
    'parts/editor.tsx': `'use client';
      import axios from 'axios';
      export function Editor() { void axios.put('http://a'); return <p />; }`,
  });
  expect(found).toEqual([
    'put',
    'post < http-route GET /teams',
    'head',
    'get < http-route GET /teams',
  ]);
});
