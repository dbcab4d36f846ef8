import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import type { PolicyModule } from './policy-use.js';
import { childrenOf } from '../source/editable-source.js';
import { keyName, type Node, type NodeOf } from '../../parse/ast.js';

/** The names of policies: those that a module has, and new ones for other dependencies. */
export class PolicyNames {
  readonly #sources: Sources;
  readonly #known = new Map<string, Map<string, string>>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The name that the policy of a dependency is exported by. */
  exported({ file }: PolicyModule, dependency: string): string {
    const names = this.#namesIn(file);
    const known = names.get(dependency);
    if (known !== undefined) return known;
    const name = firstFree(identifierFor(dependency), new Set(names.values()));
    names.set(dependency, name);
    return name;
  }

  /** Whether the module has a policy of the dependency already. */
  isIn({ file }: PolicyModule, dependency: string): boolean {
    const source = this.#sources.get(file);
    return typeof source !== 'string' && policiesOf(source).has(dependency);
  }

  /** The name under which a file has it: another one where the file uses that name for something else. */
  local(source: EditableSource, exported: string, module: PolicyModule): string {
    const imported = importedName(source, exported, module);
    if (imported !== null) return imported;
    const words = new Set(source.text.match(/[\w$]+/g));
    return firstFree(exported, words);
  }

  #namesIn(file: string): Map<string, string> {
    const source = this.#sources.get(file);
    const names =
      this.#known.get(file) ??
      (typeof source === 'string' ? new Map<string, string>() : policiesOf(source));
    this.#known.set(file, names);
    return names;
  }
}

/** The policies that a module exports, by their dependencies. */
export function policiesOf(source: EditableSource): Map<string, string> {
  const found = new Map<string, string>();
  const pending: Node[] = [source.program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    pending.push(...childrenOf(node, source.childKeys));
    const dependency = node.type === 'CallExpression' ? dependencyOf(node) : null;
    const name = dependency === null ? null : nameGiven(source, node);
    if (dependency !== null && name !== null) found.set(dependency, name);
  }
  return found;
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
  const parent = source.parentOf.get(policy);
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
  const pattern = new RegExp(
    String.raw`(?:import|const|let|var)\s*\{[^}]*?\b${exported}\b(?:\s*(?:as|:)\s*([\w$]+))?[^}]*\}\s*(?:from|=\s*require\()\s*['"]${specifier}['"]`,
  );
  const match = pattern.exec(source.text);
  return match === null ? null : (match[1] ?? exported);
}

/** "users-api" is usersApiPolicy, and "saas:USERS_URL" usersUrlPolicy: kinds only tell dependencies apart. */
function identifierFor(dependency: string): string {
  const name = dependency.replace(/^[a-z]+:/, '').normalize('NFKD');
  const words = name.match(/[A-Za-z0-9]+/g) ?? ['dependency'];
  const camel = words.map((word, index) => cased(word, index === 0)).join('');
  return /^\d/.test(camel) ? `policy${camel}` : `${camel}Policy`;
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
