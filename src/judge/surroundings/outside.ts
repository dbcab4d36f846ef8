import { decoratorLayers } from './decorators.js';
import { interceptorLayers } from './interceptors.js';
import { SurroundingProgram } from './surrounding-program.js';
import type { CallFact, FunctionId } from '../../parse/facts.js';
import { isRefused, isRefusedByAll } from '../fallback/refused-answers.js';
import { givesNothing } from '../fallback/given-values.js';
import { isUnheard } from '../fallback/unheard-failures.js';
import { invocationsOf, type Invocation } from '../code/invocations.js';
import type { Judging } from '../judging.js';
import {
  common,
  STARTUP,
  surrounded,
  UNPROTECTED,
  UNREACHED,
  type Layer,
  type Summary,
} from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Surroundings } from './surveyor.js';

/** A method that no framework is told of and no code asks for. */
function isUnreached(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const fact = facts?.functions[id];
  if (facts === undefined || fact?.class == null || fact.kind !== 'method') return false;
  const member = facts.classes[fact.class]?.members.find((one) => one.function === id);
  if (member === undefined || member.decorators.length > 0 || fact.name === null) return false;
  return !FRAMEWORK_METHODS.test(fact.name) && judging.names.arguments(fact.name).length === 0;
}

/** Methods that frameworks call by their name. */
const FRAMEWORK_METHODS =
  /^(on[A-Z]\w*|handle\w*|execute|run|process|perform|validate|canActivate|intercept|transform|use|catch|resolve|index|show|store|update|destroy|create|edit|boot|ready|register|shutdown|bootstrap|configure|isHealthy|up|down|fetch|main|start|init\w*)$/;

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
  readonly #open = new Set<string>();
  readonly #program: SurroundingProgram;

  constructor(judging: Judging) {
    this.#judging = judging;
    this.#program = new SurroundingProgram(judging);
  }

  /** What surrounds a call from where it stands to the entry points that lead to it. */
  around(point: Point, from?: FunctionId): Summary {
    return this.beyond(this.#judging.survey.around(point, from));
  }

  /** The same, where it is known already what stands around the call in its own function. */
  beyond({ layers, exit, waiting }: Surroundings): Summary {
    const call = this.#judging.call(exit);
    if (call === undefined) return surrounded(layers, UNPROTECTED);
    // What nobody waits for while the process starts ends it by its rejection.
    const unheard = call.function === 0 ? STARTUP : UNPROTECTED;
    if (waiting !== 'function') return withoutReader(surrounded(layers, unheard));
    const place = { file: exit.file, function: call.function };
    const outside = this.#of(place);
    const around = surrounded(
      layers,
      givesNothing(this.#judging, place) ? withoutReader(outside) : outside,
    );
    const empty = layers.filter(({ fallback }) => fallback === 'default');
    const isRefusedHere =
      empty.length > 0 && empty.every(stoodIn(call)) && isRefused(this.#judging, exit);
    return isUnread(call) ||
      isRefusedHere ||
      (empty.length > 0 && isRefusedByAll(this.#judging, place))
      ? withoutReader(around)
      : around;
  }

  /** What a place that runs a function puts around it: between the two, and further out. */
  #through({ point, layers, isDetached }: Invocation, run: FunctionPlace): Summary {
    const from = point.file === run.file ? run.function : undefined;
    const around = surrounded(layers, isDetached ? UNPROTECTED : this.around(point, from));
    const call = this.#judging.call(point);
    return call !== undefined && isUnread(call) ? withoutReader(around) : around;
  }

  #of(place: FunctionPlace): Summary {
    if (place.function === 0) return STARTUP;
    const key = `${place.file}:${String(place.function)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(key)) return UNPROTECTED;
    this.#open.add(key);
    const found = this.#compute(place);
    this.#open.delete(key);
    this.#known.set(key, found);
    return found;
  }

  #compute(place: FunctionPlace): Summary {
    const all = invocationsOf(this.#judging, place);
    const invocations = all.filter(({ point }) => !this.#isOpen(point));
    if (all.length === 0 && isUnreached(this.#judging, place)) {
      return surrounded(decoratorLayers(this.#judging, place), UNREACHED);
    }
    const layers = [
      ...decoratorLayers(this.#judging, place),
      ...interceptorLayers(this.#judging, place),
      ...this.#program.layers(place),
    ];
    const outside = common(invocations.map((one) => this.#through(one, place)));
    return surrounded(layers, isUnheard(this.#judging, place) ? withoutHearer(outside) : outside);
  }

  /** A call from a function that is being looked at already, or that goes on in one: recursion adds nothing. */
  #isOpen(point: Point): boolean {
    if (this.#isWithinOpen(point)) return true;
    const { exit, waiting } = this.#judging.survey.around(point);
    return waiting === 'function' && this.#isWithinOpen(exit);
  }

  #isWithinOpen({ file, call: id }: Point): boolean {
    const call = this.#judging.facts(file)?.calls[id];
    return call !== undefined && this.#open.has(`${file}:${String(call.function)}`);
  }
}
