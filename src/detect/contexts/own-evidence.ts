import type { Expression, FileFacts } from '../../parse/facts.js';
import { drawnMember, drawsInto } from './page-drawing.js';
import type { ContextReason } from './spread.js';

/** What a file itself says of where it runs: that it is for a page, or helps tests. */
export const ownEvidence = (facts: FileFacts | undefined): ContextReason | null =>
  facts === undefined ? null : (browserEvidence(facts) ?? testEvidence(facts));

/** What only code beside tests imports: runners, assertions, containers, reviews of changes. */
const TEST_PACKAGE =
  /^(vitest|mocha|chai|sinon|supertest|testcontainers|@jest\/globals|@testcontainers\/[\w-]+|@testing-library\/[\w-]+|@playwright\/test|node:test|danger|cucumber|@cucumber\/cucumber|cypress|nightwatch|testcafe|nock|msw)$/;
/** Runners give these to every file: one that uses two of them is a test. */
const TEST_GLOBALS = /^(describe|it|test|beforeEach|afterEach|beforeAll|afterAll)$/;

function testEvidence({ requests, calls }: FileFacts): ContextReason | null {
  const helped = requests.find(
    ({ specifier, typeOnly }) => !typeOnly && TEST_PACKAGE.test(specifier),
  );
  if (helped !== undefined)
    return { context: 'script', reason: `helps tests: it imports ${helped.specifier}` };
  const used = new Set(
    calls.flatMap(({ callee }) =>
      callee.kind === 'name' && callee.binding === null && TEST_GLOBALS.test(callee.name)
        ? [callee.name]
        : [],
    ),
  );
  return used.size > 1
    ? { context: 'script', reason: `is a test: it calls ${[...used].join(' and ')}` }
    : null;
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

function browserEvidence(facts: FileFacts): ContextReason | null {
  if (facts.directives.includes('use server')) return null;
  if (facts.directives.includes('use client'))
    return { context: 'browser', reason: '"use client"' };
  const hook = hookIn(facts);
  if (hook !== undefined) return { context: 'browser', reason: `uses the React hook ${hook}` };
  const drawn = drawsInto(facts);
  if (drawn !== undefined) return { context: 'browser', reason: `draws into a page by ${drawn}` };
  const member = drawnMember(facts);
  if (member !== undefined)
    return { context: 'browser', reason: `is a component of a page: it has ${member}` };
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

/**
 * Any hook where it is called beside components: a page that a server draws has them too, but a
 * file that loads its data on the server says so.
 */
function hookIn({ bindings, calls, exports, jsx }: FileFacts): string | undefined {
  const mounted = bindings.find(
    ({ import: source }) => source !== undefined && hookOf(source.specifier).test(source.imported),
  );
  if (mounted !== undefined) return mounted.name;
  if (!jsx || exports.some(({ name }) => LOADS_ON_SERVER.test(name))) return undefined;
  return calls
    .map(({ callee }) =>
      callee.kind === 'name' && callee.binding !== null ? bindings[callee.binding] : undefined,
    )
    .find((called) => called?.import !== undefined && isPageHook(called.name, called.import))?.name;
}

const LOADS_ON_SERVER = /^(getServerSideProps|getStaticProps|getInitialProps|loader|action)$/;

/** next-intl's hooks serve components of the server as well. */
const isPageHook = (name: string, { specifier }: { readonly specifier: string }): boolean =>
  /^use[A-Z]/.test(name) && !/^(next-intl|react-server)/.test(specifier);

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
