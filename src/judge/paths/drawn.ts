import type { ElementFact, FileFacts } from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import type { Value } from '../../resolve/values.js';
import { groupBy } from '../../text/group-by.js';
import type { CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';

/** Components that are drawn together, with what each of them is. */
export interface Drawn extends Span {
  readonly components: readonly (readonly Value[])[];
}

/**
 * `return <Users team={team} />`: what a server draws it asks for. Components that run in the
 * browser (`'use client'`) end there, and so does what they draw.
 */
export function drawnIn(judging: Judging, { facts }: CodeMap, id: number): readonly Drawn[] {
  if (isClients(facts)) return [];
  const own = facts.elements.filter((one) => one.function === id);
  return [...groupBy(own, ({ root }) => root).values()].flatMap((together) => {
    const components = together
      .map(({ component }) => componentsOf(judging, facts, { component, id }))
      .filter((values) => values.length > 0);
    return components.length === 0 ? [] : [{ ...spanOf(together), components }];
  });
}

function componentsOf(
  judging: Judging,
  { file }: FileFacts,
  { component, id }: Pick<ElementFact, 'component'> & { readonly id: number },
): readonly Value[] {
  return judging.resolver
    .evaluate(component, { file, function: id, class: null, frame: null })
    .filter((value) => {
      if (value.kind === 'package') return true;
      const facts = value.kind === 'function' ? judging.facts(value.file) : undefined;
      return facts !== undefined && !isClients(facts);
    });
}

const isClients = ({ directives }: FileFacts): boolean => directives.includes('use client');

const spanOf = (elements: readonly Span[]): Span => ({
  start: Math.min(...elements.map(({ start }) => start)),
  end: Math.max(...elements.map(({ end }) => end)),
});
