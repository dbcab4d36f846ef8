import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedCatalog } from '../../src/io/rule-pack.js';

test('clients that were found in no public code are marked so, and no others', () => {
  const page = readFileSync('bench/accuracy/clients-seen.md', 'utf8');
  const [, list = ''] = page.split('known from their examples only:');
  const listed = [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const marked = shippedCatalog().clients.filter(({ unseen }) => unseen === true);
  expect(marked.map(({ client }) => client).sort()).toEqual(listed.sort());
  expect(listed.length).toBeGreaterThan(0);
});
