import type { FileFacts } from '../../parse/facts.js';
import { lastName } from './callee-names.js';
import { decorationsOf } from './decorations.js';
import { loadsConfiguration, namesSection, writtenHolder } from '../given/holders.js';
import type { AttachedValue, Holder } from '../knowledge.js';

/** Finds what is hung on a framework's objects, by holder and name. */
export class AttachmentIndex {
  readonly #all: () => Iterable<FileFacts>;
  #byName: Map<string, AttachedValue[]> | undefined;

  constructor(all: () => Iterable<FileFacts>) {
    this.#all = all;
  }

  attached(holder: Holder, name: string): readonly AttachedValue[] {
    this.#byName ??= this.#collect();
    return this.#byName.get(`${holder} ${name}`) ?? [];
  }

  #collect(): Map<string, AttachedValue[]> {
    const byName = new Map<string, AttachedValue[]>();
    for (const facts of this.#all()) {
      for (const { holder, name, attached } of attachments(facts)) {
        const key = `${holder} ${name}`;
        const known = byName.get(key);
        if (known === undefined) byName.set(key, [attached]);
        else known.push(attached);
      }
    }
    return byName;
  }
}

function* attachments(facts: FileFacts): Iterable<Attachment> {
  yield* written(facts);
  yield* decorated(facts);
  yield* sections(facts);
  yield* loaded(facts);
  yield* transactions(facts);
}

interface Attachment {
  readonly holder: Holder;
  readonly name: string;
  readonly attached: AttachedValue;
}

function* written({ file, writes }: FileFacts): Iterable<Attachment> {
  for (const { target, value, function: id } of writes) {
    const holder = writtenHolder(target);
    if (holder === null || target.property === null) continue;
    const place = { file, function: id, class: null, frame: null };
    yield { holder, name: target.property, attached: { value, place, asked: false } };
  }
}

function* decorated({ file, calls }: FileFacts): Iterable<Attachment> {
  for (const call of calls) {
    for (const { holder, name, value, asked = false } of decorationsOf(call)) {
      const place = { file, function: call.function, class: call.class, frame: null };
      yield { holder, name, attached: { value, place, asked } };
    }
  }
}

function* sections({ file, calls }: FileFacts): Iterable<Attachment> {
  for (const call of calls) {
    const [name, value] = call.arguments;
    if (!namesSection(call.callee) || value === undefined) continue;
    if (name?.kind !== 'literal' || typeof name.value !== 'string') continue;
    const place = { file, function: call.function, class: call.class, frame: null };
    yield { holder: 'section', name: name.value, attached: { value, place, asked: false } };
  }
}

function* loaded({ file, calls }: FileFacts): Iterable<Attachment> {
  for (const call of calls) {
    const [value] = call.arguments;
    if (value === undefined || !loadsConfiguration(call.callee)) continue;
    const place = { file, function: call.function, class: call.class, frame: null };
    yield { holder: 'configuration', name: 'load', attached: { value, place, asked: false } };
  }
}

const TOKEN_OPTION = /^(prismaInjectionToken|dataSourceToken|knexInstanceToken)$/;

function* transactions({ file, calls }: FileFacts): Iterable<Attachment> {
  for (const {
    callee,
    form,
    arguments: [options],
    function: id,
    class: owner,
  } of calls) {
    const name = form === 'new' ? lastName(callee) : null;
    if (name?.startsWith('TransactionalAdapter') !== true || options?.kind !== 'object') continue;
    const token = options.properties.find(({ key }) => TOKEN_OPTION.test(key ?? ''))?.value;
    if (token === undefined) continue;
    const place = { file, function: id, class: owner, frame: null };
    yield { holder: 'transactions', name, attached: { value: token, place, asked: false } };
  }
}
