import type { FileContext, Repository } from '../model/repository.js';
import type { Expression, FileFacts } from '../parse/facts.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { ModuleResolver } from '../resolve/modules.js';

export interface ContextReason {
  readonly context: FileContext;
  readonly reason: string;
}

/**
 * Contexts by path and package, refined by directives and by use: a file that only scripts import
 * is a script's, one that only browser code imports is the browser's.
 */
export function fileContexts(
  repository: Repository,
  files: FactsStore,
  modules: ModuleResolver,
): ReadonlyMap<string, ContextReason> {
  const contexts = new Map<string, ContextReason>();
  for (const { file, context, contextReason } of repository.sources) {
    const found = context === 'server' ? ownEvidence(files.get(file)) : null;
    contexts.set(file, found ?? { context, reason: contextReason });
  }
  const importers = importersOf(repository, files, modules);
  // What a server action does, it does on the server, whoever imports it.
  for (const { file } of repository.sources) {
    if (files.get(file)?.directives.includes('use server')) importers.delete(file);
  }
  setExamplesApart(contexts, importers);
  spread(contexts, importers);
  return contexts;
}

const EXAMPLES = /(^|\/)examples?\//;

/** Examples beside the code of a library: what runs in production would import them. */
function setExamplesApart(
  contexts: Map<string, ContextReason>,
  importers: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [file, { context }] of contexts) {
    if (context !== 'server' || !EXAMPLES.test(file)) continue;
    if ((importers.get(file) ?? []).some((importer) => !EXAMPLES.test(importer))) continue;
    contexts.set(file, { context: 'script', reason: 'an example that no other code imports' });
  }
}

const ownEvidence = (facts: FileFacts | undefined): ContextReason | null =>
  browserEvidence(facts) ?? testEvidence(facts);

/** What only code beside tests imports: runners, assertions, containers to test with. */
const TEST_PACKAGE =
  /^(vitest|mocha|chai|sinon|supertest|testcontainers|@jest\/globals|@testcontainers\/[\w-]+|@testing-library\/[\w-]+|@playwright\/test|node:test)$/;

function testEvidence(facts: FileFacts | undefined): ContextReason | null {
  const helped = facts?.requests.find(
    ({ specifier, typeOnly }) => !typeOnly && TEST_PACKAGE.test(specifier),
  );
  return helped === undefined
    ? null
    : { context: 'script', reason: `helps tests: it imports ${helped.specifier}` };
}

/** Hooks that only run where a component is mounted. */
const MOUNTED_HOOK =
  /^use(State|Effect|LayoutEffect|Reducer|Ref|Callback|SyncExternalStore|Transition)$/;
const CLIENT_HOOK = /^use(Lazy)?(Query|Mutation|Subscription)$/;
/** Packages whose hooks ask the page that is shown. */
const PAGE_PACKAGE = /^(react-router-dom|react-admin)$/;
const PAGE_GLOBALS = /^(document|localStorage|sessionStorage)$/;
/** Of the window only what no server stands in for. */
const PAGE_MEMBERS =
  /^(location|history|performance|navigator|localStorage|sessionStorage|document)$/;
/** With these a server hands functions to a page. */
const PAGE_DRIVERS = /^(puppeteer|playwright|@playwright\/|selenium|webdriver)/;

function browserEvidence(facts: FileFacts | undefined): ContextReason | null {
  if (facts === undefined || facts.directives.includes('use server')) return null;
  if (facts.directives.includes('use client'))
    return { context: 'browser', reason: '"use client"' };
  const hook = facts.bindings.find(
    ({ import: source }) => source !== undefined && hookOf(source.specifier).test(source.imported),
  );
  if (hook !== undefined) {
    return { context: 'browser', reason: `uses the React hook ${hook.name}` };
  }
  if (asksPage(facts)) return { context: 'browser', reason: 'asks the page that is shown' };
  if (asksOwnHost(facts))
    return { context: 'browser', reason: 'asks the host that the page came from' };
  return sendsCookies(facts)
    ? { context: 'browser', reason: "sends the page's cookies along" }
    : null;
}

/** `fetch('/api/users')`: outside of a page there is no host to add; Node's fetch refuses it. */
function asksOwnHost({ calls, requests }: FileFacts): boolean {
  if (requests.some(({ specifier }) => specifier.startsWith('node:'))) return false;
  return calls.some(
    ({ callee, arguments: [address] }) =>
      callee.kind === 'name' &&
      callee.name === 'fetch' &&
      callee.binding === null &&
      isPathOfHost(address),
  );
}

function isPathOfHost(address: Expression | undefined): boolean {
  if (address?.kind === 'template') return /^\/[\w?]/.test(address.strings[0] ?? '');
  if (address?.kind === 'binary') return address.operator === '+' && isPathOfHost(address.left);
  return (
    address?.kind === 'literal' &&
    typeof address.value === 'string' &&
    /^\/([\w?]|$)/.test(address.value)
  );
}

/** `fetch(url, { credentials: 'include' })`: outside of a page there are none to include. */
const sendsCookies = ({ calls }: FileFacts): boolean =>
  calls.some(
    ({ callee, arguments: [, options] }) =>
      callee.kind === 'name' &&
      callee.name === 'fetch' &&
      callee.binding === null &&
      options?.kind === 'object' &&
      options.properties.some(
        ({ key, value }) =>
          key === 'credentials' &&
          value.kind === 'literal' &&
          /^(include|same-origin)$/.test(String(value.value)),
      ),
  );

function hookOf(specifier: string): RegExp {
  if (specifier === 'react') return MOUNTED_HOOK;
  return PAGE_PACKAGE.test(specifier) ? /^use[A-Z]/ : CLIENT_HOOK;
}

/** `localStorage.setItem(…)`, `document.createElement(…)`: no server has them. */
const asksPage = ({ calls, requests }: FileFacts): boolean =>
  !requests.some(({ specifier }) => PAGE_DRIVERS.test(specifier)) &&
  calls.some(({ callee }) => {
    let root = callee;
    let member: string | null = null;
    for (; root.kind === 'member'; root = root.object) member = root.property;
    if (root.kind !== 'name' || root.binding !== null) return false;
    return (
      PAGE_GLOBALS.test(root.name) || (root.name === 'window' && PAGE_MEMBERS.test(member ?? ''))
    );
  });

function importersOf(
  repository: Repository,
  files: FactsStore,
  modules: ModuleResolver,
): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const { file } of repository.sources) {
    for (const { specifier, typeOnly } of files.get(file)?.requests ?? []) {
      const target = typeOnly ? undefined : modules.resolve(file, specifier);
      if (target?.kind !== 'file' || target.file === file) continue;
      const known = importers.get(target.file);
      if (known === undefined) importers.set(target.file, [file]);
      else known.push(file);
    }
  }
  return importers;
}

/**
 * A file moves once all that import it have left the server for the same place; then those that it
 * imports may follow. Contexts only ever move away from "server", so this ends.
 */
function spread(
  contexts: Map<string, ContextReason>,
  importers: ReadonlyMap<string, readonly string[]>,
): void {
  const isServer = (file: string): boolean =>
    (contexts.get(file)?.context ?? 'server') === 'server';
  const waiting = new Map([...importers].map(([file, by]) => [file, by.filter(isServer).length]));
  const imports = importsOf(importers);
  const queue = [...importers.keys()].filter((file) => waiting.get(file) === 0);
  for (const file of queue) {
    const moved = isServer(file) ? sharedContext(contexts, importers.get(file) ?? []) : null;
    if (moved === null) continue;
    contexts.set(file, moved);
    for (const imported of imports.get(file) ?? []) {
      const left = (waiting.get(imported) ?? 0) - 1;
      waiting.set(imported, left);
      if (left === 0) queue.push(imported);
    }
  }
}

function importsOf(
  importers: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const imports = new Map<string, string[]>();
  for (const [file, by] of importers) {
    for (const importer of by) {
      const known = imports.get(importer);
      if (known === undefined) imports.set(importer, [file]);
      else known.push(file);
    }
  }
  return imports;
}

function sharedContext(
  contexts: ReadonlyMap<string, ContextReason>,
  importers: readonly string[],
): ContextReason | null {
  const found = new Set(importers.map((file) => contexts.get(file)?.context ?? 'server'));
  const [only] = found;
  if (found.size !== 1 || only === undefined || only === 'server') return null;
  const [first] = importers;
  return { context: only, reason: `imported only by ${only} files such as ${first ?? ''}` };
}
