import type { Protection } from '../../model/assessment.js';
import type { TimeoutFacts } from '../../model/catalog-protection.js';
import type { DetectedSite } from '../../detect/detect.js';
import { invocationsOf } from '../code/invocations.js';
import { placeOf, type Judging } from '../judging.js';
import type { Summary } from '../surroundings/layers.js';
import type { FunctionPlace } from '../code/points.js';
import type { Subject } from '../settings/settings.js';
import { ofAllClients, otherClients } from './branched-clients.js';
import { readTimeout, type TimeoutReading, type TimeoutReadings } from './timeout-facts.js';
import { withoutFetchDefault } from './platform-fetch.js';
import { evidenceOf, ineffectiveOf } from '../verdict-parts.js';

type Timeout = Protection['timeout'];
type Bounded = Extract<Timeout, { status: 'bounded' }>;

interface Input {
  readonly subject: Subject;
  readonly around: Summary;
}

const NO_FACTS: TimeoutFacts = { defaults: [], settings: [], ineffective: [] };

/** Is there a finite bound on how long the call can wait for its answer? */
export function timeoutVerdict(judging: Judging, detected: DetectedSite, input: Input): Timeout {
  const first = ofClient(judging, detected, input);
  const others = otherClients(judging, input.subject);
  if (others.length === 0) return first;
  const all = others.map((subject) => ofClient(judging, detected, { ...input, subject }));
  const names = [input.subject, ...others].map(({ on }) => on.client.client);
  return ofAllClients([first, ...all], [...new Set(names)]);
}

function ofClient(judging: Judging, { site }: DetectedSite, { subject, around }: Input): Timeout {
  if (site.performed.action.answer === 'none') {
    return { status: 'unknown', reason: 'the call awaits no answer', notApplicable: true };
  }
  const { protection } = subject.on.client;
  if (protection === undefined) return withoutFacts(judging, subject, around);
  const facts = protection.timeout ?? NO_FACTS;
  const own = readTimeout(judging, subject, facts);
  const idle = ineffectiveOf(judging, own.ineffective);
  const found =
    ownBound(judging, own) ??
    surrounding(judging, around, 'bounded') ??
    (own.delegated === null ? null : byCallers(judging, subject, own)) ??
    libraryDefault(own) ??
    surrounding(judging, around, 'partial');
  if (found !== null) return { ...found, ...idle };
  return own.unknown === null
    ? {
        status: 'none',
        ...otherPhases(own),
        ...idle,
        ...evidenceOf(judging, withoutFetchDefault(judging, subject, facts)),
      }
    : { status: 'unknown', reason: own.unknown, ...idle };
}

/** What is bounded besides the answer: the connecting, the wait for a connection of the pool. */
const otherPhases = ({ otherPhases: covers }: TimeoutReadings): Pick<Bounded, 'covers'> =>
  covers.length === 0 ? {} : { covers: [...new Set(covers)] };

/** The shortest bound that is set; one that only some callers set leaves the default to the others. */
function ownBound(
  judging: Judging,
  { bounds: [shortest], libraryDefault: given }: TimeoutReadings,
): Timeout | null {
  if (shortest === undefined) return null;
  if (shortest.isPartial !== true) return bounded(judging, shortest);
  return given === null ? { ...bounded(judging, shortest), status: 'partial' } : null;
}

function libraryDefault({ libraryDefault: given }: TimeoutReadings): Timeout | null {
  const ms = given?.bound.ms;
  return given === null || ms === undefined
    ? null
    : { status: 'library-default', ms, by: 'library', covers: [...given.covers] };
}

function surrounding(
  judging: Judging,
  around: Summary,
  wanted: 'bounded' | 'partial',
): Timeout | null {
  const found = fromAround(judging, around);
  return found?.status === wanted ? found : null;
}

function withoutFacts(judging: Judging, { on }: Subject, around: Summary): Timeout {
  return (
    fromAround(judging, around) ?? {
      status: 'unknown',
      reason: `the catalogue does not say how ${on.client.client} bounds its calls`,
    }
  );
}

const bounded = (
  judging: Judging,
  { bound, by, covers, mark, handedAt }: TimeoutReading,
): Timeout => ({
  status: 'bounded',
  ...bound,
  by,
  covers: [...covers],
  ...evidenceOf(judging, handedAt === undefined ? [mark] : [handedAt, mark]),
});

function fromAround(judging: Judging, { timeout }: Summary): Timeout | null {
  if (timeout.on === 'none') return null;
  const { value, by, marks } = timeout;
  return {
    status: timeout.on === 'all' ? 'bounded' : 'partial',
    ...value,
    ...(by === undefined ? {} : { by }),
    covers: ['total'],
    ...evidenceOf(judging, marks),
  };
}

/** A bound that callers hand in: each known caller is asked what it hands over. */
function byCallers(judging: Judging, subject: Subject, own: TimeoutReadings): Timeout | null {
  const call = judging.call(subject.point);
  const facts = subject.on.client.protection?.timeout;
  if (call === undefined || facts === undefined) return null;
  const { file } = subject.point;
  const invocations = invocationsOf(judging, { file, function: call.function });
  const evidence = evidenceOf(judging, [own.delegated]);
  if (invocations.length === 0) return { status: 'delegated', by: 'caller', ...evidence };
  const direct = directCallers(judging, { file, function: call.function });
  const readings = invocations.map(({ point }) => {
    // What a package calls the function with is the package's own.
    if (!direct.has(`${point.file}:${String(point.call)}`)) return own;
    const caller = judging.call(point);
    const given = caller?.arguments ?? [];
    const frame = {
      file,
      function: call.function,
      arguments: given.map((expression) => ({
        expression,
        place: caller === undefined ? placeOf(file, call) : placeOf(point.file, caller),
      })),
      receiver: null,
      outer: null,
      depth: 1,
    };
    return readTimeout(judging, { ...subject, frame }, facts);
  });
  return combined(judging, readings, own);
}

const directCallers = (judging: Judging, target: FunctionPlace): ReadonlySet<string> =>
  new Set(judging.targets.callersOf(target).map(({ file, call }) => `${file}:${String(call)}`));

function combined(
  judging: Judging,
  readings: readonly TimeoutReadings[],
  own: TimeoutReadings,
): Timeout | null {
  const found = readings.flatMap(({ bounds: [first] }) => (first === undefined ? [] : [first]));
  const [first] = found;
  if (first === undefined) {
    const isHandedOn = readings.every(({ delegated }) => delegated !== null);
    return isHandedOn
      ? { status: 'delegated', by: 'caller', ...evidenceOf(judging, [own.delegated]) }
      : null;
  }
  const longest = found.reduce((one, other) =>
    (one.bound.ms ?? Infinity) >= (other.bound.ms ?? Infinity) ? one : other,
  );
  if (found.length === readings.length)
    return { ...bounded(judging, longest), by: 'caller' } as Timeout;
  if (own.libraryDefault !== null) return null;
  const marks = evidenceOf(
    judging,
    found.map(({ mark }) => mark),
  );
  return {
    status: 'partial',
    ...longest.bound,
    by: 'caller',
    covers: [...longest.covers],
    ...marks,
  };
}
