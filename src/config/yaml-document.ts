import {
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { EntryProblem } from './entry-problem.js';

export type FieldPath = readonly PropertyKey[];

/** A YAML file, with a way from its fields back to their lines. */
export interface YamlDocument {
  readonly value: unknown;
  readonly valueAt: (path: FieldPath) => unknown;
  readonly problemAt: (path: FieldPath, message: string) => EntryProblem;
}

/** Aliases may stand for this much more than is written: "a billion laughs" is not expanded. */
const MOST_ALIASES = 100;

const TOO_DEEP = 'is nested too deeply';

/** Reads YAML; a mistake in its syntax names the line on which it stands. */
export function readYaml(file: string, text: string): YamlDocument | readonly EntryProblem[] {
  const lines = new LineCounter();
  const problem = (offset: number, message: string): EntryProblem => {
    return { file, line: lines.linePos(offset).line, field: '', message };
  };
  // The library compares each key with each other one; repeatedKey needs one look at each.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
  const document = parseDocument(text, options);
  try {
    const fault = syntaxFault(document) ?? repeatedKey(document);
    if (fault !== undefined) return [problem(fault.offset, fault.message)];
    return withPositions(document, document.toJS({ maxAliasCount: MOST_ALIASES }), problem);
  } catch (error) {
    if (error instanceof ReferenceError)
      return [problem(firstAlias(document), aliasWording(error))];
    if (error instanceof RangeError) return [problem(0, TOO_DEEP)];
    throw error;
  }
}

interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/** What follows the first mistake is mostly its consequence. */
function syntaxFault({ errors, warnings }: Document): SyntaxFault | undefined {
  const [fault] = [...errors, ...warnings];
  return fault && { offset: fault.pos[0], message: wordingOf(fault) };
}

const wordingOf = ({ code, message }: YAMLError): string =>
  code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : message;

function repeatedKey(document: Document): SyntaxFault | undefined {
  let fault: SyntaxFault | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          fault = { offset: key.range?.[0] ?? 0, message: 'Map keys must be unique' };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return fault;
}

const aliasWording = ({ message }: ReferenceError): string =>
  message.startsWith('Unresolved alias')
    ? 'an alias (*name) of nothing'
    : 'aliases (*name) that stand for too much';

function withPositions(
  document: Document,
  value: unknown,
  problem: (offset: number, message: string) => EntryProblem,
): YamlDocument {
  return {
    value,
    valueAt: (path) => document.getIn(path),
    problemAt: (path, message) => ({
      ...problem(offsetOf(document, path), message),
      field: path.map(String).join('.'),
    }),
  };
}

function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_, { range }) => {
      offset = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Position of the deepest part of `path` that the file holds: of the key, where it has one. */
function offsetOf(document: Document, path: FieldPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const offset = offsetInside(parent, String(path[length - 1]));
    if (offset !== undefined) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetInside(parent: unknown, key: string): number | undefined {
  if (!isNode(parent) || !('items' in parent)) return undefined;
  for (const [index, item] of parent.items.entries()) {
    if (isPair(item)) {
      if (isScalar(item.key) && String(item.key.value) === key) return item.key.range?.[0];
    } else if (String(index) === key && isNode(item)) {
      return item.range?.[0];
    }
  }
  return undefined;
}
