import { at, besides, type Proposal, type Seed } from './seed.js';

const OPTIONS = `export const load = async (body) => {\n  const { data } = await slow.post('/', body, { headers: { a: '1' } });\n  return data;\n};`;

/** The option at the call, with another text. */
const rewritten = ({ rung }: Proposal, text: string) => ({
  edits: rung.edits.map((edit) => ({ ...edit, text })),
});

/** Mistakes in how an option is set. */
export const wrongOptions: readonly Seed[] = [
  {
    name: 'puts the option in the wrong argument',
    wrong: 'the timeout is sent as part of the body',
    ...{ codemod: 'add-timeout', body: `export const load = async () => slow.post('/', {});` },
    spoil: (proposal) => ({ edits: [at(proposal, `'/', {}`, `'/', { timeout: 10000 }`)] }),
  },
  {
    name: 'names an option that the client ignores',
    wrong: 'nothing is bounded',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => rewritten(proposal, ', timeoutMs: 10000'),
  },
  {
    name: 'counts seconds where the client counts milliseconds',
    wrong: 'the bound is a thousandth of what is meant',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => rewritten(proposal, ', timeout: 10'),
  },
  {
    name: 'sets the value that switches the bound off',
    wrong: '0 means no timeout',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => rewritten(proposal, ', timeout: 0'),
  },
  {
    name: 'makes one timer for all calls',
    wrong: 'the signal fires once, and every later call fails',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => ({
      edits: [
        ...rewritten(proposal, ', signal: limit').edits,
        at(
          proposal,
          'export const load',
          'const limit = AbortSignal.timeout(10000);\nexport const load',
        ),
      ],
    }),
  },
  {
    name: 'takes another option away',
    wrong: 'a header is not sent any more',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => ({ edits: [at(proposal, `headers: { a: '1' }`, 'timeout: 10000')] }),
  },
  {
    name: 'changes what stands beside the option',
    wrong: 'a header has another value',
    ...{ codemod: 'add-timeout', body: OPTIONS },
    spoil: (proposal) => besides(proposal, at(proposal, `a: '1'`, `a: '2'`)),
  },
  {
    name: 'bounds another call',
    wrong: 'the call of the finding waits as long as before',
    codemod: 'add-timeout',
    body: `${OPTIONS}\nexport const other = async () => orders.get('/');`,
    spoil: (proposal) => ({
      edits: [at(proposal, `orders.get('/')`, `orders.get('/', { timeout: 10000 })`)],
    }),
  },
];
