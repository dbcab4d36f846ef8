import type { TypeFact } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

type Reference = Extract<TypeFact, { kind: 'reference' }>;

const PACKAGE = '@nestjs-cls/transactional';

/** Which client's transaction, or the client itself outside of one, an adapter hands out. */
const ADAPTERS: ReadonlyMap<string, readonly [specifier: string, type: string]> = new Map([
  ['TransactionalAdapterPrisma', ['@prisma/client', 'PrismaClient']],
  ['TransactionalAdapterTypeOrm', ['typeorm', 'EntityManager']],
  ['TransactionalAdapterKnex', ['knex', 'Knex']],
]);

/**
 * `TransactionHost<TransactionalAdapterPrisma>`, whose `tx` is a Prisma client, and
 * `Transaction<TransactionalAdapterPrisma>`, which is one: that which the adapter's token stands for, where it
 * is a class of the repository. Undefined for anything else.
 * Source: https://papooch.github.io/nestjs-cls/plugins/available-plugins/transactional
 */
export function transactionHost(
  engine: Engine,
  { specifier, type, place }: { specifier: string; type: Reference; place: Place },
): readonly Value[] | undefined {
  const [adapter] = type.arguments;
  if (specifier !== PACKAGE || adapter?.kind !== 'reference') return undefined;
  const client = clientOf(engine, adapter.name.at(-1) ?? '', place);
  if (client === undefined) return undefined;
  const name = type.name.at(-1);
  if (name === 'Transaction') return engine.typeValues(client.type, client.place);
  if (name !== 'TransactionHost') return undefined;
  const members = [{ name: 'tx', method: false, type: client.type }];
  return [{ kind: 'shape', members, extends: [], name: null, place: client.place }];
}

interface PlacedType {
  readonly type: TypeFact;
  readonly place: Place;
}

function clientOf(engine: Engine, adapter: string, place: Place): PlacedType | undefined {
  for (const { value, place: at } of engine.index.attached('transactions', adapter)) {
    if (value.kind !== 'name' || value.binding === null) continue;
    const { name, binding } = value;
    const type = { kind: 'reference', name: [name], binding, arguments: [] } as const;
    if (engine.typeValues(type, at).length > 0) return { type, place: at };
  }
  const known = ADAPTERS.get(adapter);
  if (known === undefined) return undefined;
  const [specifier, name] = known;
  return { type: { kind: 'import', specifier, name: [name] }, place };
}
