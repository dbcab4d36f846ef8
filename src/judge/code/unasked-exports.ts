import type { BindingId, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { requestedModule } from '../../parse/module-requests.js';
import { exportName } from '../../resolve/indexes/file-index.js';
import type { Judging } from '../judging.js';
import { standsBare } from './handed-objects.js';
import type { FunctionPlace } from './points.js';

/**
 * Whether a function is a CommonJS export that no importer takes: `module.exports = { send, list }`
 * where all others ask with `const { list } = require('./mails')`, or for `mails.list`.
 */
export function isUnaskedExport(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const importers = judging.importers().get(file) ?? [];
  if (facts === undefined || importers.length === 0) return false;
  if (judging.package(file)?.published === true) return false;
  const key = exportedKey(facts, id);
  const name = facts.functions[id]?.name;
  if (key === null || standsBare(judging, [key, ...(name == null ? [] : [name])], file))
    return false;
  return importers.every((one) => takesOthers(judging, one, { file, key }));
}

/** The key of `module.exports` or `exports` that the function stands under; null where it is none. */
function exportedKey({ bindings, writes }: FileFacts, id: FunctionId): string | null {
  const isIt = (value: Expression): boolean => {
    if (value.kind === 'function') return value.function === id;
    const binding = value.kind === 'name' ? bindings[value.binding ?? -1] : undefined;
    if (binding === undefined || binding.function !== 0) return false;
    return binding.declares === id || (binding.value !== undefined && isIt(binding.value));
  };
  for (const { target, value, function: within } of writes) {
    const written = within === 0 ? exportName(target) : null;
    if (written === null) continue;
    if (written !== '' && isIt(value)) return written;
    const parts = written === '' && value.kind === 'object' ? value.properties : [];
    const property = parts.find((one) => isIt(one.value));
    if (property !== undefined) return property.key;
  }
  return null;
}

interface Export {
  readonly file: string;
  readonly key: string;
}

/** Whether all that a file takes of another one is known, and it is something else. */
function takesOthers(judging: Judging, importer: string, asked: Export): boolean {
  const facts = judging.facts(importer);
  if (facts === undefined) return false;
  const isOfIt = (specifier: string): boolean => {
    const target = judging.resolver.modules.resolve(importer, specifier);
    return target.kind === 'file' && target.file === asked.file;
  };
  return (
    facts.exports.every(({ from }) => from === undefined || !isOfIt(from.specifier)) &&
    facts.bindings.every(
      ({ import: source }) =>
        source === undefined || source.imported !== asked.key || !isOfIt(source.specifier),
    ) &&
    facts.calls.every((call, index) => {
      const specifier = requestedModule(call);
      return specifier === null || !isOfIt(specifier) || takesOther(facts, index, asked.key);
    })
  );
}

/**
 * `const { list } = require('./mails')`; a name for all of it is followed by its members, and what
 * is taken under its own name and not passed on is not asked for, since nothing calls it.
 */
function takesOther(facts: FileFacts, index: number, key: string): boolean {
  if (facts.calls[index]?.use === 'statement') return true;
  const taken = [...facts.bindings.entries()].filter(
    ([, { value }]) => value?.kind === 'call' && value.call === index,
  );
  return (
    taken.length > 0 &&
    taken.every(([id, { name, path }]) => {
      const step = path?.[0];
      if (step === undefined) return true;
      if (step.step !== 'property') return false;
      return step.name !== key || (name === key && !isPassedOn(facts, id));
    })
  );
}

function isPassedOn({ exports, writes }: FileFacts, id: BindingId): boolean {
  const isIt = (value: Expression): boolean =>
    value.kind === 'object'
      ? value.properties.some((one) => isIt(one.value))
      : value.kind === 'name' && value.binding === id;
  return exports.some(({ binding }) => binding === id) || writes.some(({ value }) => isIt(value));
}
