import { expect, it } from 'vitest';
import { findFlaws } from '../../src/judge/rules/find-flaws.js';
import type { Finding } from '../../src/model/assessment.js';
import { idOf, rule, withCalls } from './rule-samples.js';
import { scannedCalls } from './scanned-calls.js';

const ASK = "axios.get('https://users.example.com/')";

const isUnawaited = (body: string): boolean | undefined =>
  scannedCalls({
    'src/ask.ts': `import axios from 'axios';\nexport async function ask(res, next, run) { ${body} }`,
  })[0]?.unawaited;

it.each([
  [`${ASK};`],
  [`void ${ASK};`],
  [`${ASK}.catch((error) => console.error(error));`],
  [`${ASK}.catch(next).finally(run);`],
  [`axios.get('https://users.example.com/', run.options());`],
])('nobody waits for %s', (body) => {
  expect(isUnawaited(body)).toBe(true);
});

it.each([
  [`await ${ASK};`],
  [`return ${ASK};`],
  [`const asked = ${ASK}; await asked;`],
  [`${ASK}.then((answer) => res.json(answer.data)).catch(next);`],
  [`await new Promise((resolve, reject) => { ${ASK}.then(resolve).catch(reject); });`],
  [`run(${ASK});`],
  [`axios.get('https://users.example.com/', res.finish({ stream: true }));`],
])('somebody may wait for %s', (body) => {
  expect(isUnawaited(body)).toBeUndefined();
});

const severities = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity }) => severity);

it('what nobody waits for is as grave as the work of a queue', () => {
  const assessment = {
    ...withCalls({}, { unawaited: true }, { unawaited: true, context: 'script' }),
    packages: [{ dir: '.', published: true as const }],
  };
  expect(severities(findFlaws(assessment, [rule({})]))).toEqual(['error', 'warning', 'note']);
});

const entryPoint = {
  id: idOf(9),
  kind: 'http-route' as const,
  name: 'GET /users',
  file: 'src/main.ts',
  line: 1,
  column: 1,
  limits: [],
};

it('so is what a request starts on its way and does not wait for', () => {
  const step = (call: string) => ({
    step: 'call' as const,
    call,
    worstCaseMs: null,
    attempts: null,
  });
  const assessment = {
    ...withCalls({}, {}),
    entryPoints: [entryPoint],
    callPaths: [
      {
        entryPoint: entryPoint.id,
        worstCaseMs: null,
        attempts: null,
        structure: {
          step: 'sequence' as const,
          steps: [step(idOf(1)), { step: 'detached' as const, steps: [step(idOf(2))] }],
        },
      },
    ],
  };
  expect(severities(findFlaws(assessment, [rule({})])).toSorted()).toEqual(['error', 'warning']);
});

it('so is what no entry point leads to, but in packages that are published', () => {
  const assessment = {
    ...withCalls({}, { file: 'sdk/src/load.ts' }),
    packages: [{ dir: '.' }, { dir: 'sdk', published: true as const }],
    entryPoints: [entryPoint],
    callPaths: [],
  };
  const found = findFlaws(assessment, [rule({})]);
  expect(found.map(({ file, severity }) => [file, severity])).toEqual([
    ['sdk/src/load.ts', 'error'],
    ['src/1.ts', 'warning'],
  ]);
  const alone = { ...assessment, entryPoints: [] };
  expect(severities(findFlaws(alone, [rule({})]))).toEqual(['error', 'warning']);
});
