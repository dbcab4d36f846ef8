import type { Node } from './ast.js';
import type { FunctionFact, FunctionId } from './facts.js';
import type { Scope } from './scopes.js';

/** What an outermost function of a module mentions of the module's own names. */
interface Mentioned {
  readonly names: Set<string>;
  /** Of names that stand for a whole module: the members asked for. */
  readonly members: Map<string, Set<string>>;
}

/**
 * The names of a module that each of its outermost functions mentions. What a function declares for
 * itself under the same name counts too: a use may be taken for one of the module, none is missed.
 */
export class Mentions {
  readonly #namespaces = new Set<string>();
  readonly #mentioned = new Map<FunctionId, Mentioned>();

  note(outermost: FunctionId, { name, parent, key }: NamePlace): void {
    if (parent.type === 'ImportNamespaceSpecifier') this.#namespaces.add(name);
    if (!isMention(parent, key)) return;
    const { names, members } = this.#of(outermost);
    const member = this.#namespaces.has(name) ? memberAsked(parent, key) : null;
    if (member === null) names.add(name);
    else members.set(name, (members.get(name) ?? new Set()).add(member));
  }

  /** What a function mentions of the names of the module's own scope. */
  facts(outermost: FunctionId, module: Scope): Pick<FunctionFact, 'mentions' | 'memberMentions'> {
    const { names, members } = this.#of(outermost);
    const mentions = [...names].flatMap((name) => module.own('value', name) ?? []);
    const memberMentions = [...members].flatMap(([name, asked]) => {
      const binding = module.own('value', name);
      return binding === undefined ? [] : [...asked].map((member) => ({ binding, member }));
    });
    return {
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(memberMentions.length === 0 ? {} : { memberMentions }),
    };
  }

  #of(outermost: FunctionId): Mentioned {
    const known = this.#mentioned.get(outermost);
    if (known !== undefined) return known;
    const mentioned = { names: new Set<string>(), members: new Map<string, Set<string>>() };
    this.#mentioned.set(outermost, mentioned);
    return mentioned;
  }
}

/** A name without anything inside of it, and the property of the node that holds it. */
interface NamePlace {
  readonly name: string;
  readonly parent: Node;
  readonly key: string;
}

/** `namespace.member`, as a value, type or component. */
function memberAsked(parent: Node, key: string): string | null {
  if (parent.type === 'TSQualifiedName') return key === 'left' ? parent.right.name : null;
  if (key !== 'object') return null;
  if (parent.type === 'JSXMemberExpression') return parent.property.name;
  const asks = parent.type === 'MemberExpression' && !parent.computed;
  return asks && parent.property.type === 'Identifier' ? parent.property.name : null;
}

/** Names that are no mention of what they name: declared, exported, labels. */
const NAMING_KEYS: ReadonlySet<string> = new Set(['id', 'local', 'imported', 'exported', 'label']);
/** An export, and `typeof load` as a type: neither makes anything run. */
const NAMING: ReadonlySet<Node['type']> = new Set([
  'ExportDefaultDeclaration',
  'TSExportAssignment',
  'TSTypeQuery',
] as const);

/** Whether a name below a node can stand for a value of the module. */
function isMention(parent: Node, key: string): boolean {
  if (NAMING_KEYS.has(key) || NAMING.has(parent.type)) return false;
  if (key !== 'key' && key !== 'property') return true;
  return 'computed' in parent && parent.computed;
}
