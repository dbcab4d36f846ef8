import type { BindingId } from '../../parse/facts.js';
import { KeptAnswers } from '../../text/kept-answers.js';
import type { Judging } from '../judging.js';
import { changesIn } from './changes-of-names.js';
import type { Held } from './held-values.js';

/** What is handed on is followed as far as this. */
const DEEPEST = 3;

type Asked = Pick<Judging, 'facts' | 'callees'>;

/** Whether a name means different things at different times, or what lies under these names in it does. */
export function isChanged(asked: Asked, held: Held, path: readonly string[]): boolean {
  const { file, id, binding } = held;
  if (binding.assigned !== undefined && binding.assigned.length > 0) return true;
  const facts = asked.facts(file);
  if (facts !== undefined && changesIn(facts).assignedAnew.has(id)) return true;
  return path.length > 0 && isWritten(asked, { file, id }, { path, depth: 0 });
}

interface Below {
  readonly path: readonly string[];
  readonly depth: number;
}

interface Name {
  readonly file: string;
  readonly id: BindingId;
}

const known = new KeptAnswers<Asked, boolean>();

/** Whether what lies below a name is written here, or where it is handed on. */
const isWritten = (asked: Asked, name: Name, below: Below): boolean =>
  known.of(asked, [name.file, name.id, below.depth, ...below.path].join('\0'), () =>
    find(asked, name, below),
  );

function find(asked: Asked, { file, id }: Name, { path, depth }: Below): boolean {
  const facts = asked.facts(file);
  if (facts === undefined) return true;
  const { written, handed } = changesIn(facts);
  const properties = written.get(id);
  if (properties?.has(null) === true || path.some((name) => properties?.has(name) === true))
    return true;
  if (depth >= DEEPEST) return false;
  const further = { path, depth: depth + 1 };
  return (handed.get(id) ?? []).some(({ call, index }) =>
    asked.callees({ file, call }).some((value) => {
      if (value.kind !== 'function') return false;
      const parameter = asked.facts(value.file)?.functions[value.function]?.parameters[index];
      const target = parameter?.binding;
      return target != null && isWritten(asked, { file: value.file, id: target }, further);
    }),
  );
}
