import type { ClassPlace } from '../../resolve/knowledge.js';
import type { Value } from '../../resolve/values.js';

/** The class of the repository that a value is, or is made of. */
export function classOf(value: Value): ClassPlace | null {
  if (value.kind === 'class') return value;
  return value.kind === 'instance' && 'class' in value.of
    ? { file: value.file, class: value.of.class }
    : null;
}
