import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedCatalog } from '../../src/io/rule-pack.js';
import type { ClientEntry } from '../../src/model/catalog.js';

const { clients } = shippedCatalog();

/** What a page of `bench/accuracy` lists behind these words, up to the end of the paragraph. */
function listed(page: string, words: string): readonly string[] {
  const [, rest = ''] = readFileSync(`bench/accuracy/${page}`, 'utf8').split(words);
  const [list = ''] = rest.trimStart().split('\n\n');
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

const marked = (isOfKind: (entry: ClientEntry) => boolean): readonly string[] =>
  clients
    .filter((entry) => entry.unseen === true && isOfKind(entry))
    .map(({ client }) => client)
    .sort();

const page = 'frameworks-and-guards-seen.md';

test.each([
  {
    what: 'clients',
    list: listed('clients-seen.md', 'known from their examples only:'),
    marks: marked(({ guard, framework }) => guard !== true && framework !== true),
  },
  {
    what: 'frameworks',
    list: listed(page, 'Frameworks known from their examples only:'),
    marks: marked(({ framework }) => framework === true),
  },
  {
    what: 'guards',
    list: listed(page, 'Guards known from their examples only:'),
    marks: marked(({ guard }) => guard === true),
  },
])('$what that were found in no public code are marked so, and no others', ({ list, marks }) => {
  expect(marks).toEqual(list);
  expect(list.length).toBeGreaterThan(0);
});

test('every framework and guard is either marked or stands in the table of what was seen', () => {
  const text = readFileSync(`bench/accuracy/${page}`, 'utf8');
  const seen = [...text.matchAll(/^\| `([^`]+)`.* \| \S+@[0-9a-f]{40}:\S.*:\d+ +\|$/gm)];
  const names = seen.map(([, name = '']) => name);
  const unmarked = clients.filter(
    ({ guard, framework, unseen }) => (guard ?? framework) === true && unseen !== true,
  );
  expect(unmarked.map(({ client }) => client).sort()).toEqual(names.sort());
});
