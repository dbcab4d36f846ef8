import type { ClientAction } from '../../model/catalog.js';
import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { CallId, ClassFact, Expression, FileFacts, MemberFact } from '../../parse/facts.js';
import type { ExternalValue, Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { composed } from './composed-decorators.js';
import type { Draft } from './draft.js';
import { enteringCalls, type Entering } from './entering.js';
import { classKey, type Host } from './host.js';
import type { Hosts } from './hosts.js';
import { limitsIn } from './limits.js';
import { Listing } from './listed.js';
import { passedBy } from './passed.js';
import { fillIn, mountedName, placeTexts, textAt, type Reading, shortest } from './texts.js';
import { isEntryEvent } from './registrations.js';

interface Search {
  readonly judging: Judging;
  readonly hosts: Hosts;
  readonly facts: FileFacts;
}

interface Owner {
  readonly id: number;
  readonly fact: ClassFact;
}

/** Calls that are decorators: what they register is what they stand on. */
export function decoratorCalls({ classes }: FileFacts): ReadonlySet<CallId> {
  const all = classes.flatMap(({ decorators, members }) => [
    ...decorators,
    ...members.flatMap((member) => member.decorators),
  ]);
  return new Set(all.flatMap((one) => (one.kind === 'call' ? [one.call] : [])));
}

/** Puts decorated classes below their paths. */
export function mountClasses(search: Search): void {
  const { judging, hosts, facts } = search;
  const listing = new Listing(judging, (one, { decorators }) =>
    decorating({ ...search, facts: one }, decorators).filter(({ action }) => action.lists === true),
  );
  for (const [id, fact] of facts.classes.entries()) {
    for (const entering of decorating(search, fact.decorators)) {
      const { mounts } = entering.action;
      if (mounts === undefined) continue;
      const child: Host = { key: classKey(facts.file, id), on: null };
      const words = { class: fact.name ?? '' };
      const path = (): string => textAt({ judging, entering, words }, mounts.path) ?? '';
      hosts.mount({ child, parents: () => [], path });
      if (mounts.listed !== true) continue;
      (listing.mayBeListed(facts, id) ? hosts.listed : hosts.unlisted).add(child.key);
    }
  }
}

/** Entry points that are methods of classes: decorated, or called because of what the class is. */
export function classDrafts(search: Search): readonly Draft[] {
  return [...search.facts.classes.entries()].flatMap(([id, fact]) => {
    if (isUnlisted(search, id)) return [];
    const owner: Owner = { id, fact };
    const own = fact.members.flatMap((member) => decoratedDrafts(search, owner, member));
    return [
      ...(own.length > 0 ? own : inheritedDraft(search, owner)),
      ...implementedDrafts(search, owner),
    ];
  });
}

/** Nothing can list the class; where nothing is listed at all, what lists them is not in the sources. */
const isUnlisted = ({ hosts, facts }: Search, id: number): boolean =>
  hosts.unlisted.has(classKey(facts.file, id)) && hosts.listed.size > 0;

function decoratedDrafts(search: Search, owner: Owner, member: MemberFact): readonly Draft[] {
  if (member.decorators.length === 0) return [];
  return decorating(search, member.decorators).flatMap((entering) => {
    const { registers } = entering.action;
    return registers === undefined
      ? []
      : methodDraft(search, { owner, member, entering, registers });
  });
}

/** A controller without handlers of its own has those of a package's class. */
function inheritedDraft(search: Search, { id, fact }: Owner): readonly Draft[] {
  const { judging, hosts, facts } = search;
  const key = classKey(facts.file, id);
  if (fact.superclass === null || !hosts.isMounted(key) || !isController(search, fact)) return [];
  const place: Place = { file: facts.file, function: fact.function, class: null, frame: null };
  const bases = judging.resolver.evaluate(fact.superclass, place);
  if (!bases.some(({ kind }) => kind === 'package')) return [];
  const prefix = [
    ...hosts.programPrefix(facts.file),
    ...shortest(hosts.prefixesOf([{ key, on: null }])),
  ];
  const name = mountedName('http-route', 'ALL *', prefix);
  const { start } = fact;
  return [{ kind: 'http-route', name, file: facts.file, start, handlers: [], limits: [] }];
}

/** Whether a decorator puts the class below a path of requests, rather than naming a service. */
const isController = (search: Search, { decorators }: ClassFact): boolean =>
  decorating(search, decorators).some(
    ({ action, on }) =>
      action.mounts !== undefined &&
      Object.values(on.client.types).some(({ call }) => call?.registers?.kind === 'http-route'),
  );

interface Method {
  readonly owner: Owner;
  readonly member: MemberFact;
  readonly entering?: Entering;
  readonly registers: RegistrationFact;
}

function methodDraft(search: Search, method: Method): readonly Draft[] {
  const { judging, hosts, facts } = search;
  const { owner, member, entering, registers } = method;
  const words = { handler: member.name ?? '', class: owner.fact.name ?? '' };
  const reading: Reading = { judging, words, ...(entering !== undefined && { entering }) };
  if (!isEntryEvent(reading, registers)) return [];
  const texts = placeTexts(reading, registers.name);
  const keys = hostsOfClass(search, owner);
  const program = registers.kind === 'http-route' ? hosts.programPrefix(facts.file) : [];
  const prefix = registers.mounted === 'nowhere' ? [] : shortest(hosts.prefixesOf(keys));
  const own = fillIn(registers.name, texts);
  const name = mountedName(registers.kind, own, [...program, ...prefix]);
  const asked = mountedName(registers.kind, own, prefix);
  const id = member.function ?? functionIn(member.value);
  return [
    {
      kind: registers.kind,
      name,
      file: facts.file,
      start: startOf(search, { ...method, id }),
      handlers: id === undefined ? [] : [{ file: facts.file, function: id }],
      before: passedBefore(search, method, asked),
      limits: entering === undefined ? [] : limitsIn(judging, entering, registers.limits),
      ...(registers.incidental && { isIncidental: true }),
    },
  ];
}

const REQUESTED: ReadonlySet<string> = new Set(['http-route', 'graphql-resolver']);

/** What requests to a decorated method pass: on the program, on its class and on itself. */
function passedBefore(
  search: Search,
  { owner, member, registers }: Method,
  name: string,
): readonly FunctionPlace[] {
  const { judging, hosts, facts } = search;
  if (!REQUESTED.has(registers.kind)) return [];
  const decorators = [...owner.fact.decorators, ...member.decorators];
  return [
    ...hosts.everywhere.by({ file: facts.file, name, owner: classKey(facts.file, owner.id) }),
    ...decorating(search, decorators).flatMap((one) => passedBy(judging, one)),
  ];
}

const functionIn = (value: Expression | undefined): number | undefined =>
  value?.kind === 'function' ? value.function : undefined;

/** The decorator is where the method begins. */
function startOf(
  { facts }: Search,
  { id, owner, entering }: Method & { readonly id: number | undefined },
): number {
  const method = id === undefined ? undefined : facts.functions[id]?.start;
  return entering?.start ?? method ?? owner.fact.start;
}

/** The class itself, or the decorated classes that inherit its methods. */
function hostsOfClass({ judging, hosts, facts }: Search, { id }: Owner): readonly Host[] {
  const own = classKey(facts.file, id);
  if (hosts.isMounted(own)) return [{ key: own, on: null }];
  return judging.resolver.index
    .subclassesOf({ file: facts.file, class: id })
    .map((one) => ({ key: classKey(one.file, one.class), on: null }));
}

/** What decorators do by the catalogue; the repository's own ones do what they are composed of. */
function decorating(search: Search, decorators: readonly Expression[]): readonly Entering[] {
  const { judging, facts } = search;
  return decorators.flatMap((decorator) => {
    if (decorator.kind !== 'call') return [];
    const point = { file: facts.file, call: decorator.call };
    const known = enteringCalls(judging, point);
    if (known.length > 0) return known;
    const start = facts.calls[decorator.call]?.start ?? 0;
    return composed(judging, point).map((one) => ({ ...one, start }));
  });
}

/** Methods that a framework calls because of what the class extends, implements or is marked as. */
function implementedDrafts(search: Search, owner: Owner): readonly Draft[] {
  const { fact } = owner;
  const drafts = new Map<string, readonly Draft[]>();
  const note = (table: ClientAction['implemented'], entering?: Entering): void => {
    for (const [name, registers] of namedEntries(table)) {
      const member = fact.members.find((one) => one.name === name && !one.static);
      if (member === undefined || drafts.has(name)) continue;
      const method = { owner, member, registers, ...(entering !== undefined && { entering }) };
      drafts.set(
        name,
        methodDraft(search, method).map((one) => atMethod(search, one)),
      );
    }
  };
  for (const entering of decorating(search, fact.decorators)) {
    note(entering.action.implemented, entering);
  }
  for (const base of basesOf(search, owner)) {
    note(search.judging.resolver.catalog.fact(base, 'implemented'));
  }
  return [...drafts.values()].flat();
}

/** One entry for each of the names that a key lists. */
const namedEntries = (table: ClientAction['implemented']): readonly [string, RegistrationFact][] =>
  Object.entries(table ?? {}).flatMap(([names, registers]) =>
    names.split('|').map((name): [string, RegistrationFact] => [name, registers]),
  );

/** The class's decorator says what the method is for; it stands where the method does. */
function atMethod({ facts }: Search, draft: Draft): Draft {
  const [handler] = draft.handlers;
  const start = handler === undefined ? undefined : facts.functions[handler.function]?.start;
  return { ...draft, start: start ?? draft.start };
}

/** Types of packages that a class extends or implements, over its own base classes. */
function basesOf({ judging, facts }: Search, { id }: Owner): readonly ExternalValue[] {
  const found: ExternalValue[] = [];
  const pending = [{ file: facts.file, class: id }];
  for (
    let one = pending.pop(), steps = 0;
    one !== undefined && steps < 6;
    one = pending.pop(), steps++
  ) {
    const fact = judging.facts(one.file)?.classes[one.class];
    if (fact === undefined) continue;
    const place: Place = { file: one.file, function: fact.function, class: null, frame: null };
    const values = [
      ...(fact.superclass === null ? [] : judging.resolver.evaluate(fact.superclass, place)),
      ...fact.implements.flatMap((type) => judging.resolver.typeValues(type, place)),
    ];
    for (const value of values) {
      if (value.kind === 'external') found.push(value);
      if (value.kind === 'class') pending.push({ file: value.file, class: value.class });
    }
  }
  return found;
}
