import type { ASTNode } from '@marcbachmann/cel-js';
import { protectionNames } from '../../model/protection-names.js';
import type { RuleFile } from '../../model/rule.js';
import { placeholdersOf } from '../../text/placeholders.js';
import type { Fault } from '../schema-faults.js';
import { checkExpression, type Checked } from './check-expression.js';
import { exampleFaults } from './example-faults.js';
import { Inspection, type Scope } from './inspect.js';
import { pathOf, union, type Present } from './presence.js';
import { subjectShapes, type Shape } from './shapes.js';

/** What is wrong with a rule, and which protections of calls it asks about. */
export interface CheckedRule {
  readonly faults: readonly Fault[];
  readonly protections: readonly string[];
}

/** What the schema cannot say: expressions, placeholders and examples. */
export function checkRule(rule: RuleFile): CheckedRule {
  const subject = subjectShapes.get(rule.subject) ?? { kind: 'opaque' };
  const start = scopeOf([[rule.subject, subject]]);
  const when = checkExpression(rule.when, start);
  const inside: Scope = { ...start, present: when.present };
  const each = rule.each === undefined ? null : checkExpression(rule.each, inside);
  const calls = checkCalls(rule, subject, inside);
  const nodes = [when.node, each?.node, calls.node].filter((node) => node != null);
  return {
    faults: [
      ...when.faults.map(({ message }) => ({ path: ['when'], message })),
      ...mustBe(when.shape, 'boolean', 'when'),
      ...(each?.faults ?? []).map(({ message }) => ({ path: ['each'], message })),
      ...(each === null ? [] : mustBePlaces(each.shape)),
      ...calls.faults,
      ...messageFaults(rule, messageScope(inside, each, calls)),
      ...exampleFaults(rule),
    ],
    protections: protectionsIn(nodes),
  };
}

const scopeOf = (variables: readonly (readonly [string, Shape])[]): Scope => ({
  variables: new Map(variables),
  present: new Set(),
  depth: 0,
});

interface CheckedCalls {
  readonly faults: readonly Fault[];
  readonly node?: ASTNode | null;
  /** What is known of a call that shows the flaw. */
  readonly call?: { readonly shape: Shape; readonly present: Present };
}

function checkCalls({ calls }: RuleFile, subject: Shape, scope: Scope): CheckedCalls {
  if (calls === undefined) return { faults: [] };
  const field = subject.kind === 'object' ? subject.fields.get('calls')?.shape : undefined;
  if (field?.kind !== 'list') {
    return { faults: [{ path: ['calls'], message: 'this subject has no calls' }] };
  }
  const variables = new Map(scope.variables).set('call', field.item);
  const checked = checkExpression(calls, { ...scope, variables });
  const faults = checked.faults.map(({ message }) => ({ path: ['calls'], message }));
  return {
    faults: [...faults, ...mustBe(checked.shape, 'boolean', 'calls')],
    node: checked.node,
    call: { shape: field.item, present: checked.present },
  };
}

function mustBe(shape: Shape | null, kind: Shape['kind'], field: string): readonly Fault[] {
  if (shape === null || shape.kind === kind) return [];
  return [{ path: [field], message: 'must be true or false' }];
}

function mustBePlaces(shape: Shape | null): readonly Fault[] {
  if (shape === null) return [];
  const item = shape.kind === 'list' ? shape.item : null;
  const isPlace = item?.kind === 'object' && item.fields.has('file') && item.fields.has('line');
  return isPlace ? [] : [{ path: ['each'], message: 'must be a list of places' }];
}

/** What a message can name: the subject, a place of it, or the first call that shows the flaw. */
function messageScope(inside: Scope, each: Checked | null, { call }: CheckedCalls): Scope {
  const variables = new Map(inside.variables);
  if (each?.shape?.kind === 'list') variables.set('place', each.shape.item);
  if (call === undefined) return { ...inside, variables };
  variables.set('call', call.shape).set('count', { kind: 'number' });
  return { ...inside, variables, present: union(inside.present, call.present) };
}

/** Placeholders name fields that are there whenever the rule holds, and that can be written out. */
function messageFaults({ message }: RuleFile, scope: Scope): readonly Fault[] {
  const inspection = new Inspection();
  const unwritable = placeholdersOf(message).flatMap((path) => {
    const shape = inspection.fieldAt(path, scope);
    return shape === null || isWritable(shape) ? [] : [`${path} is no text or number`];
  });
  const messages = [...inspection.faults.map((fault) => fault.message), ...unwritable];
  return messages.map((text) => ({ path: ['message'], message: text }));
}

const isWritable = (shape: Shape): boolean =>
  shape.kind === 'list' ? isWritable(shape.item) : ['text', 'number'].includes(shape.kind);

/** "timeout" where `call.protection.timeout` is asked for. */
function protectionsIn(nodes: readonly ASTNode[]): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      const path = value.op === '.' ? pathOf(value) : null;
      const name = path === null ? undefined : /\.protection\.(\w+)/.exec(path)?.[1];
      if (name !== undefined) found.add(name);
      visit(value.args);
    }
  };
  nodes.forEach(visit);
  return protectionNames.filter((name) => found.has(name));
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
