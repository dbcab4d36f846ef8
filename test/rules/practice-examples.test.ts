import { describe, expect, it } from 'vitest';
import { practiceEntrySchema } from '../../src/model/practice.js';
import {
  exampleService,
  expectedEvidence,
  foundEvidence,
  practiceFiles,
} from './practice-files.js';

const tools = practiceFiles.map(({ name, content }) => ({
  name,
  entry: practiceEntrySchema.parse(content),
}));

describe.each(tools)('the examples of $name', ({ entry }) => {
  it.each(entry.examples)('$name', (example) => {
    const service = exampleService(entry, example);
    expect(foundEvidence(service)).toEqual(expectedEvidence(example));
    const statuses = Object.keys(example.expect).map((name) => [
      name,
      service[name as keyof typeof example.expect].status,
    ]);
    expect(Object.fromEntries(statuses)).toEqual(example.expect);
  });
});
