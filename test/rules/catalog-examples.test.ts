import { describe, expect, it } from 'vitest';
import { assessExample, expectedCalls, foundCalls } from '../../src/cli/example-calls.js';
import { expectedEntries, foundEntries, isAboutEntries } from '../../src/cli/example-entries.js';
import { shippedCatalog } from '../../src/io/rule-pack.js';
import { clientSchema } from '../../src/model/catalog.js';
import { clientFiles } from './client-files.js';

const catalog = shippedCatalog();

const clients = clientFiles.map(({ name, content }) => ({
  name,
  client: clientSchema.parse(content),
}));

describe.each(clients)('the examples of $name', ({ client }) => {
  it.each(client.examples)('$name', (example) => {
    const assessment = assessExample(catalog, client, example);
    expect(foundCalls(client, example, assessment)).toEqual(expectedCalls(example));
    if (!isAboutEntries(client, example)) return;
    expect(foundEntries(assessment)).toEqual(expectedEntries(example));
  });
});
