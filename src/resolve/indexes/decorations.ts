import type { CallFact, Expression } from '../../parse/facts.js';
import type { Holder } from '../knowledge.js';

/** What a call hangs on an object of the framework. */
export interface Decoration {
  readonly holder: Holder;
  readonly name: string;
  readonly value: Expression;
  /** The value is a function that is asked for what is hung there. */
  readonly asked?: true;
}

/** Reads calls such as `fastify.decorate('db', db)` and hapi's `server.expose({ db })`. */
export function decorationsOf(call: CallFact): readonly Decoration[] {
  const { callee } = call;
  if (callee.kind !== 'member') return [];
  switch (callee.property) {
    case 'decorate':
      return ofKind(call) ?? named(call, 'decorate');
    case 'decorateRequest':
      return named(call, 'request');
    case 'decorateReply':
      return named(call, 'reply');
    case 'expose':
      return exposed(call);
    case 'set':
      return plain(call, 'set');
    case null:
    default:
      return [];
  }
}

function plain({ arguments: [key, value] }: CallFact, holder: Holder): readonly Decoration[] {
  const name = textOf(key);
  return name === null || value === undefined ? [] : [{ holder, name, value }];
}

/** Fastify's `('name', value)`, or `('name', { getter() {} })`. */
const named = (call: CallFact, holder: Holder): readonly Decoration[] =>
  plain(call, holder).map((decoration) => {
    const getter = propertyOf(decoration.value, 'getter');
    return getter === undefined ? decoration : { ...decoration, value: getter, asked: true };
  });

const KINDS: ReadonlyMap<string, Holder> = new Map([
  ['server', 'decorate'],
  ['request', 'request'],
  ['toolkit', 'reply'],
  ['response', 'reply'],
]);

/** hapi's `('request', 'name', value, { apply: true })`, where `apply` has a function make the value. */
function ofKind({
  arguments: [kind, key, value, options],
}: CallFact): readonly Decoration[] | undefined {
  const name = textOf(key);
  const holder = KINDS.get(textOf(kind) ?? '');
  if (holder === undefined || name === null || value === undefined) return undefined;
  const apply = propertyOf(options, 'apply');
  const isApplied = apply?.kind === 'literal' && apply.value === true;
  return [isApplied ? { holder, name, value, asked: true } : { holder, name, value }];
}

/** hapi's `('name', value)` and `({ name: value })`. */
function exposed(call: CallFact): readonly Decoration[] {
  const [first] = call.arguments;
  if (first?.kind !== 'object') return plain(call, 'exposed');
  return first.properties.flatMap(({ key, value }) =>
    key === null ? [] : [{ holder: 'exposed' as const, name: key, value }],
  );
}

const textOf = (expression: Expression | undefined): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

const propertyOf = (expression: Expression | undefined, key: string): Expression | undefined =>
  expression?.kind === 'object'
    ? expression.properties.find((property) => property.key === key)?.value
    : undefined;
