import { describe, expect, it } from 'vitest';
import type { RegistrationFact } from '../../src/model/catalog-entry.js';
import {
  clientSchema,
  type ClientAction,
  type ClientEntry,
  type ClientType,
} from '../../src/model/catalog.js';
import { entryFileName } from '../../src/text/entry-file-name.js';
import { clientFiles } from './client-files.js';

/** Every type name a client's own tables and types lead to. */
function referencedTypes(client: ClientEntry): readonly string[] {
  const subpaths = Object.values(client.subpaths ?? {}).flatMap(Object.values<string>);
  return [
    ...Object.values(client.globals),
    ...Object.values(client.exports),
    ...Object.values(client.decorators ?? {}),
    ...Object.values(client.guardDecorators ?? {}),
    ...subpaths,
    ...Object.values(client.types).flatMap(typesOf),
    ...(client.hands ?? []).flatMap(({ parameters }) => parameters.filter((one) => one !== null)),
    ...(client.conventions ?? []).flatMap((one) => Object.values(one.exports).flatMap(namedBy)),
  ];
}

/** The type whose members a registration's handlers are named as. */
const namedBy = ({ names }: RegistrationFact): readonly string[] =>
  names === undefined ? [] : [names.of];

function typesOf(type: ClientType): readonly string[] {
  const members = Object.values(type.members ?? {});
  const actions = [type.call, type.constructs, ...members].filter((one) => one !== undefined);
  const names = [
    type.construct,
    ...(type.extends ?? []),
    ...members.map((member) => member.type),
    type.methodsOf,
    type.files?.hold,
    ...actions.flatMap(({ registers }) => (registers === undefined ? [] : namedBy(registers))),
    ...actions.flatMap(({ returns, callback, methodsAt = {} }) => [
      returns,
      ...(callback?.parameters ?? []),
      ...receivers(callback?.this),
      ...Object.values(methodsAt),
    ]),
  ];
  return names.filter((name) => typeof name === 'string').filter((name) => name !== 'Self');
}

type Callback = NonNullable<ClientAction['callback']>;

const receivers = (named: Callback['this']): readonly string[] =>
  typeof named === 'string' ? [named] : Object.values(named?.is ?? {}).flat();

function patterns(client: ClientEntry): readonly string[] {
  const types = Object.values(client.types);
  return [
    ...Object.keys(client.exports),
    ...types.flatMap((type) => [...Object.keys(type.members ?? {}), ...(type.annotations ?? [])]),
  ].filter((key) => key.startsWith('/'));
}

const clients = clientFiles.map(({ name, content }) => ({
  name,
  parsed: clientSchema.safeParse(content),
}));

const entries = clients.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));

function duplicates(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe.each(clients)('$name', ({ name, parsed }) => {
  it('follows the schema', () => {
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  const client = parsed.data;
  if (client === undefined) return;

  it('is named after its client', () => {
    expect(name).toBe(entryFileName(client.client));
  });

  it('describes every type it names, and names every type it describes', () => {
    const referenced = new Set(referencedTypes(client));
    const annotated = Object.entries(client.types).flatMap(([type, { annotations }]) =>
      annotations === undefined ? [] : [type],
    );
    const described = Object.keys(client.types);
    expect([...referenced].filter((type) => !described.includes(type))).toEqual([]);
    expect(described.filter((type) => !referenced.has(type) && !annotated.includes(type))).toEqual(
      [],
    );
  });

  it('says what calling a typed member does on its type, where it is read', () => {
    const members = Object.values(client.types).flatMap((type) =>
      Object.entries(type.members ?? {}),
    );
    const both = members.filter(([, { type, role }]) => type !== undefined && role !== undefined);
    expect(both.map(([member]) => member)).toEqual([]);
  });

  it('has patterns that compile', () => {
    for (const key of patterns(client)) {
      expect(key).toMatch(/^\/.+\/$/);
      expect(() => new RegExp(key.slice(1, -1))).not.toThrow();
    }
  });

  it('can be reached by a package or a global', () => {
    expect(client.packages.length + Object.keys(client.globals).length).toBeGreaterThan(0);
  });

  it('has examples with different names, one of which expects a call or an entry point', () => {
    expect(duplicates(client.examples.map((example) => example.name))).toEqual([]);
    const sources = client.examples.flatMap((example) => Object.values(example.files));
    const marker = client.framework ? '// entry ' : '// expect ';
    expect(sources.some((source) => source.includes(marker))).toBe(true);
  });
});

describe('the clients together', () => {
  it('claim every package and every global once', () => {
    expect(duplicates(entries.flatMap((client) => client.packages))).toEqual([]);
    expect(duplicates(entries.flatMap((client) => Object.keys(client.globals)))).toEqual([]);
    expect(duplicates(entries.map((client) => client.client))).toEqual([]);
  });
});
