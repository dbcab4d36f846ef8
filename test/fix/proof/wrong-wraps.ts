import { at, besides, moved, wrapOf, wrapped, type Proposal, type Seed } from './seed.js';

const same = (text: string): string => text;
const READ = `export const load = async () => {\n  const { data } = await users.get('/');\n  return data;\n};`;
const WRITE = `export const load = async (body) => {\n  const { data } = await users.post('/', body);\n  return data;\n};`;

/** Mistakes in how a call is put under a policy. */
export const wrongWraps: readonly Seed[] = [
  {
    name: 'drops await',
    wrong: 'the promise is used as if it were the answer',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) => besides(proposal, at(proposal, 'await ', '')),
  },
  {
    name: 'starts the call later',
    wrong: 'the call no longer starts in the same tick',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) =>
      wrapped(
        proposal,
        (open) => `${open}Promise.resolve().then(() => `,
        (close) => `)${close}`,
      ),
  },
  {
    name: 'returns nothing',
    wrong: 'a block without return: the caller gets undefined',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) =>
      wrapped(
        proposal,
        (open) => `${open}{ `,
        (close) => ` }${close}`,
      ),
  },
  {
    name: 'loses this',
    wrong: 'a function with a this of its own',
    codemod: 'add-breaker',
    body: `export class Store {\n  constructor() {\n    this.path = '/';\n  }\n  async load() {\n    return (await users.get(this.path)).data;\n  }\n}`,
    declared: { ts: `export interface Store {\n  path: string;\n}\n`, js: '' },
    spoil: (proposal) =>
      wrapped(
        proposal,
        (open) => open.replace('() => ', 'function () { return '),
        (close) => ` }${close}`,
      ),
  },
  {
    name: 'swaps the arguments of execute',
    wrong: 'the options come first, the function second',
    ...{ codemod: 'add-breaker', body: WRITE },
    spoil: (proposal) =>
      wrapped(
        proposal,
        (open) => open.replace('(() => ', `({ effect: 'write' }, () => `),
        () => ')',
      ),
  },
  {
    name: 'duplicates the call',
    wrong: 'the request is sent twice',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) => wrapped(proposal, (open) => `${open}users.get('/') && `, same),
  },
  {
    name: 'wraps in a generator',
    wrong: 'the policy gets an iterator, and nothing is called',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) =>
      wrapped(
        proposal,
        (open) => open.replace('() => ', 'function* () { return yield '),
        (close) => ` }${close}`,
      ),
  },
  {
    name: 'awaits in a plain function',
    wrong: 'an await of the arguments in an arrow function that is not async',
    codemod: 'add-breaker',
    body: `export const load = async (token) => {\n  const { data } = await users.get('/', { headers: { token: await token } });\n  return data;\n};`,
    spoil: (proposal) => wrapped(proposal, (open) => open.replace('async ', ''), same),
  },
  {
    name: 'takes a name that is shadowed',
    wrong: 'a parameter has the name of the policy',
    codemod: 'add-breaker',
    body: `export const load = async (POLICY) => {\n  const { data } = await users.get(POLICY.path);\n  return data;\n};`,
    spoil: (proposal) => renamedTo(proposal.policy, proposal),
  },
  {
    name: 'imports under a name already in scope',
    wrong: 'the file declares the name of the policy itself',
    codemod: 'add-breaker',
    body: `const POLICY = '/strict';\nexport const load = async () => {\n  const { data } = await users.get(POLICY);\n  return data;\n};`,
    spoil: (proposal) => renamedTo(proposal.policy, proposal),
  },
  {
    name: 'inserts inside a template',
    wrong: 'the text of the address changes, and nothing is wrapped',
    codemod: 'add-breaker',
    body: 'export const load = async (id) => {\n  const { data } = await users.get(`/of/${id}/all`);\n  return data;\n};',
    spoil: (proposal) => moved(proposal, ['/of/', '/all']),
  },
  {
    name: 'breaks an optional chain',
    wrong: 'what follows is asked of undefined where there is no client',
    codemod: 'add-breaker',
    body: `const there = process.env.ON === undefined ? undefined : users;\nexport const load = () => there?.get('/').then(({ data }) => data);`,
    spoil: (proposal) => moved(proposal, [`there?.get`, `get('/')`]),
  },
  {
    name: 'hands a promise to who takes none',
    wrong: 'the consumer wants what the client itself returns',
    codemod: 'add-breaker',
    declared: {
      ts: `declare const size: (answer: { abort(): string }) => string;\n`,
      js: `const size = (answer) => answer.abort();\n`,
    },
    body: `export const load = () => size(users.get('/'));`,
    spoil: (proposal) => moved(proposal, [`users.get('/'`, `users.get('/')`]),
  },
  {
    name: 'repeats a write',
    wrong: 'a POST without its mark runs under a policy that repeats',
    ...{ codemod: 'add-breaker', body: WRITE },
    spoil: (proposal) => ({ ...wrapped(proposal, same, () => ')'), ...retrying(proposal) }),
  },
  {
    name: 'leaves out the mark of a write',
    wrong: 'whoever lets the policy repeat later repeats writes',
    ...{ codemod: 'add-breaker', body: WRITE },
    spoil: (proposal) => wrapped(proposal, same, () => ')'),
  },
  {
    name: 'edits another call',
    wrong: 'the call beside the one of the finding is wrapped',
    codemod: 'add-breaker',
    body: `export const load = async () => {\n  const { data } = await users.get('/');\n  return [data, (await orders.get('/')).data];\n};`,
    spoil: (proposal) => moved(proposal, ['orders.get', `orders.get('/')`]),
  },
  {
    name: 'takes the policy of another dependency',
    wrong: 'an outage of one refuses calls of the other',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) => {
      const { uses = [], ...renamed } = renamedTo(proposal.otherPolicy, proposal);
      const dependency = proposal.rung.uses?.[0]?.dependency.replace('users', 'orders') ?? '';
      const exported = proposal.otherPolicy;
      return { ...renamed, uses: uses.map((use) => ({ ...use, dependency, exported })) };
    },
  },
  {
    name: 'makes a policy for each call',
    wrong: 'a breaker that forgets after each call never opens',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: (proposal) => {
      const { edits = [] } = wrapped(
        proposal,
        (open) => open.replace(/^\w+/, `policyFor('users', 'internal-service')`),
        same,
      );
      const line = `import { policyFor } from '@resilint/runtime';\n`;
      return { edits: [at(proposal, 'import axios', `${line}import axios`), ...edits], uses: [] };
    },
  },
  {
    name: 'forgets the import',
    wrong: 'the policy is no name of the file',
    ...{ codemod: 'add-breaker', body: READ },
    spoil: () => ({ uses: [] }),
  },
  {
    name: 'wraps the whole chain',
    wrong: 'errors of the handlers count as failures of the dependency',
    codemod: 'add-breaker',
    body: `export const load = () => users.get('/').then(({ data }) => data.name);`,
    spoil: (proposal) => moved(proposal, ['users.get', 'data.name)']),
  },
  {
    name: 'swallows the error',
    wrong: 'who waits gets undefined where the call fails',
    ...{ codemod: 'add-breaker', body: `export const load = async () => users.get('/');` },
    spoil: (proposal) => wrapped(proposal, same, (close) => `${close}.catch(() => undefined)`),
  },
  {
    name: 'calls before the policy does',
    wrong: 'the request is made once, outside of the policy',
    ...{ codemod: 'add-breaker', body: `export const load = async () => users.get('/');` },
    spoil: (proposal) => {
      const { open } = wrapOf(proposal);
      return {
        edits: [
          at(proposal, 'export const load', `const once = users.get('/');\nexport const load`),
          { ...open, end: wrapOf(proposal).close.start, text: `${open.text}once)` },
        ],
      };
    },
  },
  {
    name: 'swaps the arguments of the call',
    wrong: 'the body goes where the address belongs',
    ...{ codemod: 'add-breaker', body: WRITE },
    spoil: (proposal) => besides(proposal, at(proposal, `'/', body`, `body, '/'`)),
  },
  {
    name: 'changes bytes elsewhere',
    wrong: 'a number far from the call is another one',
    ...{ codemod: 'add-breaker', body: `export const size = 50;\n${READ}` },
    spoil: (proposal) => besides(proposal, at(proposal, 'size = 50', 'size = 500')),
  },
  {
    name: 'drops a comment',
    wrong: 'what somebody wrote is gone',
    ...{ codemod: 'add-breaker', body: `// Owned by the payments team.\n${READ}` },
    spoil: (proposal) => besides(proposal, at(proposal, '// Owned by the payments team.\n', '')),
  },
];

function renamedTo(name: string, { rung }: Proposal): Partial<Proposal['rung']> {
  const edits = rung.edits.map((edit) => ({
    ...edit,
    text: edit.text.replace(/^\w+(?=\.execute)/, name),
  }));
  return { edits, uses: (rung.uses ?? []).map((use) => ({ ...use, local: name })) };
}

/** As a codemod would that takes every call for a read. */
const retrying = ({ rung }: Proposal) => ({
  uses: (rung.uses ?? []).map((use) => ({ ...use, parts: { ...use.parts, retry: true as const } })),
});
