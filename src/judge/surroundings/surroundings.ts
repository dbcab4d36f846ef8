import type { CallFact, CallId, FunctionId } from '../../parse/facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { guardCall, guardLayers } from './guards.js';
import { exhausted, handled, handledBy, type Handled } from '../fallback/handlers.js';
import { globalMember, memberName, placeOf, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import { breakerLayers } from '../breaker/own-breakers.js';
import { failurePath, losesValue } from '../fallback/lost-values.js';
import { limiterLayers } from '../bulkhead/own-limiters.js';
import type { FunctionPlace, Mark, Point } from '../code/points.js';
import { callbackHandled } from '../fallback/callbacks.js';
import { waitingWith } from '../code/collected-promises.js';
import { answersOutside, followsPromise, takesMadeCallback } from '../code/continuations.js';
import { leavesToPlatform } from '../code/left-to-platform.js';
import { promiseAround } from '../code/promise-around.js';
import { retryLayers, retryLoop } from '../retry/retry-loops.js';
import { rxLayers } from './rx-operators.js';
import { throwsRejections } from '../fallback/settled-rejections.js';
import { functionLeavesNoTrace, leavesNoTrace } from '../fallback/silence.js';
import { promiseTimer, raceLayer } from '../timeout/timers.js';
import type { Surroundings, Waiting } from './surveyor.js';

/** Follows the result of a call outwards to the end of its function. */
export function surroundings(judging: Judging, start: Point, from?: FunctionId): Surroundings {
  return new Walk(judging, start, from).run();
}

const MOST_STEPS = 40;

class Walk {
  readonly #judging: Judging;
  readonly #layers: Layer[] = [];
  readonly #file: string;
  readonly #from: FunctionId | undefined;
  #id: CallId;
  #waiting: Waiting = 'function';
  #isContinued = false;

  constructor(judging: Judging, { file, call }: Point, from?: FunctionId) {
    this.#judging = judging;
    this.#file = file;
    this.#from = from;
    this.#id = call;
  }

  run(): Surroundings {
    const map = this.#judging.map(this.#file);
    // `breaker.fire()` around a client's own function is the call itself, and its own guard.
    const own = guardCall(this.#judging, { file: this.#file, call: this.#id });
    if (own !== null && own.action.role === undefined)
      this.#layers.push(...guardLayers(this.#judging, own));
    for (let step = 0; map !== null && step < MOST_STEPS; step++) {
      if (!this.#step(map)) break;
    }
    return {
      layers: this.#layers,
      exit: { file: this.#file, call: this.#id },
      waiting: this.#waiting,
    };
  }

  /** Goes on to the call that takes this one's result; false where the failure leaves the function. */
  #step(map: CodeMap): boolean {
    const call = map.facts.calls[this.#id];
    if (call === undefined) return false;
    const continuation = map.continuation(this.#id);
    if (continuation !== undefined) return this.#continue(map, continuation);
    if (call.use === 'await' || call.use === 'iterated')
      return this.#surface(map, call, call.start);
    if (this.#told(call) !== null) return this.#leaveUnawaited(map, call);
    const argument = map.argumentOfCall(this.#id);
    if (argument !== undefined && call.use !== 'return')
      return this.#hand(map, argument.call, argument.index);
    switch (call.use) {
      case 'variable':
        return this.#keep(map, call);
      case 'return':
        return this.#leaveByReturn(map, call);
      case 'statement':
        return this.#collectRun(map) ?? this.#leaveUnawaited(map, call);
      case 'yield':
      case 'other':
      case 'receiver':
      case 'argument':
        return this.#surface(map, call, call.start);
    }
  }

  #moveTo(id: CallId): true {
    this.#id = id;
    return true;
  }

  #continue(map: CodeMap, next: CallId): boolean {
    const call = map.facts.calls[next];
    if (call === undefined) return false;
    const name = memberName(call);
    this.#isContinued ||= name !== 'catch' && name !== 'finally' && answersOutside(map, call);
    const handler =
      name === 'catch' ? call.arguments[0] : name === 'then' ? call.arguments[1] : undefined;
    if (handler !== undefined) {
      const own = this.#ownFunction(call, handler);
      const isSilent = own !== null && functionLeavesNoTrace(this.#judging, own);
      this.#catch(call, this.#handledIn(handler, own), isSilent);
    }
    if (name === 'pipe')
      this.#layers.push(...rxLayers(this.#judging, { file: this.#file, call: next }));
    return this.#moveTo(next);
  }

  #handledIn(handler: CallFact['callee'], own: FunctionPlace | null): Handled {
    if (handler.kind === 'name' && /^(next|reject|done|callback|cb|retry)$/.test(handler.name))
      return 'passed-on';
    return own === null ? 'default' : handledBy(this.#judging, own);
  }

  #ownFunction(call: CallFact, handler: CallFact['callee']): FunctionPlace | null {
    const values = this.#judging.resolver.evaluate(handler, placeOf(this.#file, call));
    return values.find((value) => value.kind === 'function') ?? null;
  }

  #catch({ start }: { readonly start: number }, outcome: Handled, isSilent = false): void {
    if (outcome === 'passed-on') return;
    const mark = this.#mark(start, 'the failure is caught');
    this.#layers.push(
      outcome === 'thrown-answer'
        ? { mark, by: 'own-code', fallback: 'reported', isThrown: true }
        : { mark, by: 'own-code', fallback: outcome, ...(isSilent && { isSilent }) },
    );
  }

  #mark(start: number, what: string): Mark {
    return { file: this.#file, start, what };
  }

  /** The result is an argument: of a combinator, of a guard, or of a function of the repository. */
  #hand(map: CodeMap, id: CallId, index: number): boolean {
    const call = map.facts.calls[id];
    if (call === undefined) return false;
    const point = { file: this.#file, call: id };
    const combinator = globalMember(call);
    if (combinator === 'Promise.race' || combinator === 'Promise.any') {
      const race = raceLayer(this.#judging, point);
      if (race !== null) this.#layers.push(race);
      return this.#moveTo(id);
    }
    if (combinator === 'Promise.allSettled') {
      this.#catch(call, throwsRejections(map, call) ? 'passed-on' : 'default');
      return this.#moveTo(id);
    }
    if (leavesToPlatform(call)) {
      this.#waiting = 'nobody';
      return false;
    }
    if (combinator === null) {
      const guard = guardCall(this.#judging, point);
      this.#isContinued ||= guard === null;
      this.#layers.push(
        ...(guard === null
          ? this.#judging.survey.handedIn(point, index)
          : guardLayers(this.#judging, guard)),
      );
    }
    return this.#collect(map, id, index) ?? this.#moveTo(id);
  }

  /** `tasks.push(load())`, and `Promise.all(tasks)` later: goes on there; null without such a list. */
  #collect(map: CodeMap, id: CallId, index: number): boolean | null {
    const waiting = waitingWith(this.#judging, { map, id, index });
    return waiting === null ? null : this.#hand(map, waiting, 0);
  }

  /** `add(() => load())`, where what the function makes is put in a list. */
  #collectRun(map: CodeMap): boolean | null {
    const place = this.#from === undefined ? undefined : map.argumentOfFunction(this.#from);
    return place?.call === this.#id ? this.#collect(map, this.#id, place.index) : null;
  }

  /** A promise kept in a variable fails where the variable is awaited. */
  #keep(map: CodeMap, call: CallFact): boolean {
    const { variable } = call;
    if (variable === undefined) return this.#surface(map, call, call.start);
    const [awaited] = map.awaitsOf(variable);
    if (awaited !== undefined) return this.#surface(map, call, awaited.start);
    const handed = map.argumentsOfBinding(variable).find((one) => {
      const other = map.facts.calls[one.call];
      return other !== undefined && other.start > call.end && this.#takesPromise(one, other);
    });
    if (handed !== undefined) return this.#hand(map, handed.call, handed.index);
    const chained = this.#chainOn(map, variable);
    if (chained !== null) return this.#continue(map, chained);
    return this.#surface(map, call, call.start);
  }

  /** A combinator, a guard, or a function of the repository that does something for what it is handed. */
  #takesPromise(
    { call: id, index }: { readonly call: CallId; readonly index: number },
    call: CallFact,
  ): boolean {
    const point = { file: this.#file, call: id };
    return (
      /^Promise\./.test(globalMember(call) ?? '') ||
      guardCall(this.#judging, point) !== null ||
      this.#judging.survey.handedIn(point, index).length > 0
    );
  }

  #chainOn(map: CodeMap, variable: number): CallId | null {
    const id = map.callsOnBinding(variable).find((one) => {
      const call = map.facts.calls[one];
      return call !== undefined && followsPromise(call);
    });
    return id ?? null;
  }

  /** A returned promise fails at the caller: a try around the return sees nothing of it. */
  #leaveByReturn(map: CodeMap, call: CallFact): false {
    this.#layers.push(...retryLayers(this.#judging, { map, call, offset: call.start }));
    this.#layers.push(...limiterLayers(this.#judging, map, call));
    this.#layers.push(...breakerLayers(this.#judging, map, call));
    return false;
  }

  /** Nobody waits: either a callback is told, or the failure is lost. */
  #leaveUnawaited(map: CodeMap, call: CallFact): boolean {
    const told = this.#told(call);
    if (told === null) {
      const promise = promiseAround(map, call);
      if (promise !== null) return this.#settleWith(promise);
      const isTold = this.#isContinued || takesMadeCallback(map, call);
      this.#waiting = isTold ? 'continuation' : 'nobody';
      return false;
    }
    this.#catch(call, told);
    const promise = promiseAround(map, call);
    if (promise !== null) return this.#settleWith(promise);
    const waiting = answersOutside(map, call) ? 'continuation' : 'nobody';
    this.#waiting = told === 'passed-on' ? 'function' : waiting;
    return false;
  }

  /** What a callback does with the failure; what follows on a promise is looked at there. */
  #told(call: CallFact): Handled | null {
    return followsPromise(call)
      ? null
      : callbackHandled(this.#judging, { file: this.#file, call: this.#id }, this.#from);
  }

  /** The promise that a callback settles; a timer of its own may settle it before. */
  #settleWith(promise: CallId): true {
    const timer = promiseTimer(this.#judging, { file: this.#file, call: promise });
    if (timer !== null) this.#layers.push(timer);
    return this.#moveTo(promise);
  }

  /** The failure appears at an offset: the try statements around it are asked in turn. */
  #surface(map: CodeMap, call: CallFact, offset: number): false {
    const appearance = { map, call, offset };
    const loop = retryLoop(this.#judging, appearance);
    this.#layers.push(...limiterLayers(this.#judging, map, call));
    this.#layers.push(...breakerLayers(this.#judging, map, call));
    this.#layers.push(...retryLayers(this.#judging, appearance));
    const isRepeated = this.#layers.some(
      ({ retry, by }) => retry !== undefined && by === 'own-code',
    );
    for (const one of map.triesAround(offset, call.function)) {
      const { handler, start } = one;
      if (handler === null) continue;
      const goesOnAt = failurePath(this.#judging, one, appearance);
      const handling = {
        file: this.#file,
        span: handler,
        function: call.function,
        failure: handler.binding,
        isValueLost: losesValue(map, one, offset),
        ...(goesOnAt !== undefined && { goesOnAt }),
      };
      const isLast = isRepeated && (loop === null || contains(loop, start));
      const outcome = isLast
        ? exhausted(this.#judging, handling, loop)
        : handled(this.#judging, handling);
      if (outcome === 'passed-on') continue;
      this.#catch(handler, outcome, leavesNoTrace(this.#judging, handling));
      // An answer that is thrown may still end in a start-up that nobody waits for.
      return false;
    }
    return false;
  }
}
