import { expect, it } from 'vitest';
import type { FileFacts } from '../../src/parse/facts.js';
import { factsOf } from './facts-of.js';

/** What each outermost function mentions, the module as "module". */
function mentionsOf(text: string): Readonly<Record<string, readonly string[]>> {
  const facts = factsOf(text, 'source.tsx');
  const name = (binding: number): string => facts.bindings[binding]?.name ?? '?';
  const shown = (fact: FileFacts['functions'][number]): readonly string[] => [
    ...(fact.mentions ?? []).map(name),
    ...(fact.memberMentions ?? []).map(({ binding, member }) => `${name(binding)}.${member}`),
  ];
  return Object.fromEntries(
    facts.functions.map((fact) => [fact.name ?? fact.kind, shown(fact)] as const),
  );
}

it('functions mention what they and the functions within them name', () => {
  expect(
    mentionsOf(`
      import { a, b, c, type T } from 'm';
      const d = 1;
      export function one(x: T) { return list.map(() => a(x)); }
      const two = () => ({ b, key: c.d, [d]: 2 });
      class Three extends a { four() { return <b.c d={d} />; } }
    `),
  ).toEqual({
    module: ['a'],
    one: ['T', 'a'],
    arrow: [],
    two: ['b', 'c', 'd'],
    four: ['b', 'd'],
  });
});

it('imports, exports, declarations, keys and labels mention nothing', () => {
  expect(
    mentionsOf(`
      import { a, b as c } from 'm'; import * as all from 'n';
      export { a, c as e }; export { a as f } from 'o';
      const d = { a: 1 }; d.c; function one() { a: for (;;) break a; return d.a; }
      export default one;
    `),
  ).toEqual({ module: ['d'], one: ['d'] });
});

it('of a namespace its members are mentioned, or all of it', () => {
  expect(
    mentionsOf(`
      import * as all from 'm';
      const members = () => all.a(all.b.c) as all.T;
      const component = () => <all.Part />;
      const whole = () => all[key] ?? run(all);
    `),
  ).toEqual({
    module: [],
    members: ['all.a', 'all.b', 'all.T'],
    component: ['all.Part'],
    whole: ['all'],
  });
});
