import type {
  BindingFact,
  BindingId,
  CallFact,
  Expression,
  FunctionId,
  PatternStep,
} from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Judging } from '../judging.js';

/** What queues, topics, streams and buckets feed a cloud function with, and what a bus does. */
const FED = new Set(['Records', 'detail-type', 'detail']);
/** What a function is told of a request. */
const REQUESTED =
  /^(httpMethod|requestContext|queryStringParameters|pathParameters|rawPath|rawQueryString|routeKey|headers|cookies|arguments|body)$/;

/** Whether a cloud function reads from its event what nobody who waits hands over, and nothing of a request. */
export function isFed(judging: Judging, handler: FunctionPlace): boolean {
  const read = membersRead(judging, handler);
  return [...FED].some((one) => read.has(one)) && ![...read].some((one) => REQUESTED.test(one));
}

/** A function, and how its parameters hold the event: whole, or below a key. */
interface Reader extends FunctionPlace {
  readonly index: number;
  readonly key: string | null;
}

const MOST_READERS = 8;

/** Members of the event that a function reads, or one that it hands the event to. */
function membersRead(judging: Judging, { file, function: id }: FunctionPlace): ReadonlySet<string> {
  const read = new Set<string>();
  const readers: Reader[] = [{ file, function: id, index: 0, key: null }];
  for (const reader of readers) {
    const found = readBy(judging, reader);
    for (const member of found.members) read.add(member);
    for (const one of found.handedTo) {
      const isNew = !readers.some((known) => isSame(known, one));
      if (isNew && readers.length < MOST_READERS) readers.push(one);
    }
  }
  return read;
}

const isSame = (one: Reader, other: Reader): boolean =>
  one.file === other.file && one.function === other.function && one.index === other.index;

interface Read {
  readonly members: readonly string[];
  readonly handedTo: readonly Reader[];
}

function readBy(judging: Judging, reader: Reader): Read {
  const map = judging.map(reader.file);
  if (map === null) return { members: [], handedTo: [] };
  const { facts } = map;
  const isInside = (id: FunctionId): boolean => map.isWithinFunction(id, reader.function);
  const events = new Set(facts.bindings.flatMap((one, id) => (isEvent(one, reader) ? [id] : [])));
  const calls = [...facts.calls.entries()].filter(([, call]) => isInside(call.function));
  const bindings = facts.bindings.filter((one) => isInside(one.function));
  const expressions = [
    ...calls.flatMap(([, call]) => [call.callee, ...call.arguments]),
    ...bindings.flatMap(({ value }) => value ?? []),
    ...facts.functions.flatMap(({ returns }, id) => (isInside(id) ? returns : [])),
  ];
  return {
    members: [
      ...bindings.flatMap((one) => takenBy(one, events, reader)),
      ...expressions.flatMap((one) => askedIn(one, events)),
    ],
    handedTo: calls.flatMap(([id, call]) =>
      handedBy(call, events).flatMap((handed) =>
        takers(judging, { file: facts.file, call: id }, handed),
      ),
    ),
  };
}

/** The functions that a call hands the event to. */
const takers = (judging: Judging, point: Point, handed: Handed): readonly Reader[] =>
  judging
    .callees(point)
    .flatMap((value) =>
      value.kind === 'function' ? [{ file: value.file, function: value.function, ...handed }] : [],
    );

/** Whether a parameter is the event. */
const isEvent = (
  { kind, parameter, function: id, path = [] }: BindingFact,
  reader: Reader,
): boolean =>
  kind === 'parameter' &&
  parameter === reader.index &&
  id === reader.function &&
  (reader.key === null
    ? path.length === 0
    : path.length === 1 && nameIn(path, 0)[0] === reader.key);

/** `({ Records })`, `const { Records } = event`. */
function takenBy(
  { kind, parameter, function: id, path = [], value }: BindingFact,
  events: ReadonlySet<BindingId>,
  reader: Reader,
): readonly string[] {
  if (value !== undefined) return isAmong(value, events) ? nameIn(path, 0) : [];
  const isOfEvent = kind === 'parameter' && parameter === reader.index && id === reader.function;
  if (!isOfEvent) return [];
  if (reader.key === null) return nameIn(path, 0);
  return nameIn(path, 0)[0] === reader.key ? nameIn(path, 1) : [];
}

function nameIn(path: readonly PatternStep[], at: number): readonly string[] {
  const step = path[at];
  return step?.step === 'property' ? [step.name] : [];
}

/** `event.Records`, `event['detail-type']`. */
function askedIn(whole: Expression, events: ReadonlySet<BindingId>): readonly string[] {
  const found: string[] = [];
  const pending = [whole];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'member' && one.property !== null && isAmong(one.object, events))
      found.push(one.property);
    pending.push(...children(one));
  }
  return found;
}

const isAmong = (expression: Expression, events: ReadonlySet<BindingId>): boolean =>
  expression.kind === 'name' && expression.binding !== null && events.has(expression.binding);

type Handed = Pick<Reader, 'index' | 'key'>;

/** `read(event)`, `read({ event })`. */
const handedBy = (
  { arguments: given }: CallFact,
  events: ReadonlySet<BindingId>,
): readonly Handed[] =>
  given.flatMap((argument, index): readonly Handed[] => {
    if (isAmong(argument, events)) return [{ index, key: null }];
    if (argument.kind !== 'object') return [];
    return argument.properties.flatMap(({ key, value }) =>
      key !== null && isAmong(value, events) ? [{ index, key }] : [],
    );
  });
