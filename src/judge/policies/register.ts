import type { Breaker, Call, Pool, Retry } from '../../model/assessment.js';
import type { CountReadings } from '../settings/count-facts.js';
import type { Judging } from '../judging.js';
import type { Creation, ExternalValue } from '../../resolve/values.js';
import type { Mark, Point } from '../code/points.js';
import type { Subject } from '../settings/settings.js';
import { repeats, type Judged } from '../verdicts.js';
import { describeBreaker } from './describe-breaker.js';
import { describePool } from './describe-pool.js';
import { describeRetry, retryOf } from './describe-retry.js';
import type { Described } from './fields.js';
import { madeBreakers } from './made-breakers.js';
import { byMark, placeOfMark, PolicyIds } from './place.js';
import type { Policy, PolicyKind, PolicySource } from './policy.js';

/** Every policy around the calls, each once. */
export interface PolicyLists {
  readonly breakers: readonly Breaker[];
  readonly retries: readonly Retry[];
  readonly pools: readonly Pool[];
}

/** A policy with the calls that it guards. */
interface Entry<Fields> {
  readonly mark: Mark;
  readonly library: string;
  readonly calls: Set<string>;
  readonly describe: (hasCalls: boolean) => Described<Fields>;
}

type OfKind<T> = Omit<T, 'id' | 'file' | 'line' | 'column' | 'calls' | 'evidence' | 'library'>;

/** Gathers the policies behind the verdicts of calls. */
export class PolicyRegister {
  readonly #judging: Judging;
  readonly #breakers = new Map<string, Entry<OfKind<Breaker>>>();
  readonly #retries = new Map<string, Entry<OfKind<Retry>>>();
  readonly #pools = new Map<string, Entry<OfKind<Pool>>>();

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  note({ id }: Call, { own, policies }: Judged): void {
    for (const policy of policies) this.#notePolicy(policy, id);
    if (own.retry !== null) this.#noteRetry(id, own.subject, own.retry);
    if (own.bulkhead !== null) this.#notePool(id, own.subject, own.bulkhead);
  }

  lists(): PolicyLists {
    const ids = new PolicyIds(this.#judging);
    for (const policy of madeBreakers(this.#judging)) this.#notePolicy(policy, null);
    return {
      breakers: this.#listed('breaker', this.#breakers, ids),
      retries: this.#listed('retry', this.#retries, ids),
      pools: this.#listed('bulkhead', this.#pools, ids),
    };
  }

  #notePolicy(policy: Policy, call: string | null): void {
    const { mark, source, kind } = policy;
    const judging = this.#judging;
    const at = { key: policy.key, call, mark: standing(policy), library: libraryOf(source) };
    switch (kind) {
      case 'breaker':
        add(this.#breakers, at, (hasCalls) => describeBreaker(judging, policy, hasCalls));
        break;
      case 'retry':
        add(this.#retries, at, () => describeRetry(judging, policy));
        break;
      case 'bulkhead':
        add(this.#pools, { ...at, mark }, () => this.#limiter(policy));
        break;
    }
  }

  #limiter({ source, count }: Policy): Described<OfKind<Pool>> {
    const limit = count === undefined ? {} : { limit: count };
    if (source.by !== 'guard')
      return { fields: { ...limit, configured: true, unknown: OWN }, marks: [] };
    const { on, point, operation } = source;
    const { fields, marks } = describePool(this.#judging, { on, point, operation, frame: null });
    return { fields: { ...limit, ...fields, configured: true }, marks };
  }

  /** What the client does by itself, and what its options say. */
  #noteRetry(call: string, subject: Subject, read: NonNullable<Judged['own']['retry']>): void {
    const value = repeats(read.configured) ? read.configured.value : read.libraryDefault;
    if (value === null || (read.configured !== null && !repeats(read.configured))) return;
    const set = read.configured?.marks[0];
    const owner = { ...subject, on: read.carriedBy ?? subject.on };
    const at = { call, library: owner.on.packageName, ...this.#own('retry', owner, set) };
    const marks = read.configured?.marks ?? [];
    add(this.#retries, at, () => {
      const described = retryOf(this.#judging, owner, value.attempts);
      return { ...described, marks: [...marks, ...described.marks] };
    });
  }

  #notePool(call: string, subject: Subject, read: NonNullable<Judged['own']['bulkhead']>): void {
    const { configured, libraryDefault } = read;
    const value = configured?.value ?? libraryDefault;
    if (value === null) return;
    const on = configured?.carrier ?? subject.on;
    const owner = { ...subject, on };
    const set = configured !== null && isCallOption(configured) ? configured.marks[0] : undefined;
    const at = { call, library: on.packageName, ...this.#own('bulkhead', owner, set) };
    add(this.#pools, at, () => {
      const { fields, marks } = describePool(this.#judging, owner);
      const own = configured?.marks ?? [];
      return {
        fields: { ...value, ...fields, configured: configured !== null },
        marks: [...own, ...marks],
      };
    });
  }

  /** A client's own policy is one for each client that is made, else for each package that uses it. */
  #own(kind: PolicyKind, { on, point }: Subject, set: Mark | undefined): Keyed {
    const made = on.origin.at(-1);
    const mark = set ?? made;
    const shared = set === undefined && kind === 'bulkhead' ? this.#poolOfParts(on, point) : null;
    if (shared !== null) return shared;
    if (mark !== undefined) return { key: `${kind}\0${mark.file}\0${mark.start}`, mark };
    const start = this.#judging.call(point)?.start ?? 0;
    const { dir } = this.#judging.owner(point.file);
    return {
      key: `${kind}\0${on.packageName}\0${dir}`,
      mark: { file: point.file, start, what: on.packageName },
    };
  }

  /** Models and repositories have the pool of their connection, wherever that is made. */
  #poolOfParts(on: ExternalValue, { file }: Point): Keyed | null {
    const made = on.origin.at(-1);
    if (on.creations[0]?.part !== true || made === undefined) return null;
    const whole = on.creations.find(({ part }) => part !== true);
    if (whole !== undefined) return madeAt(on, whole);
    return { key: `bulkhead\0${on.packageName}\0${this.#judging.owner(file).dir}`, mark: made };
  }

  #listed<Fields extends object>(
    kind: PolicyKind,
    entries: ReadonlyMap<string, Entry<Fields>>,
    ids: PolicyIds,
  ): (Fields & Placed)[] {
    return [...entries.values()].toSorted(byMark).map(({ mark, library, calls, describe }) => {
      const { fields, marks } = describe(calls.size > 0);
      const evidence = [mark, ...marks].map((one) => this.#judging.evidence(one));
      return {
        id: ids.next(kind, library, mark),
        ...placeOfMark(this.#judging, mark),
        library,
        calls: [...calls],
        ...fields,
        evidence: [...new Map(evidence.map((one) => [placeKey(one), one])).values()],
      };
    });
  }
}

type Placed = Pick<Breaker, 'id' | 'file' | 'line' | 'column' | 'library' | 'calls' | 'evidence'>;

const placeKey = ({ file, line, column = 0 }: Breaker['evidence'][number]): string =>
  `${file}:${line}:${column}`;

/** What its code does with those that come too many is not looked at. */
const OWN = [
  { what: 'queueLimit', reason: 'the queue is the repository’s own' },
  { what: 'acquireMs', reason: 'the queue is the repository’s own' },
];

const isCallOption = ({ by }: NonNullable<CountReadings<unknown>['configured']>): boolean =>
  by === 'call-option';

const libraryOf = (source: PolicySource): string =>
  source.by === 'guard' ? source.on.packageName : 'own';

/** A breaker of the repository stands where its state is. */
const standing = ({ mark, source }: Policy): Mark =>
  source.by === 'state' && source.file !== mark.file
    ? { file: source.file, start: source.unit.start, what: 'a breaker of the repository' }
    : mark;

/** The connection that a part was made of. */
function madeAt({ origin }: ExternalValue, { place: { file }, start }: Creation): Keyed | null {
  const mark = origin.find((one) => one.file === file && one.start === start);
  return mark === undefined ? null : { key: `bulkhead\0${file}\0${start}`, mark };
}

interface Keyed {
  readonly key: string;
  readonly mark: Mark;
}

interface Noted {
  readonly key: string;
  readonly call: string | null;
  readonly mark: Mark;
  readonly library: string;
}

function add<Fields>(
  entries: Map<string, Entry<Fields>>,
  { key, call, mark, library }: Noted,
  describe: Entry<Fields>['describe'],
): void {
  const known = entries.get(key) ?? { mark, library, calls: new Set<string>(), describe };
  entries.set(key, known);
  if (call !== null) known.calls.add(call);
}
