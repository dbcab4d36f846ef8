import { decoratorLayers } from './decorators.js';
import { interceptorLayers } from './interceptors.js';
import { SurroundingProgram } from './surrounding-program.js';
import type { CallFact } from '../../parse/facts.js';
import { isRefused, isRefusedByAll } from '../fallback/refused-answers.js';
import { givesNothing } from '../fallback/given-values.js';
import { isUnheard } from '../fallback/unheard-failures.js';
import { invocationsOf, type Invocation } from '../code/invocations.js';
import { isShutOff } from '../code/shut-off.js';
import type { Judging } from '../judging.js';
import {
  reached,
  STARTUP,
  surrounded,
  UNPROTECTED,
  UNREACHED,
  type Layer,
  type Summary,
} from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Surroundings } from './surveyor.js';
import type { Worker, Workers } from '../bulkhead/workers.js';
import { isHeld, isUnreached } from './unreached.js';
import { settled, type Reached, type Way } from './ways.js';
import { circlesFrom } from '../../text/circles.js';

/** Where nobody takes the value, an empty one in its place is no alternative to anybody. */
const withoutReader = (around: Summary): Summary =>
  around.fallback.state === 'default'
    ? { ...around, fallback: { ...around.fallback, state: 'reported' } }
    : around;

/** What waits and limits further out still does, but no failure gets there. */
const withoutHearer = (around: Summary): Summary => ({
  ...around,
  fallback: UNPROTECTED.fallback,
});

/** What nobody waits for runs where those around it run, and nothing of theirs is around it. */
const unwaited = ({ isUnreached }: Summary): Summary =>
  isUnreached === true ? UNREACHED : UNPROTECTED;

/** While the process starts, what nobody waits for ends it by its rejection. */
const beside = (outside: Summary): Summary => (outside === STARTUP ? STARTUP : unwaited(outside));

const isUnread = ({ discarded, use }: CallFact): boolean =>
  discarded === true || use === 'statement';

/** Whether a layer stands in a chain: `load().catch(() => null)`. */
const stoodIn =
  ({ start, end }: CallFact) =>
  ({ mark }: Layer): boolean =>
    start <= mark.start && mark.start < end;

/** What the callers of a function put around it, over all known paths. */
export class Outside {
  readonly #judging: Judging;
  readonly #known = new Map<string, Summary>();
  readonly #reached = new Map<string, Reached>();
  readonly #program: SurroundingProgram;
  readonly #workers: Workers;

  constructor(judging: Judging, workers: Workers) {
    this.#judging = judging;
    this.#workers = workers;
    this.#program = new SurroundingProgram(judging);
  }

  /** What surrounds a call whose own function it is known to leave like this, up to entry points. */
  beyond(surroundings: Surroundings): Summary {
    const { from, through } = this.#wayOf(surroundings);
    return through(from === null ? UNPROTECTED : this.#of(from));
  }

  #of(key: string): Summary {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const unknown = (one: string): readonly string[] =>
      this.#reach(one).ways.flatMap(({ from }) =>
        from === null || this.#known.has(from) ? [] : [from],
      );
    for (const circle of circlesFrom(key, unknown)) {
      const members = circle.map((one) => this.#reach(one));
      const found = settled(members, (one) => this.#known.get(one) ?? null);
      for (const [one, summary] of found) this.#known.set(one, summary);
    }
    return this.#known.get(key) ?? UNPROTECTED;
  }

  #wayOf({ layers, exit, waiting }: Surroundings): Way {
    const call = this.#judging.call(exit);
    if (call === undefined) return ending(surrounded(layers, UNPROTECTED));
    const place = { file: exit.file, function: call.function };
    if (waiting !== 'function') {
      return this.#from(place, (outside) => withoutReader(surrounded(layers, beside(outside))));
    }
    const isUseless = this.#isUseless(layers, exit, call);
    const through = (outside: Summary): Summary => {
      const heard = givesNothing(this.#judging, place) ? withoutReader(outside) : outside;
      const around = surrounded(layers, heard);
      return isUseless ? withoutReader(around) : around;
    };
    return this.#from(place, through);
  }

  #from(place: FunctionPlace, through: Way['through']): Way {
    if (place.function !== 0) return { from: keyOf(place), through };
    return ending(through(this.#judging.unloaded.has(place.file) ? UNREACHED : STARTUP));
  }

  /** Whether nobody does anything with an empty answer that stands in the place of a failure. */
  #isUseless(layers: readonly Layer[], exit: Point, call: CallFact): boolean {
    if (isUnread(call)) return true;
    const empty = layers.filter(({ fallback }) => fallback === 'default');
    if (empty.length === 0) return false;
    const place = { file: exit.file, function: call.function };
    return (
      (empty.every(stoodIn(call)) && isRefused(this.#judging, exit)) ||
      isRefusedByAll(this.#judging, place)
    );
  }

  #reach(key: string): Reached {
    const known = this.#reached.get(key);
    if (known !== undefined) return known;
    const found = this.#compute(key, placeOf(key));
    this.#reached.set(key, found);
    return found;
  }

  #compute(key: string, place: FunctionPlace): Reached {
    const workers = this.#workers.of(place);
    const all = invocationsOf(this.#judging, place).filter(
      ({ point }) => !workers.some((worker) => this.#registers(point, worker)),
    );
    const open = all.filter(({ point }) => !isShutOff(this.#judging, point));
    const isNeverRun = open.length === 0 && (all.length > 0 || isUnreached(this.#judging, place));
    const decorators = decoratorLayers(this.#judging, place);
    if (isNeverRun && workers.length === 0) {
      const around = (outside: Summary): Summary => surrounded(decorators, outside);
      return { key, ways: [], around, otherwise: UNREACHED };
    }
    const layers = [
      ...decorators,
      ...interceptorLayers(this.#judging, place),
      ...this.#program.layers(place),
    ];
    const isLost = isUnheard(this.#judging, place);
    const mayRun = isHeld(this.#judging, place);
    return {
      key,
      ways: [
        ...open.flatMap((one) => this.#wayBy(one, place) ?? []),
        ...workers.map(({ layer }) => ending(surrounded([layer], UNPROTECTED))),
      ],
      around: (outside) => {
        const around = surrounded(layers, isLost ? withoutHearer(outside) : outside);
        return mayRun ? reached(around) : around;
      },
      otherwise: UNPROTECTED,
    };
  }

  /** Whether a call is the one that makes a worker run the function. */
  #registers({ file, call }: Point, worker: Worker): boolean {
    return file === worker.file && this.#judging.facts(file)?.calls[call]?.start === worker.start;
  }

  /** By a place that runs a function: what stands between the two, and further out. A call of itself is none. */
  #wayBy({ point, layers, isDetached }: Invocation, run: FunctionPlace): Way | null {
    const call = this.#judging.call(point);
    const isUnreadHere = call !== undefined && isUnread(call);
    const isFromFile = point.file === run.file;
    if (isFromFile && call?.function === run.function) return null;
    const wayOut = this.#wayOf(
      this.#judging.survey.around(point, isFromFile ? run.function : undefined),
    );
    if (wayOut.from === keyOf(run))
      return isDetached ? ending(surrounded(layers, UNPROTECTED)) : null;
    const through = (outside: Summary): Summary => {
      const further = wayOut.through(outside);
      const around = surrounded(layers, isDetached ? unwaited(further) : further);
      return isUnreadHere ? withoutReader(around) : around;
    };
    return { from: wayOut.from, through };
  }
}

const ending = (summary: Summary): Way => ({ from: null, through: () => summary });

const keyOf = ({ file, function: id }: FunctionPlace): string => `${String(id)}:${file}`;

function placeOf(key: string): FunctionPlace {
  const colon = key.indexOf(':');
  return { file: key.slice(colon + 1), function: Number(key.slice(0, colon)) };
}
