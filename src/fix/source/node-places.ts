import { isClass, type Node } from '../../parse/ast.js';
import type { ChildKeys } from '../../parse/survey.js';

/** Finds nodes by where they stand. Of a tree it opens what it is asked for alone. */
export class NodePlaces {
  readonly #program: Node;
  readonly #keys: ChildKeys;
  readonly #parents = new Map<Node, Node>();
  readonly #starting = new Map<number, readonly Node[]>();
  readonly #opened = new Map<Node, readonly Node[]>();

  constructor(program: Node, keys: ChildKeys) {
    this.#program = program;
    this.#keys = keys;
  }

  /** Every node that begins at an offset, the outermost first. */
  startingAt(offset: number): readonly Node[] {
    const known = this.#starting.get(offset) ?? this.#findStarting(offset);
    this.#starting.set(offset, known);
    return known;
  }

  #findStarting(offset: number): readonly Node[] {
    const found: Node[] = [];
    const pending: Node[] = [this.#program];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.start === offset) found.push(node);
      for (const child of this.#below(node))
        if (outerStartOf(child) <= offset && offset <= child.end) pending.push(child);
    }
    return found;
  }

  /** The node right around one; undefined for the program. */
  around(node: Node): Node | undefined {
    const known = this.#parents.get(node);
    if (known !== undefined || node === this.#program) return known;
    const pending: Node[] = [this.#program];
    for (let outer = pending.pop(); outer !== undefined; outer = pending.pop()) {
      const below = this.#below(outer);
      if (this.#parents.has(node)) break;
      for (const child of below)
        if (outerStartOf(child) <= node.start && node.end <= child.end) pending.push(child);
    }
    return this.#parents.get(node);
  }

  #below(node: Node): readonly Node[] {
    const known = this.#opened.get(node);
    if (known !== undefined) return known;
    const children = childrenOf(node, this.#keys);
    for (const child of children) this.#parents.set(child, node);
    this.#opened.set(node, children);
    return children;
  }
}

/** Decorators belong to a class, and stand in front of its `export`. */
export function startOf(node: Node): number {
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration')
    return node.declaration == null ? node.start : Math.min(node.start, startOf(node.declaration));
  const [first] = isClass(node) ? node.decorators : [];
  return first === undefined ? node.start : Math.min(node.start, first.start);
}

/** Decorators of a parameter stand in front of it as well. */
function outerStartOf(node: Node): number {
  const [first] = 'decorators' in node ? (node.decorators ?? []) : [];
  return first === undefined ? startOf(node) : Math.min(startOf(node), first.start);
}

/** The nodes right below one. */
export function childrenOf(node: Node, keys: ChildKeys): readonly Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  const children: Node[] = [];
  for (const key of keys[node.type] ?? []) {
    const child = fields[key];
    if (Array.isArray(child)) addNodes(children, child);
    else if (isNode(child)) children.push(child);
  }
  return children;
}

function addNodes(nodes: Node[], all: readonly unknown[]): void {
  for (const one of all) if (isNode(one)) nodes.push(one);
}

/** Looks at a node and all below it, each with the one around it. */
export function eachNode(
  outer: Node,
  keys: ChildKeys,
  look: (node: Node, around: Node | null) => void,
): void {
  const pending: Node[] = [outer];
  look(outer, null);
  for (let node = pending.pop(); node !== undefined; node = pending.pop())
    for (const child of childrenOf(node, keys)) {
      look(child, node);
      pending.push(child);
    }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
