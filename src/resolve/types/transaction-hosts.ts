import type { TypeFact } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';
import { exportedType } from './exported-types.js';

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
 * `Transaction<TransactionalAdapterPrisma>`, which is one; undefined for anything else.
 * Source: https://papooch.github.io/nestjs-cls/plugins/available-plugins/transactional
 */
export function transactionHost(
  engine: Engine,
  { specifier, type, place }: { specifier: string; type: Reference; place: Place },
): readonly Value[] | undefined {
  if (specifier !== PACKAGE) return undefined;
  const [adapter] = type.arguments;
  const found = adapter?.kind === 'reference' ? ADAPTERS.get(adapter.name.at(-1) ?? '') : undefined;
  if (found === undefined) return undefined;
  const [client, exported] = found;
  const name = type.name.at(-1);
  if (name === 'Transaction')
    return exportedType(engine, { file: place.file, specifier: client, path: [exported] });
  if (name !== 'TransactionHost') return undefined;
  const tx: TypeFact = { kind: 'import', specifier: client, name: [exported] };
  return [
    {
      kind: 'shape',
      members: [{ name: 'tx', method: false, type: tx }],
      extends: [],
      name: null,
      place,
    },
  ];
}
