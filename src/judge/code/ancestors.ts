import type { ClassPlace } from '../../resolve/knowledge.js';
import type { Resolver } from '../../resolve/resolver.js';
import { baseValues } from '../../resolve/types/bases.js';

const MOST_ANCESTORS = 20;

const known = new WeakMap<Resolver, Map<string, readonly ClassPlace[]>>();

/** The classes of the repository that a class extends, the nearest first. */
export function ancestorsOf(resolver: Resolver, of: ClassPlace): readonly ClassPlace[] {
  const kept = known.get(resolver) ?? new Map<string, readonly ClassPlace[]>();
  known.set(resolver, kept);
  const found = kept.get(classKey(of)) ?? search(resolver, of);
  kept.set(classKey(of), found);
  return found;
}

export const classKey = ({ file, class: id }: ClassPlace): string => `${file}:${String(id)}`;

function search(resolver: Resolver, of: ClassPlace): readonly ClassPlace[] {
  const found: ClassPlace[] = [];
  const seen = new Set([classKey(of)]);
  const pending = [of];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (found.length > MOST_ANCESTORS) break;
    for (const base of basesOf(resolver, one)) {
      if (seen.has(classKey(base))) continue;
      seen.add(classKey(base));
      found.push(base);
      pending.push(base);
    }
  }
  return found;
}

function basesOf(resolver: Resolver, { file, class: id }: ClassPlace): readonly ClassPlace[] {
  const fact = resolver.facts(file)?.classes[id];
  return fact === undefined
    ? []
    : baseValues(resolver, file, fact).filter((one) => one.kind === 'class');
}
