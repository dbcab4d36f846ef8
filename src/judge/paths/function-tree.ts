import type { CallFact, Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import type { CodeMap } from '../code/code-map.js';
import { followsPromise } from '../code/continuations.js';
import { guardCall, guardLayers, type GuardCall } from '../surroundings/guards.js';
import { letsWorkIn } from '../code/incoming.js';
import { memberName, placeOf, type Judging } from '../judging.js';
import { dispatchedBy } from '../code/dispatched-functions.js';
import type { Sending } from '../code/kept-handlers.js';
import { isLeftToPlatform } from '../code/left-to-platform.js';
import { isShutOff } from '../code/shut-off.js';
import { runsLater } from '../code/runs-later.js';
import { calledParameter, type Parameter } from '../code/parameters.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { retryLayers, retryLoop } from '../retry/retry-loops.js';
import { functionsRunBy } from '../entry/functions-of.js';
import { functionsOf } from '../services/reach.js';
import { detachAnswered } from './after-answer.js';
import { blockTree, type Item } from './block.js';
import { collectorOf, isCollected } from './collectors.js';
import { drawnIn } from './drawn.js';
import { leavesEach, leavesWork } from './dropped-promises.js';
import { defaultsOf } from './given-defaults.js';
import { isTakenOut, runsForEach } from './each-element.js';
import {
  functionsIn,
  functionsOfExpression,
  functionsWritten,
  isLiteral,
  mayBeFunction,
  wholeParameters,
} from './handed-functions.js';
import { registers } from './registers.js';
import { functionsOfStream, goesOn } from './streams.js';
import { calleesOn, runningAs, runningKey, within, type Running } from './running.js';
import { detached, group, layered, sequence, type Tree } from './tree.js';

/** What trees of functions are made of. */
export interface Among {
  readonly judging: Judging;
  readonly sites: ReadonlyMap<CallFact, number>;
  of(running: Running): Tree | null;
  /** What the client of a call runs as a part of it. */
  intercepted(site: number): Tree | null;
  /** Parameters of a function, and properties of them, that it calls. */
  calledBy(place: FunctionPlace): readonly Parameter[];
}

interface Called {
  readonly call: CallFact;
  readonly callees: readonly Value[];
}

/** What one function leads to, on the object that it runs on. */
export class FunctionTree {
  readonly #among: Among;
  readonly #running: Running;

  constructor(among: Among, running: Running) {
    this.#among = among;
    this.#running = running;
  }

  get #judging(): Judging {
    return this.#among.judging;
  }

  made(): Tree | null {
    const { file, function: id } = this.#running;
    const map = this.#judging.map(file);
    const span = map?.facts.functions[id];
    if (map === null || span === undefined) return null;
    const items = [
      ...map.callIdsIn(id).flatMap((call) => this.#item(map, { file, call }) ?? []),
      ...this.#drawn(map, id),
    ].toSorted((one, other) => one.end - other.end || other.start - one.start);
    return blockTree({ map, function: id, span, items: detachAnswered(map, id, items) });
  }

  #drawn(map: CodeMap, id: number): readonly Item[] {
    return drawnIn(this.#judging, map, id).flatMap(({ start, end, components }) => {
      const trees = components.map((values) =>
        this.#either(values.flatMap((value) => this.#runBy(value))),
      );
      const tree = group('parallel', trees);
      return tree === null
        ? []
        : [{ start, end, tree, collector: null, isHeld: false, again: null }];
    });
  }

  #item(map: CodeMap, point: Point): Item | null {
    const call = map.facts.calls[point.call];
    if (call === undefined) return null;
    const led = this.#ofCall(map, point, call);
    if (led === null || isShutOff(this.#judging, point)) return null;
    const tree = isLeftToPlatform(map, point.call) ? detached(led) : led;
    const appearance = { map, call, offset: call.start };
    const loop = retryLoop(this.#judging, appearance);
    const retry = loop === null ? undefined : retryLayers(this.#judging, appearance)[0]?.retry;
    return {
      start: call.start,
      end: call.end,
      tree,
      collector: collectorOf(map, point.call),
      isHeld: call.use === 'variable',
      again: loop === null || retry === undefined ? null : { loop, retry },
    };
  }

  #ofCall(map: CodeMap, point: Point, call: CallFact): Tree | null {
    const site = this.#among.sites.get(call);
    if (site !== undefined) {
      return sequence([
        this.#among.intercepted(site),
        { kind: 'site', site },
        this.#handed(point, call),
      ]);
    }
    if (runsLater(map.facts, call)) return group('detached', [this.#handed(point, call)]);
    const name = memberName(call) ?? '';
    if (runsForEach(call)) return this.#ofElements(map, point, call);
    if (followsPromise(call)) return this.#handed(point, call);
    if (name === 'call' || name === 'apply') return this.#ofReceiver(point, call);
    const guard = guardCall(this.#judging, point);
    if (guard !== null) return this.#guarded(guard, call);
    return this.#ofCallee(map, point, call);
  }

  /** `items.map(load)`: side by side where `Promise.all` waits for them. */
  #ofElements(map: CodeMap, point: Point, call: CallFact): Tree | null {
    const own = this.#ofCallee(map, point, call);
    const step = isCollected(map, point.call) ? 'fan-out' : 'loop';
    const tree = group(step, [own ?? this.#handed(point, call)]);
    return leavesEach(this.#asked, point) ? group('detached', [tree]) : tree;
  }

  /** `load.call(this)`, `(async function () { … }).apply(this)`. */
  #ofReceiver(point: Point, call: CallFact): Tree | null {
    if (call.callee.kind !== 'member') return null;
    const functions = functionsOfExpression(
      this.#judging,
      call.callee.object,
      placeOf(point.file, call),
    );
    return sequence([this.#either(functions), this.#handed(point, call)]);
  }

  #guarded(guard: GuardCall, call: CallFact): Tree | null {
    const { on, point, action } = guard;
    const made = action.invokes?.startsWith('instance.') ? on.creations : [];
    const functions = made.flatMap(({ arguments: given, place }) =>
      given.flatMap((one) => functionsOfExpression(this.#judging, one, place)),
    );
    const run = sequence([this.#handed(point, call), this.#either(functions)]);
    return layered(run, guardLayers(this.#judging, guard));
  }

  #ofCallee(map: CodeMap, point: Point, call: CallFact): Tree | null {
    // What a parameter is, the caller knows: it runs where it is handed over.
    if (calledParameter(this.#judging, point) !== null && !isTakenOut(map, call)) return null;
    if (this.#judging.kept.isMaking(call)) return null;
    const sending = this.#judging.kept.sendingAt(point);
    if (sending !== undefined) return this.#sent(sending);
    const callees = calleesOn(this.#judging, this.#running, point);
    const kept = callees.flatMap((value) => functionsRunBy(this.#judging, value));
    if (kept.length > 0) return sequence(kept.map((one) => this.#of(one)));
    if (callees.some(letsWorkIn)) return null;
    const made = functionsOfStream(call);
    return made.length > 0
      ? sequence(made.map((one) => this.#of({ file: point.file, function: one })))
      : this.#ofFunctions(map, point, { call, callees });
  }

  #ofFunctions(map: CodeMap, point: Point, { call, callees }: Called): Tree | null {
    const known = callees.flatMap((value) => this.#runBy(value));
    const functions = known.length > 0 ? known : dispatchedBy(this.#judging, point);
    if (functions.length === 0)
      return goesOn(map, call) || !registers(map, point.call) ? this.#handed(point, call) : null;
    const called = functions.flatMap((one) => this.#among.calledBy(one));
    const run = sequence([
      this.#either(
        functions.flatMap((one) => runningAs(this.#judging, this.#running, { point, target: one })),
      ),
      this.#handed(point, call, wholeParameters(called)),
      this.#handedIn(point, call, called),
      this.#defaults(call, functions),
    ]);
    return this.#isDetached(map, point, functions) ? group('detached', [run]) : run;
  }

  #sent(sending: Sending): Tree | null {
    const run = this.#judging.kept.sentBy(sending).map((one) => this.#of(one));
    return sending.isUnawaited ? group('detached', [sequence(run)]) : sequence(run);
  }

  /** `const load = cache(async () => …)`: what a package's wrapper makes runs what it was given. */
  #runBy(value: Value): readonly FunctionPlace[] {
    if (value.kind !== 'package') return functionsOf(this.#judging, value);
    // A member of what was made, such as a router's, may do something else with it.
    const isMade = value.path.endsWith('()');
    return (value.given ?? []).flatMap((given) => {
      if (!('expression' in given)) return [];
      const { expression, place } = given;
      const runs =
        expression.kind === 'function' ||
        (isMade && mayBeFunction(this.#judging, place.file, expression));
      return runs ? functionsOfExpression(this.#judging, expression, place) : [];
    });
  }

  /** A promise that nobody waits for, by what makes it or by what follows on it. */
  #isDetached(map: CodeMap, point: Point, functions: readonly FunctionPlace[]): boolean {
    const next = map.continuation(point.call);
    const following = next === undefined ? undefined : map.facts.calls[next];
    const isPromise =
      following === undefined
        ? map.facts.calls[point.call]?.use === 'statement' &&
          functions.every((one) => leavesWork(this.#asked, one, point))
        : followsPromise(following);
    return isPromise && this.#judging.survey.around(point).waiting === 'nobody';
  }

  get #asked(): Parameters<typeof leavesWork>[0] {
    return { judging: this.#judging, isSite: (call) => this.#among.sites.has(call) };
  }

  /** One of several functions runs. */
  #either(functions: readonly (FunctionPlace | Running)[]): Tree | null {
    const distinct = new Map(functions.map((one) => [runningKey(one), one]));
    return group(
      'choice',
      [...distinct.values()].map((one) => this.#of(one)),
    );
  }

  /** What is written in the function runs on its object too. */
  #of(place: FunctionPlace | Running): Tree | null {
    return this.#among.of('on' in place ? place : within(this.#judging, this.#running, place));
  }

  /** Functions among the arguments, with what the called function puts around them. */
  #handed(point: Point, call: CallFact, taken?: ReadonlySet<number>): Tree | null {
    return sequence(
      call.arguments.map((argument, index) => {
        if (isLiteral(argument)) return taken ? null : this.#written(point, argument);
        const mayRun = taken?.has(index) ?? false;
        if (!mayRun && !mayBeFunction(this.#judging, point.file, argument)) return null;
        const tree = this.#either(
          functionsOfExpression(this.#judging, argument, placeOf(point.file, call)),
        );
        if (tree === null || taken === undefined) return tree;
        return layered(tree, this.#judging.survey.handedIn(point, index));
      }),
    );
  }

  /** `attempt({ try: load, catch: tell })`, `check([() => ping()])`: a package runs what literals hold, some of it once there is news. */
  #written(point: Point, options: Expression): Tree | null {
    if (this.#judging.callees(point).some(letsWorkIn)) return null;
    return sequence(
      functionsWritten(options).map(({ function: id, isTold }) => {
        const tree = this.#of({ file: point.file, function: id });
        return isTold ? group('detached', [tree]) : tree;
      }),
    );
  }

  /** Functions in objects among the arguments that the called function calls: `serve({ handler: load })`. */
  #handedIn(point: Point, call: CallFact, called: readonly Parameter[]): Tree | null {
    return this.#either(
      called.flatMap(({ index, path }) => {
        const argument = call.arguments[index];
        if (argument === undefined || path.length === 0) return [];
        return functionsIn(this.#judging, {
          path,
          expression: argument,
          place: placeOf(point.file, call),
        });
      }),
    );
  }

  #defaults(call: CallFact, functions: readonly FunctionPlace[]): Tree | null {
    const defaults = functions.flatMap((target) =>
      defaultsOf(this.#judging, call, { target, called: this.#among.calledBy(target) }),
    );
    return this.#either(
      defaults.flatMap((one) => functionsOfExpression(this.#judging, one.expression, one.place)),
    );
  }
}
