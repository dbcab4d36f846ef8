import type { Expression, FileFacts, MemberExpression } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Creation, Place, Value } from '../resolve/values.js';
import { addressName } from './addresses.js';
import type { NameSource } from './named-calls.js';
import type { Site } from './sites.js';

/** What a call talks to, and how that is known. */
interface DependencyName {
  readonly name: string;
  readonly source: NameSource;
}

/** What a call talks to, as well as the code tells: host, configuration key, queue, instance, client. */
export function dependencyOf(resolver: Resolver, facts: FileFacts, site: Site): DependencyName {
  const { on, action } = site.performed;
  const place: Place = {
    file: facts.file,
    function: site.call.function,
    class: site.call.class,
    frame: null,
  };
  const call: Creation = { arguments: site.call.arguments, place, start: site.call.start };
  const makings = on.creations.filter(({ part }) => part === undefined);
  const given = { call: [call], instance: makings };
  for (const path of [...(action.address ?? []), ...on.client.address]) {
    const name = path === 'receiver' ? boundName(facts, site) : named(resolver, given, path);
    if (name !== null) return { name, source: 'address' };
  }
  const name = instanceName(resolver, ownMakings(on.creations));
  if (name !== null) return { name, source: 'variable' };
  const { named: ofType } = on.client.types[on.type] ?? {};
  return ofType === undefined
    ? { name: on.packageName, source: 'package' }
    : { name: ofType, source: 'address' };
}

/** `env.ORDERS.prepare(…).all()`: what an environment binds is named in capitals. */
function boundName(facts: FileFacts, { call }: Site): string | null {
  for (const { property } of membersOf(facts, call.callee)) {
    if (property !== null && BOUND.test(property)) return property;
  }
  return null;
}

const BOUND = /^[A-Z][A-Z\d_]*$/;
const LONGEST_CHAIN = 16;

/** The members of a chain from its end on, through calls and the variable that it begins with. */
function membersOf(facts: FileFacts, callee: Expression): readonly MemberExpression[] {
  const found: MemberExpression[] = [];
  let one: Expression | undefined = callee;
  for (let steps = 0; one !== undefined && steps < LONGEST_CHAIN; steps++) {
    if (one.kind === 'member') found.push(one);
    one = before(facts, one);
  }
  return found;
}

function before({ calls, bindings }: FileFacts, one: Expression): Expression | undefined {
  if (one.kind === 'member') return one.object;
  if (one.kind === 'call') return calls[one.call]?.callee;
  if (one.kind === 'cast') return one.value;
  if (one.kind !== 'name' || one.binding === null) return undefined;
  const { value, path } = bindings[one.binding] ?? {};
  return path === undefined ? value : undefined;
}

/** `users = firestore().collection('users')`: what the variable keeps is a part, and no name of the whole. */
function ownMakings(creations: readonly Creation[]): readonly Creation[] {
  const parts = creations.filter(({ part }) => part === true);
  return creations.filter(
    (one) =>
      one.part === undefined &&
      !parts.some(({ start, place }) => start === one.start && place.file === one.place.file),
  );
}

interface Given {
  readonly call: readonly Creation[];
  readonly instance: readonly Creation[];
}

/** Reads "call.0.url" or "instance.0.baseURL". */
function named(resolver: Resolver, given: Given, path: string): string | null {
  const [from, position, ...properties] = path.split('.');
  for (const { arguments: list, place } of from === 'call' ? given.call : given.instance) {
    const expression = list[Number(position)];
    if (expression === undefined) continue;
    const name = nameOfExpression(resolver, { expression, properties, place });
    if (name !== null) return name;
  }
  return null;
}

interface Named {
  readonly expression: Expression;
  readonly properties: readonly string[];
  readonly place: Place;
}

function nameOfExpression(
  resolver: Resolver,
  { expression, properties, place }: Named,
): string | null {
  const values = properties.reduce<readonly Value[]>(
    (current, property) => current.flatMap((value) => resolver.member(value, property)),
    resolver.evaluate(expression, place).map(commandInput(resolver)),
  );
  const names = [...new Set(values.flatMap(addressOf))];
  const first = names.find((name) => !LOCAL.test(name)) ?? names[0];
  if (first !== undefined) return withOthers(first, names);
  const isSpelled = properties.length === 0 && values.length === 0;
  return isSpelled && !isOfAnswer(resolver, expression, place) ? spelledName(expression) : null;
}

/** Machines of developers: what is called elsewhere has another name. */
const LOCAL = /^(localhost|127\.|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)/;

/** `answer.upload_url`: what another call answered tells where to go on, and not what that is. */
function isOfAnswer(resolver: Resolver, expression: Expression, { file }: Place): boolean {
  let root = expression;
  while (root.kind === 'member') root = root.object;
  if (root.kind !== 'name' || root.binding === null) return root.kind === 'await';
  return resolver.facts(file)?.bindings[root.binding]?.value?.kind === 'await';
}

/** A wrapper that callers hand addresses to talks to each of these hosts, not to the first alone. */
function withOthers(first: string, names: readonly string[]): string {
  const more = HOST.test(first) ? names.filter((name) => HOST.test(name)).length - 1 : 0;
  return more === 0 ? first : `${first} and ${more} more`;
}

/** A domain; names of variables and of local machines are other ways to say the same target. */
const HOST = /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}$/i;

const addressOf = (value: Value): readonly string[] => {
  const isText = value.kind === 'constant' && typeof value.value === 'string';
  const name = isText ? addressName(value.value) : null;
  return name === null ? [] : [name];
};

/** `new PutObjectCommand({ Bucket })`: a command's input is where its names stand. */
const commandInput =
  (resolver: Resolver) =>
  (value: Value): Value => {
    const creation = value.kind === 'external' ? value.creations[0] : undefined;
    const input = creation?.arguments[0];
    if (creation === undefined || input === undefined) return value;
    return resolver.evaluate(input, creation.place).find((one) => one.kind === 'object') ?? value;
  };

/** `config.usersApi.url`: the last part of the spelling that says more than "url". */
function spelledName(expression: Expression): string | null {
  const parts: string[] = [];
  let current = expression;
  while (current.kind === 'member') {
    if (current.property !== null) parts.unshift(current.property);
    current = current.object;
  }
  const said = parts.filter((part) => !GENERIC.test(part));
  return said.at(-1) ?? null;
}

const GENERIC =
  /^(url|uri|host|hostname|endpoint|base_?url|address|path|config|options|href|origin|link)$/i;

/** The variable or field that the nearest creation is kept in. */
function instanceName(resolver: Resolver, creations: readonly Creation[]): string | null {
  for (const { place, start } of creations) {
    const facts = resolver.facts(place.file);
    const name = facts === undefined ? null : holderOf(facts, start);
    if (name !== null && !VAGUE.test(name)) return name;
  }
  return null;
}

const knownHolders = new WeakMap<FileFacts, Map<number, string | null>>();

/** Many calls ask after the same creation. */
function holderOf(facts: FileFacts, start: number): string | null {
  const holders = knownHolders.get(facts) ?? new Map<number, string | null>();
  knownHolders.set(facts, holders);
  const known = holders.get(start);
  if (known !== undefined) return known;
  const found = keptIn(facts, start);
  holders.set(start, found);
  return found;
}

function keptIn(facts: FileFacts, start: number): string | null {
  const id = facts.calls.findIndex((one) => one.start === start && one.use !== 'receiver');
  const variable = facts.calls[id]?.variable;
  if (variable !== undefined) return facts.bindings[variable]?.name ?? null;
  const isCall = (value: Expression | undefined): boolean =>
    value?.kind === 'call' && value.call === id;
  const field = facts.classes.flatMap(({ members }) => members).find(({ value }) => isCall(value));
  return field?.name ?? facts.writes.find(({ value }) => isCall(value))?.target.property ?? null;
}

const VAGUE =
  /^(client|instance|conn|connection|pool|http|api|axios|db|res|result|resp|response|qb|query|query_?builder|repo|repository|manager|exports|default|upload|uploader|model|document|doc|entity|tx|trx|transaction|_+|x)$/i;
