import {
  handle,
  isFunction,
  keyName,
  unwrapped,
  type Handlers,
  type Node,
} from '../../parse/ast.js';
import { type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';
import type { Sources } from '../sources.js';
import { declaredFor } from './declared.js';
import { exportedBy } from './exported.js';
import { Modules } from './modules.js';
import { Uses } from './uses.js';

/** A node and the file that it stands in. */
export interface Standing {
  readonly source: EditableSource;
  readonly node: Node;
  /** Something else uses it as well. */
  readonly isShared: boolean;
}

/** Values and their ways are short; what is longer is somebody's design. */
const DEEPEST = 12;

/** Follows expressions, as they are written, to what gives them their values. */
export class Following {
  readonly #modules: Modules;
  readonly #uses: Uses;
  /** All calls of a client ask for its options. */
  readonly #known = new WeakMap<Node, readonly Standing[]>();

  constructor(sources: Sources, files: () => readonly string[]) {
    this.#modules = new Modules(sources, files);
    this.#uses = new Uses(sources, files);
  }

  /** What an expression can be, where it is written; itself where that is no name for something. */
  of(source: EditableSource, node: Node): readonly Standing[] {
    const known = this.#known.get(node) ?? this.#from({ source, node, isShared: false }, 0);
    this.#known.set(node, known);
    return known;
  }

  /** The package that the name comes from which an expression begins with; null for the repository's own. */
  packageOf(source: EditableSource, node: Node): string | null {
    const root = rootOf(node);
    const declared = root.type === 'Identifier' ? declaredFor(source, root, root.name) : null;
    if (declared?.kind === 'node' && declared.node.type === 'MemberExpression')
      return this.packageOf(source, declared.node);
    if (declared?.kind === 'property') return this.packageOf(source, declared.of);
    if (declared?.kind !== 'import' || declared.specifier.startsWith('.')) return null;
    return this.#modules.of(source.file, declared.specifier) === null ? declared.specifier : null;
  }

  #from(at: Standing, depth: number): readonly Standing[] {
    const node = plain(at.node);
    const here = { ...at, node };
    if (depth > DEEPEST) return [here];
    return handle(this.#steps, node, { here, depth: depth + 1 }) ?? [here];
  }

  /** How each expression is followed that stands for another one. */
  readonly #steps: Handlers<
    { readonly here: Standing; readonly depth: number },
    readonly Standing[]
  > = {
    Identifier: ({ name }, { here, depth }) => this.#named(here, name, depth),
    MemberExpression: (node, { here, depth }) => this.#member(here, node, depth),
    CallExpression: (node, { here, depth }) => this.#called(here, node, depth),
    ConditionalExpression: ({ consequent, alternate }, { here, depth }) =>
      [consequent, alternate].flatMap((node) => this.#from({ ...here, node }, depth)),
    LogicalExpression: ({ operator, left, right }, { here, depth }) =>
      (operator === '&&' ? [right] : [left, right]).flatMap((node) =>
        this.#from({ ...here, node }, depth),
      ),
  };

  #named(at: Standing, name: string, depth: number): readonly Standing[] {
    const declared = declaredFor(at.source, at.node, name);
    if (declared === null) return [at];
    const isShared = at.isShared || this.#uses.areMany(at.source, name);
    if (declared.kind === 'node')
      return this.#from({ ...at, node: declared.node, isShared }, depth);
    if (declared.kind === 'property')
      return this.#properties({ ...at, node: declared.of, isShared }, declared.name, depth);
    return this.#imported({ ...at, isShared }, declared, depth);
  }

  #imported(
    at: Standing,
    { specifier, name }: { readonly specifier: string; readonly name: string },
    depth: number,
  ): readonly Standing[] {
    const source = this.#modules.of(at.source.file, specifier);
    const found = source === null || depth > DEEPEST ? null : exportedBy(source, name);
    if (source === null || found === null) return [at];
    if (found.kind === 'elsewhere') return this.#imported({ ...at, source }, found, depth + 1);
    const isShared = at.isShared || this.#uses.areImported(source, { name, by: at.source.file });
    return this.#from({ source, node: found.node, isShared }, depth);
  }

  #member(
    at: Standing,
    { object, property, computed }: Extract<Node, { type: 'MemberExpression' }>,
    depth: number,
  ): readonly Standing[] {
    const name = keyName(property, computed);
    if (name === null) return [at];
    const isShared = at.isShared || this.#uses.areAsked(name);
    const found = this.#properties({ ...at, node: object }, name, depth);
    return found.length === 0 ? [at] : found.map((one) => ({ ...one, isShared }));
  }

  /** What a property of an expression holds; nothing where that is not written anywhere. */
  #properties(at: Standing, name: string, depth: number): readonly Standing[] {
    const namespace = this.#namespaceOf(at);
    if (namespace !== null) return this.#imported(at, { ...namespace, name }, depth);
    return this.#from(at, depth).flatMap((owner) => {
      if (owner.node.type !== 'ObjectExpression') return [];
      const property = owner.node.properties.find(
        (one) => one.type === 'Property' && keyName(one.key, one.computed) === name,
      );
      return property?.type === 'Property'
        ? this.#from({ ...owner, node: property.value }, depth)
        : [];
    });
  }

  /** `import * as config from './config.js'`. */
  #namespaceOf({ source, node }: Standing): { readonly specifier: string } | null {
    const name = plain(node);
    const declared = name.type === 'Identifier' ? declaredFor(source, name, name.name) : null;
    return declared?.kind === 'import' && declared.name === '*' ? declared : null;
  }

  #called(
    at: Standing,
    node: Extract<Node, { type: 'CallExpression' }>,
    depth: number,
  ): readonly Standing[] {
    const [given] = node.arguments;
    if (given !== undefined && isFreezing(node)) return this.#from({ ...at, node: given }, depth);
    const functions = this.#functionsOf({ ...at, node: node.callee }, depth);
    const returned = functions.flatMap((one) => this.returned(one, depth));
    return returned.length === 0 ? [at] : returned;
  }

  #functionsOf(at: Standing, depth: number): readonly Standing[] {
    const callee = plain(at.node);
    const owner = callee.type === 'MemberExpression' ? plain(callee.object) : null;
    if (callee.type === 'MemberExpression' && owner?.type === 'NewExpression') {
      const name = keyName(callee.property, callee.computed);
      const isShared = at.isShared || this.#uses.areAsked(name ?? '');
      return this.#from({ ...at, node: owner.callee, isShared }, depth).flatMap((one) =>
        methodsOf(one, (key) => key === name),
      );
    }
    return this.#from({ ...at, node: callee }, depth).filter((one) => isFunction(one.node));
  }

  /** What a function gives back, or the method of a class that makes options. */
  returned(at: Standing, depth = 0): readonly Standing[] {
    if (at.node.type === 'ClassDeclaration')
      return methodsOf(at, (key) => /^create\w*Options$/.test(key)).flatMap((one) =>
        this.returned(one, depth),
      );
    return returnsOf(at).flatMap((node) => this.#from({ ...at, node }, depth + 1));
  }
}

/** `mongoose` of `mongoose.connection.model(…)`. */
function rootOf(node: Node): Node {
  let root = plain(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = plain(root.type === 'MemberExpression' ? root.object : root.callee);
  return root;
}

/** Casts, brackets and `await` have the value of what is in them. */
export function plain(node: Node): Node {
  const inner = unwrapped(node);
  const below = handle(transparent, inner, undefined);
  return below === undefined ? inner : plain(below);
}

const transparent: Handlers<undefined, Node> = {
  TSAsExpression: ({ expression }) => expression,
  TSSatisfiesExpression: ({ expression }) => expression,
  TSTypeAssertion: ({ expression }) => expression,
  AwaitExpression: ({ argument }) => argument,
};

/** `Object.freeze(options)` is its options. */
const isFreezing = ({ callee }: Extract<Node, { type: 'CallExpression' }>): boolean =>
  callee.type === 'MemberExpression' &&
  callee.object.type === 'Identifier' &&
  callee.object.name === 'Object' &&
  keyName(callee.property, callee.computed) === 'freeze';

function methodsOf(at: Standing, isNamed: (name: string) => boolean): readonly Standing[] {
  if (at.node.type !== 'ClassDeclaration') return [];
  return at.node.body.body.flatMap((member) =>
    member.type === 'MethodDefinition' && isNamed(keyName(member.key, member.computed) ?? '')
      ? [{ ...at, node: member.value }]
      : [],
  );
}

function returnsOf({ source, node }: Standing): readonly Node[] {
  if (!isFunction(node) || node.body == null) return [];
  if (node.body.type !== 'BlockStatement') return [node.body];
  const found: Node[] = [];
  const pending: Node[] = [node.body];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.type === 'ReturnStatement' && one.argument != null) found.push(one.argument);
    if (!isFunction(one)) pending.push(...childrenOf(one, source.childKeys));
  }
  return found;
}
