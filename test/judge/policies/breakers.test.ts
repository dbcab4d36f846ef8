import { describe, expect, it } from 'vitest';
import type { Breaker } from '../../../src/model/assessment.js';
import { assessed, assessedCode } from './scanned-policies.js';

const OPOSSUM = `import CircuitBreaker from 'opossum';
  const load = (id: string) => axios.get(\`https://a.example.com/\${id}\`);`;
const FIRES = "export const user = () => breaker.fire('1');";

const breakersOf = (code: string): readonly Breaker[] =>
  assessedCode(`${OPOSSUM}\n${code}`).breakers;

const only = (code: string): Breaker => {
  const breakers = breakersOf(code);
  expect(breakers).toHaveLength(1);
  return breakers[0]!;
};

const made = (options: string): string =>
  `const breaker = new CircuitBreaker(load, ${options});\n${FIRES}`;

describe('a breaker of a library', () => {
  it('has its defaults', () => {
    expect(only(made('{}'))).toMatchObject({
      library: 'opossum',
      scope: 'module',
      applied: true,
      failureRate: 0.5,
      minimumCalls: 0,
      windowMs: 10_000,
      resetMs: 30_000,
      observed: false,
      fallback: false,
    });
  });

  it('has what its options say, wherever they are written', () => {
    const { breakers } = assessed({
      'src/options.ts':
        'export const options = { errorThresholdPercentage: 25, resetTimeout: 5 * 1000 };',
      'src/a.ts': `import axios from 'axios';
        import CircuitBreaker from 'opossum';
        import { options } from './options.js';
        const breaker = new CircuitBreaker(() => axios.get('https://a.example.com'), { ...options, volumeThreshold: 8 });
        export const user = () => breaker.fire();`,
    });
    expect(breakers).toMatchObject([{ failureRate: 0.25, minimumCalls: 8, resetMs: 5000 }]);
  });

  it('has a fallback and is observed where that is so', () => {
    const seen = "breaker.fallback(() => null);\nbreaker.on('open', () => console.error('open'));";
    expect(only(`${made('{}')}\n${seen}`)).toMatchObject({ fallback: true, observed: true });
  });

  it('may be observed by what it is handed to, or by a fallback that logs', () => {
    expect(
      only(`declare const watch: (b: unknown) => void;\n${made('{}')}\nwatch(breaker);`).observed,
    ).toBeUndefined();
    const told = "breaker.fallback(() => { console.error('no answer'); return null; });";
    expect(only(`${made('{}')}\n${told}`).observed).toBeUndefined();
  });

  it('brings what the object in it counts', () => {
    const { breakers } = assessedCode(`
      import { circuitBreaker, SamplingBreaker, handleAll } from 'cockatiel';
      const breaker = circuitBreaker(handleAll, {
        halfOpenAfter: 9000,
        breaker: new SamplingBreaker({ threshold: 0.2, duration: 20_000 }),
      });
      export const f = () => breaker.execute(() => axios.get('https://a.example.com'));`);
    expect(breakers).toMatchObject([{ failureRate: 0.2, windowMs: 20_000, resetMs: 9000 }]);
  });

  it.each([
    ['at the top of a file', made('{}'), 'module'],
    [
      'in a field',
      'export class A { breaker = new CircuitBreaker(load); f() { return this.breaker.fire("1"); } }',
      'object',
    ],
    [
      'in a constructor',
      'export class A { b: CircuitBreaker; constructor() { this.b = new CircuitBreaker(load); } f() { return this.b.fire("1"); } }',
      'object',
    ],
    [
      'in a function that fires it',
      'export async function f() { const breaker = new CircuitBreaker(load); return breaker.fire("1"); }',
      'call',
    ],
    [
      'in a function that hands it out',
      'const make = () => new CircuitBreaker(load);\nconst b = make();\nexport const f = () => b.fire("1");',
      undefined,
    ],
    [
      'in a function that runs once',
      'async function main() { const breaker = new CircuitBreaker(load); await breaker.fire("1"); }\nvoid main();',
      undefined,
    ],
  ])('that is made %s lives so long', (_, code, scope) => {
    expect(only(code).scope).toBe(scope);
  });

  it('is in the list though nothing is run through it', () => {
    expect(
      only('const breaker = new CircuitBreaker(load);\nexport const user = load;').applied,
    ).toBe(false);
  });

  it('is not said to be idle where it may be fired', () => {
    const map = `const breakers = new Map<string, CircuitBreaker>();
      export async function f(name: string) {
        if (!breakers.has(name)) breakers.set(name, new CircuitBreaker(load));
        const breaker: CircuitBreaker = breakers.get(name)!;
        return breaker.fire('1');
      }`;
    expect(breakersOf(map).some(({ applied }) => applied === false)).toBe(false);
  });

  it('has no defaults where only its type is known', () => {
    const [typed] = breakersOf(
      `export const f = (breaker: CircuitBreaker) => breaker.fire(() => axios.get('https://b.example.com'));`,
    );
    expect(typed?.minimumCalls).toBeUndefined();
    expect(typed?.observed).toBeUndefined();
  });
});

describe('a breaker of the repository', () => {
  it('is one, with the calls that it refuses and what it compares', () => {
    const { breakers } = assessedCode(`
      class Breaker {
        private failures = 0;
        private openedAt = 0;
        isOpen() { return this.failures >= 4 && Date.now() - this.openedAt < 20_000; }
        async run(path: string) {
          if (this.isOpen()) throw new Error('open');
          try { const answer = await axios.get('https://a.example.com/' + path); this.failures = 0; return answer; }
          catch (error) { this.failures++; this.openedAt = Date.now(); throw error; }
        }
      }
      export const breaker = new Breaker();`);
    expect(breakers).toMatchObject([
      { library: 'own', consecutiveFailures: 4, resetMs: 20_000, calls: [expect.any(String)] },
    ]);
  });
});
