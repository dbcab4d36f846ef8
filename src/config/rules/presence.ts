import type { ASTNode } from '@marcbachmann/cel-js';

/** Paths of fields that are known to be there: "call.protection.timeout.ms". */
export type Present = ReadonlySet<string>;

const NOTHING: Present = new Set();

/** "call.protection.timeout" of a chain of fields; null for anything else. */
export function pathOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return null;
  const [object, field] = node.args;
  const path = pathOf(object);
  return path === null ? null : `${path}.${field}`;
}

/** The path that `has(path)` asks for; null for anything else. */
function askedFor(node: ASTNode): string | null {
  if (node.op !== 'call') return null;
  const [name, [asked]] = node.args;
  return name === 'has' && asked !== undefined ? pathOf(asked) : null;
}

/** What is known to be there where the expression is true. */
export const presentWhereTrue = (node: ASTNode): Present => presentWhere(node, true);

/** What is known to be there where the expression is false: `!has(x) || …`. */
export const presentWhereFalse = (node: ASTNode): Present => presentWhere(node, false);

function presentWhere(node: ASTNode, isTrue: boolean): Present {
  const asked = askedFor(node);
  if (asked !== null) return isTrue ? new Set([asked]) : NOTHING;
  if (node.op === '!_') return presentWhere(node.args, !isTrue);
  if (node.op !== '&&' && node.op !== '||') return NOTHING;
  const left = presentWhere(node.args[0], isTrue);
  const right = presentWhere(node.args[1], isTrue);
  return (node.op === '&&') === isTrue ? union(left, right) : common(left, right);
}

export const union = (one: Present, other: Present): Present => new Set([...one, ...other]);

const common = (one: Present, other: Present): Present =>
  new Set([...one].filter((path) => other.has(path)));

/** Without what is known of another variable of the same name. */
export const without = (present: Present, variable: string): Present =>
  new Set([...present].filter((path) => !path.startsWith(`${variable}.`)));
