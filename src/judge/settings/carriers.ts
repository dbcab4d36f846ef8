import { baseInstances } from '../../resolve/types/instances.js';
import type { Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Made, Readings } from './readings.js';

/** Settings with carriers as their clients make them: a class of the repository that only makes one is that one. */
export function withCarriers<S extends { readonly takes: string }>(
  judging: Judging,
  { made, ...read }: Readings<S>,
): Readings<S> {
  const carried = made.map((one): Made<S> => {
    if (one.setting.takes !== 'carrier') return one;
    const values = one.found.values.flatMap((value) => madeAs(judging, value));
    return { ...one, found: { ...one.found, values } };
  });
  return { ...read, made: carried };
}

/** `class Source extends DataSource { constructor() { super(options) } }`: what has methods of its own may do more. */
function madeAs(judging: Judging, value: Value): readonly Value[] {
  if (value.kind !== 'instance' || !('class' in value.of)) return [value];
  const { file, frame } = value;
  const fact = judging.facts(file)?.classes[value.of.class];
  if (fact === undefined || fact.members.some(isMethod)) return [value];
  const bases = baseInstances(judging.resolver, { file, fact, frame });
  const made = bases.filter((base) => base.kind === 'external' && base.creations.length > 0);
  return made.length > 0 ? made : [value];
}

const isMethod = ({
  kind,
  static: isStatic,
}: {
  readonly kind: string;
  readonly static: boolean;
}): boolean => kind === 'method' && !isStatic;
