import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../schema-faults.js';
import {
  pathOf,
  presentWhereFalse,
  presentWhereTrue,
  union,
  without,
  type Present,
} from './presence.js';
import type { Shape } from './shapes.js';

/** What is wrong with an expression, beyond what the library checks. */
export interface ExpressionFault {
  readonly message: string;
}

/** The variables of an expression and what is known to be there. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Shape>;
  readonly present: Present;
  /** How many lists are gone through around here. */
  readonly depth: number;
}

const OPERATORS = ['!_', '-_', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'] as const;
type Operation = Extract<ASTNode, { op: (typeof OPERATORS)[number] }>;

const isOperation = (node: ASTNode): node is Operation =>
  OPERATORS.some((operator) => operator === node.op);

/** Lists in lists in lists take too long where they are long. */
const DEEPEST = 2;

const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const TEXT_METHODS: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith']);
const FUNCTIONS: readonly string[] = ['has', 'size', ...MACROS, ...TEXT_METHODS];

/**
 * Checks what the library does not: that fields exist where `has` asks for them, that those which
 * can be absent are asked for first, that texts are among the possible ones, and that only
 * functions are used which always come to an end quickly.
 */
export class Inspection {
  readonly faults: ExpressionFault[] = [];

  /** The shape of what an expression yields; null where something is wrong or not known. */
  shapeOf(node: ASTNode, scope: Scope): Shape | null {
    if (isOperation(node)) return this.#operation(node, scope);
    switch (node.op) {
      case 'value':
        return shapeOfValue(node.args);
      case 'id':
        return scope.variables.get(node.args) ?? null;
      case '.':
        return this.#field(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'rcall':
        return this.#method(node, scope);
      case '==':
      case '!=':
      case 'in':
        return this.#comparison(node, scope);
      case '&&':
      case '||':
        return this.#logical(node, scope);
      case '?:':
        return this.#conditional(node, scope);
      case 'list':
        return this.#list(node, scope);
      case '[]':
        return this.#refuse('lists are asked with exists, all or filter, not by position');
      case 'map':
      case '.?':
      case '[?]':
        return this.#refuse('maps and optional values are not available in rules');
    }
  }

  /** Arithmetic and order: the library knows what they yield. */
  #operation({ op, args }: Operation, scope: Scope): Shape | null {
    if (op === '!_' || op === '-_') return this.shapeOf(args, scope);
    this.#operands(args, scope);
    return op.startsWith('<') || op.startsWith('>') ? { kind: 'boolean' } : null;
  }

  #operands(operands: readonly ASTNode[], scope: Scope): void {
    for (const operand of operands) this.shapeOf(operand, scope);
  }

  /** A field by its path, as placeholders of messages name it. */
  fieldAt(path: string, scope: Scope): Shape | null {
    const [root = '', ...names] = path.split('.');
    const start = scope.variables.get(root);
    if (start === undefined) {
      const known = [...scope.variables.keys()];
      this.#refuse(`there is no "${root}" here${didYouMean(root, known)}`);
      return null;
    }
    let reached = root;
    return names.reduce<Shape | null>((shape, name) => {
      const field = shape === null ? null : this.#fieldOf(shape, name, reached);
      reached = `${reached}.${name}`;
      if (field !== null && !field.isAlways) this.#requirePresent(reached, scope);
      return field?.shape ?? null;
    }, start);
  }

  #refuse(message: string): null {
    if (!this.faults.some((fault) => fault.message === message)) this.faults.push({ message });
    return null;
  }

  #field(node: Extract<ASTNode, { op: '.' }>, scope: Scope): Shape | null {
    const [object, name] = node.args;
    const shape = this.shapeOf(object, scope);
    if (shape === null) return null;
    const field = this.#fieldOf(shape, name, spelled(object));
    if (field === null) return null;
    if (!field.isAlways) this.#requirePresent(pathOf(node) ?? name, scope);
    return field.shape;
  }

  #fieldOf(shape: Shape, name: string, owner: string) {
    if (shape.kind !== 'object') {
      return this.#refuse(`${owner} has no fields`);
    }
    const field = shape.fields.get(name);
    if (field !== undefined) return field;
    return this.#refuse(`${owner} has no field "${name}"${didYouMean(name, shape.fields.keys())}`);
  }

  #requirePresent(path: string, { present }: Scope): void {
    if (present.has(path)) return;
    this.#refuse(`${path} can be absent: ask has(${path}) first`);
  }

  #call({ args: [name, given] }: Extract<ASTNode, { op: 'call' }>, scope: Scope): Shape | null {
    if (name === 'has') return this.#has(given[0], scope);
    if (name !== 'size') return this.#unknownFunction(name);
    this.#operands(given, scope);
    return { kind: 'number' };
  }

  #has(asked: ASTNode | undefined, scope: Scope): Shape {
    if (asked?.op === '.') {
      const [object, name] = asked.args;
      const shape = this.shapeOf(object, scope);
      if (shape !== null) this.#fieldOf(shape, name, spelled(object));
    }
    return { kind: 'boolean' };
  }

  #method(
    { args: [name, receiver, given] }: Extract<ASTNode, { op: 'rcall' }>,
    scope: Scope,
  ): Shape | null {
    const shape = this.shapeOf(receiver, scope);
    if (MACROS.has(name)) return this.#macro({ name, list: shape, given }, scope);
    if (!TEXT_METHODS.has(name) && name !== 'size') return this.#unknownFunction(name);
    this.#operands(given, scope);
    return name === 'size' ? { kind: 'number' } : { kind: 'boolean' };
  }

  #unknownFunction(name: string): null {
    return this.#refuse(
      name === 'matches'
        ? 'matches is not available: some patterns take forever; use contains, startsWith or endsWith'
        : `the function "${name}" is not available in rules${didYouMean(name, FUNCTIONS)}`,
    );
  }

  #macro(
    {
      name,
      list,
      given,
    }: { readonly name: string; readonly list: Shape | null; readonly given: readonly ASTNode[] },
    scope: Scope,
  ): Shape | null {
    const [variable, ...bodies] = given;
    if (variable?.op !== 'id' || list?.kind !== 'list') return null;
    if (scope.depth >= DEEPEST) return this.#refuse('goes through lists more than two deep');
    const inner: Scope = {
      variables: new Map(scope.variables).set(variable.args, list.item),
      present: without(scope.present, variable.args),
      depth: scope.depth + 1,
    };
    const shapes = bodies.map((body) => this.shapeOf(body, inner));
    if (name === 'filter') return list;
    if (name !== 'map') return { kind: 'boolean' };
    const item = shapes.at(-1);
    return item == null ? null : { kind: 'list', item };
  }

  #comparison(
    { op, args: [left, right] }: Extract<ASTNode, { op: '==' | '!=' | 'in' }>,
    scope: Scope,
  ): Shape {
    const one = this.shapeOf(left, scope);
    const found = this.shapeOf(right, scope);
    const other = op === 'in' && found?.kind === 'list' ? found.item : found;
    if (left.op === 'value') this.#requireAmong(one, other, spelled(right));
    else if (right.op === 'value' || right.op === 'list')
      this.#requireAmong(other, one, spelled(left));
    return { kind: 'boolean' };
  }

  /** A text that is never there would make a comparison that never holds. */
  #requireAmong(literal: Shape | null, field: Shape | null, name: string): void {
    if (literal?.kind !== 'text' || field?.kind !== 'text') return;
    const { values } = field;
    if (values === null) return;
    for (const text of literal.values ?? []) {
      if (values.includes(text)) continue;
      const list = `it is one of ${values.join(', ')}`;
      this.#refuse(`${name} is never "${text}": ${list}${didYouMean(text, values)}`);
    }
  }

  #logical(
    { op, args: [left, right] }: Extract<ASTNode, { op: '&&' | '||' }>,
    scope: Scope,
  ): Shape {
    this.shapeOf(left, scope);
    const known = op === '&&' ? presentWhereTrue(left) : presentWhereFalse(left);
    this.shapeOf(right, { ...scope, present: union(scope.present, known) });
    return { kind: 'boolean' };
  }

  #conditional(
    { args: [test, then, otherwise] }: Extract<ASTNode, { op: '?:' }>,
    scope: Scope,
  ): Shape | null {
    this.shapeOf(test, scope);
    const present = union(scope.present, presentWhereTrue(test));
    const shape = this.shapeOf(then, { ...scope, present });
    const absent = union(scope.present, presentWhereFalse(test));
    return this.shapeOf(otherwise, { ...scope, present: absent }) ?? shape;
  }

  #list({ args }: Extract<ASTNode, { op: 'list' }>, scope: Scope): Shape {
    const shapes = args.map((one) => this.shapeOf(one, scope));
    const texts = shapes.flatMap((shape) => (shape?.kind === 'text' ? (shape.values ?? []) : []));
    const [first] = shapes;
    const item: Shape =
      first?.kind === 'text' ? { kind: 'text', values: texts } : (first ?? { kind: 'opaque' });
    return { kind: 'list', item };
  }
}

function shapeOfValue(value: unknown): Shape | null {
  if (typeof value === 'string') return { kind: 'text', values: [value] };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  return typeof value === 'number' || typeof value === 'bigint' ? { kind: 'number' } : null;
}

const spelled = (node: ASTNode): string => pathOf(node) ?? 'this';
