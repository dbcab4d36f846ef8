import { KeptAnswers } from '../../text/kept-answers.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import type { PolicyModule, PolicyRole } from './policy-use.js';
import { childrenOf } from '../source/node-places.js';
import { wordsOf } from '../source/words.js';
import { keyName, type Node, type NodeOf } from '../../parse/ast.js';

/** The names of policies: those that a module has, and new ones for other dependencies. */
export class PolicyNames {
  readonly #sources: Sources;
  readonly #known = new Map<string, Map<string, string>>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The name that a policy of a dependency is exported by. */
  exported({ file }: PolicyModule, dependency: string, role: PolicyRole = 'policy'): string {
    const names = this.#namesIn(file);
    const key = policyKey(dependency, role);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = firstFree(identifierFor(dependency, role), new Set(names.values()));
    names.set(key, name);
    return name;
  }

  /** The library that the module has a policy of the dependency by already; null where it has none. */
  maker({ file }: PolicyModule, dependency: string, role: PolicyRole = 'policy'): string | null {
    const source = this.#sources.get(file);
    if (typeof source === 'string') return null;
    return policiesOf(source).get(policyKey(dependency, role))?.library ?? null;
  }

  /** The name under which a file has it: another one where the file uses that name for something else. */
  local(source: EditableSource, exported: string, module: PolicyModule): string {
    const imported = importedName(source, exported, module);
    if (imported !== null) return imported;
    return firstFree(exported, wordsOf(source));
  }

  #namesIn(file: string): Map<string, string> {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const source = this.#sources.get(file);
    const policies = typeof source === 'string' ? [] : [...policiesOf(source)];
    const names = new Map(policies.map(([key, { name }]) => [key, name]));
    this.#known.set(file, names);
    return names;
  }
}

/** A policy that a module exports, and the library that it is made with. */
export interface KnownPolicy {
  readonly name: string;
  readonly library: string;
}

/** What policies of a module are told apart by. */
export const policyKey = (dependency: string, role: PolicyRole): string => `${role} ${dependency}`;

/** The policies that a module exports, by their keys. */
export const policiesOf = (source: EditableSource): ReadonlyMap<string, KnownPolicy> =>
  new Map([...labelledPolicies(source), ...presetPolicies(source)]);

/** Policies of the runtime library name their dependency. */
function presetPolicies(source: EditableSource): ReadonlyMap<string, KnownPolicy> {
  const found = new Map<string, KnownPolicy>();
  const pending: Node[] = [source.program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    pending.push(...childrenOf(node, source.childKeys));
    const dependency = node.type === 'CallExpression' ? dependencyOf(node) : null;
    const name = dependency === null ? null : nameGiven(source, node);
    if (dependency !== null && name !== null)
      found.set(policyKey(dependency, 'policy'), { name, library: RUNTIME });
  }
  return found;
}

export const RUNTIME = '@resilint/runtime';

const ROLES = { policy: 'Policy', retry: 'Retry' } as const;

interface Labelled {
  readonly dependency: string;
  readonly role: PolicyRole;
  readonly library: string;
}

/** The comment that tells for what a policy of another library is. */
export function labelOf({ dependency, role, library }: Labelled): string {
  const ascii = JSON.stringify(dependency)
    .slice(1, -1)
    .replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `// ${ROLES[role]} of ${ascii} (${library}).`;
}

const LABELLED =
  /^\/\/ (Policy|Retry) of ([^\r\n]+) \(([^()\r\n]+)\)\.\r?\n(?:export const|module\.exports\.)\s*([\w$]+)/gm;

/** Policies of other libraries, by the comments above them. */
function labelledPolicies({ text }: EditableSource): readonly (readonly [string, KnownPolicy])[] {
  return [...text.matchAll(LABELLED)].flatMap(([, role, escaped = '', library = '', name = '']) => {
    const dependency = unescaped(escaped);
    const key = policyKey(dependency ?? '', role === ROLES.retry ? 'retry' : 'policy');
    return dependency === null ? [] : [[key, { name, library }] as const];
  });
}

/** A comment that somebody has changed may say anything. */
function unescaped(escaped: string): string | null {
  try {
    return String(JSON.parse(`"${escaped}"`));
  } catch {
    return null;
  }
}

/** `policyFor('users', …)` is the policy of users. */
function dependencyOf({ callee, arguments: given }: NodeOf<'CallExpression'>): string | null {
  const [first] = given;
  const isPolicy = callee.type === 'Identifier' && callee.name === 'policyFor';
  return isPolicy && first?.type === 'Literal' && typeof first.value === 'string'
    ? first.value
    : null;
}

/** `const name = …`, `exports.name = …`, and `const name = compose(…, …)`. */
function nameGiven(source: EditableSource, policy: Node): string | null {
  const parent = source.parentOf(policy);
  if (parent?.type === 'CallExpression' && parent.callee.type === 'Identifier')
    return nameGiven(source, parent);
  if (parent?.type === 'VariableDeclarator')
    return parent.id.type === 'Identifier' ? parent.id.name : null;
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression')
    return null;
  return keyName(parent.left.property, parent.left.computed);
}

/** The name that a file has imported it by already. */
export function importedName(
  source: EditableSource,
  exported: string,
  { file }: PolicyModule,
): string | null {
  const stem = (file.split('/').at(-1) ?? file).replace(/\.[cm]?[jt]s$/, '');
  return localName(source, exported, String.raw`[^'"]*/${stem}(?:\.[cm]?[jt]s)?`);
}

/** The name that a file has imported something by, from where the pattern says. */
export function localName(
  source: EditableSource,
  exported: string,
  specifier: string,
): string | null {
  return known.of(source, `${specifier} ${exported}`, () => find(source, exported, specifier));
}

const known = new KeptAnswers<EditableSource, string | null>();

function find(source: EditableSource, exported: string, specifier: string): string | null {
  if (!source.text.includes(exported)) return null;
  const pattern = new RegExp(
    String.raw`(?:import|const|let|var)\s*\{[^}]*?\b${exported}\b(?:\s*(?:as|:)\s*([\w$]+))?[^}]*\}\s*(?:from|=\s*require\()\s*['"]${specifier}['"]`,
  );
  const match = pattern.exec(source.text);
  return match === null ? null : (match[1] ?? exported);
}

/** "users-api" is usersApiPolicy, and "saas:USERS_URL" usersUrlPolicy: kinds only tell dependencies apart. */
function identifierFor(dependency: string, role: PolicyRole): string {
  const name = dependency.replace(/^[a-z]+:/, '').normalize('NFKD');
  const words = name.match(/[A-Za-z0-9]+/g) ?? ['dependency'];
  const camel = words.map((word, index) => cased(word, index === 0)).join('');
  return /^\d/.test(camel) ? `${role}${camel}` : `${camel}${ROLES[role]}`;
}

/** A word of a name in camel case. */
function cased(word: string, isFirst: boolean): string {
  const rest = word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1);
  const initial = word.charAt(0);
  return `${isFirst ? initial.toLowerCase() : initial.toUpperCase()}${rest}`;
}

/** A name that is not taken, with a number behind it where need be. */
export function firstFree(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${String(number)}`;
  return free;
}
