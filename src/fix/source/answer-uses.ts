import {
  handle,
  isFunction,
  keyName,
  unwrapped,
  type Handlers,
  type Node,
} from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from './editable-source.js';
import { childrenOf } from './node-places.js';

/** What is done with the answer of a call: what names stand for it, and the code that knows them. */
interface Held {
  readonly names: ReadonlySet<string>;
  /** Names that stand for its body alone. */
  readonly bodies: ReadonlySet<string>;
  readonly within: Node;
}

/** Places where the answer of a call is asked for one of its members: `answer.body`, `answer.json`. */
export interface AnswerUse {
  readonly member: string;
  /** The expression that has the member, and the node around it. */
  readonly node: Node;
  readonly around: Node | undefined;
}

/** How the answer of a call is used where that stands beside it; a returned answer is not followed. */
export function usesOfAnswer(source: EditableSource, call: Node): readonly AnswerUse[] {
  const uses = known.get(call) ?? heldBy(source, call).flatMap((held) => usesIn(source, held));
  known.set(call, uses);
  return uses;
}

/** Several codemods ask the same of a call. */
const known = new WeakMap<Node, readonly AnswerUse[]>();

/** The variable that an awaited answer is given to, and the parameters of its handlers. */
function heldBy(source: EditableSource, node: Node): readonly Held[] {
  const parent = source.parentOf(node);
  if (parent === undefined) return [];
  const held = handle(holders, parent, { source, node });
  if (held !== undefined) return held;
  // Brackets and casts have the answer of what is in them.
  return isTransparent(parent, node) ? heldBy(source, parent) : [];
}

const holders: Handlers<{ readonly source: EditableSource; readonly node: Node }, readonly Held[]> =
  {
    AwaitExpression: (parent, { source }) => heldBy(source, parent),
    VariableDeclarator: ({ id }, { source, node }) => [inFunction(source, node, id)],
    AssignmentExpression: ({ left }, { source, node }) => [inFunction(source, node, left)],
    MemberExpression: (member, { source }) => {
      const settling = source.parentOf(member);
      return settling?.type === 'CallExpression' && settling.callee === member
        ? [...settling.arguments.flatMap(handled), ...heldBy(source, settling)]
        : [];
    },
  };

const inFunction = (source: EditableSource, node: Node, target: Node): Held => ({
  ...namesIn(target),
  within: [...ancestorsOf(source, node)].find(isFunction) ?? source.program,
});

const isTransparent = (parent: Node, node: Node): boolean =>
  unwrapped(parent) === unwrapped(node) ||
  parent.type === 'TSAsExpression' ||
  (parent.type === 'ConditionalExpression' && parent.test !== node) ||
  parent.type === 'LogicalExpression';

function handled(handler: Node): readonly Held[] {
  if (!isFunction(handler)) return [];
  const [parameter] = handler.params;
  return parameter === undefined ? [] : [{ ...namesIn(parameter), within: handler }];
}

function namesIn(pattern: Node): Pick<Held, 'names' | 'bodies'> {
  if (pattern.type === 'Identifier') return { names: new Set([pattern.name]), bodies: new Set() };
  const parts = pattern.type === 'ObjectPattern' ? pattern.properties : [];
  const bodies = parts.flatMap((part) =>
    part.type === 'Property' &&
    keyName(part.key, part.computed) === 'body' &&
    part.value.type === 'Identifier'
      ? [part.value.name]
      : [],
  );
  return { names: new Set(), bodies: new Set(bodies) };
}

function usesIn(source: EditableSource, { names, bodies, within }: Held): readonly AnswerUse[] {
  const found: AnswerUse[] = [];
  const pending: Node[] = [within];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const member = memberOf(node, { names, bodies });
    if (member !== null) found.push({ member, node, around: outwards(source, node) });
    pending.push(...childrenOf(node, source.childKeys));
  }
  return found;
}

/** The member that an expression asks the answer for; null where it is something else. */
function memberOf(node: Node, { names, bodies }: Pick<Held, 'names' | 'bodies'>): string | null {
  if (node.type === 'Identifier') return bodies.has(node.name) ? 'body' : null;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return null;
  const owner = unwrapped(node.object);
  return owner.type === 'Identifier' && names.has(owner.name) ? node.property.name : null;
}

/** The node around an expression, past casts and brackets. */
function outwards(source: EditableSource, node: Node): Node | undefined {
  for (const around of ancestorsOf(source, node))
    if (!isTransparent(around, node) && around.type !== 'TSNonNullExpression') return around;
  return undefined;
}
