import type { Expression, FileFacts } from '../parse/facts.js';
import { lastName } from './callee-names.js';
import type { Holder, WrittenValue } from './knowledge.js';

const WRITTEN: ReadonlySet<string> = new Set(['locals', 'context', 'state']);
const CALLED: ReadonlySet<string> = new Set(['decorate', 'decorateRequest', 'set']);

/** The framework object an expression is, by the names people give it. */
export function holderOf(object: Expression): Holder | null {
  if (object.kind === 'this') return 'decorate';
  const name = lastName(object);
  if (name === null) return null;
  if (name === 'locals' || name === 'state') return name;
  if (object.kind === 'name' && /^(ctx|context)$/.test(name)) return 'context';
  return /^(fastify|app|server|instance)$/i.test(name) ? 'decorate' : null;
}

/** Whether `x.get('name')` asks the application for one of its settings. */
export const asksApplication = (object: Expression): boolean =>
  /^(app|application)$/.test(lastName(object) ?? '');

/** Finds what is hung on a framework's objects, by holder and name. */
export class AttachmentIndex {
  readonly #all: () => Iterable<FileFacts>;
  #byName: Map<string, WrittenValue[]> | undefined;

  constructor(all: () => Iterable<FileFacts>) {
    this.#all = all;
  }

  attached(holder: Holder, name: string): readonly WrittenValue[] {
    this.#byName ??= this.#collect();
    return this.#byName.get(`${holder} ${name}`) ?? [];
  }

  #collect(): Map<string, WrittenValue[]> {
    const byName = new Map<string, WrittenValue[]>();
    for (const facts of this.#all()) {
      for (const { holder, name, attached } of [...written(facts), ...decorated(facts)]) {
        const key = `${holder} ${name}`;
        const known = byName.get(key);
        if (known === undefined) byName.set(key, [attached]);
        else known.push(attached);
      }
    }
    return byName;
  }
}

interface Attachment {
  readonly holder: string;
  readonly name: string;
  readonly attached: WrittenValue;
}

function* written({ file, writes }: FileFacts): Iterable<Attachment> {
  for (const { target, value, function: id } of writes) {
    const holder = target.object.kind === 'member' ? target.object.property : null;
    if (holder === null || !WRITTEN.has(holder) || target.property === null) continue;
    const place = { file, function: id, class: null, frame: null };
    yield { holder, name: target.property, attached: { value, place } };
  }
}

function* decorated({ file, calls }: FileFacts): Iterable<Attachment> {
  for (const call of calls) {
    const [name, value] = call.arguments;
    const method = call.callee.kind === 'member' ? call.callee.property : null;
    if (method === null || !CALLED.has(method) || value === undefined) continue;
    if (name?.kind !== 'literal' || typeof name.value !== 'string') continue;
    const place = { file, function: call.function, class: call.class, frame: null };
    const holder = method === 'set' ? 'set' : 'decorate';
    yield { holder, name: name.value, attached: { value, place } };
  }
}
