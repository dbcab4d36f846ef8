import { expect } from 'vitest';
import type { BindingFact, FileFacts } from '../../src/parse/facts.js';
import { parseFile } from '../../src/parse/parse-file.js';

export function factsOf(text: string, file = 'source.ts'): FileFacts {
  const parsed = parseFile(file, text);
  if (!parsed.ok) expect.fail(`${parsed.failure.message} at line ${String(parsed.failure.line)}`);
  return parsed.facts;
}

/** The only binding of a name, or the one of a kind. */
export function bindingNamed(
  facts: FileFacts,
  name: string,
  kind?: BindingFact['kind'],
): BindingFact {
  const found = facts.bindings.filter(
    (one) => one.name === name && (kind === undefined || one.kind === kind),
  );
  expect(found, `bindings named ${name}`).toHaveLength(1);
  return found[0] as BindingFact;
}
