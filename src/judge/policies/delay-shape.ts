import type {
  BindingFact,
  BindingId,
  CallFact,
  Expression,
  NameExpression,
} from '../../parse/facts.js';
import type { ChangeFact, Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { numberOf } from '../settings/readings.js';

/** How the length of a pause is computed. */
export interface DelayShape {
  readonly backoff: 'constant' | 'linear' | 'exponential' | 'unknown';
  /** Absent where part of the computation could not be followed. */
  readonly jitter?: boolean;
  readonly maximumMs?: number;
  /** The first pause, where it is in the sources. */
  readonly delayMs?: number;
}

/** The shape of an expression that is evaluated anew in each round of a span. */
export function delayShape(
  judging: Judging,
  {
    file,
    delay,
    round,
  }: { readonly file: string; readonly delay: Expression; readonly round: Span | null },
): DelayShape {
  const reading = new ShapeReading(judging, round);
  reading.read(file, delay);
  return reading.shape(reading.constant(file, delay));
}

const DEEPEST = 6;
const TRANSPARENT = /^(min|max|floor|round|ceil|trunc|abs|pow|Number|parseInt)$/;
const RANDOM = /random|jitter/i;
const POWER = /^(\*\*|<<)$/;

class ShapeReading {
  readonly #judging: Judging;
  readonly #round: Span | null;
  #isPower = false;
  #isCounted = false;
  #isRandom = false;
  #isOpaque = false;
  #maximumMs: number | undefined;
  #baseMs: number | undefined;

  constructor(judging: Judging, round: Span | null) {
    this.#judging = judging;
    this.#round = round;
  }

  shape(constantMs: number | undefined): DelayShape {
    const backoff = this.#backoff();
    const delayMs = backoff === 'constant' ? constantMs : this.#baseMs;
    return {
      backoff,
      ...(this.#isRandom ? { jitter: true } : !this.#isOpaque && { jitter: false }),
      ...(this.#maximumMs !== undefined && { maximumMs: this.#maximumMs }),
      ...(delayMs !== undefined && { delayMs }),
    };
  }

  #backoff(): DelayShape['backoff'] {
    if (this.#isPower) return 'exponential';
    if (this.#isOpaque) return 'unknown';
    return this.#isCounted ? 'linear' : 'constant';
  }

  constant(file: string, expression: Expression): number | undefined {
    const map = this.#judging.map(file);
    return map === null
      ? undefined
      : numberOf(this.#judging.values(expression, { file, function: 0 }));
  }

  read(file: string, expression: Expression, depth = 0): void {
    const map = this.#judging.map(file);
    if (map === null || depth > DEEPEST) {
      this.#isOpaque = true;
      return;
    }
    if (expression.kind === 'name') {
      this.#readName(map, expression, depth);
    } else if (expression.kind === 'call') {
      this.#readCall(map, map.facts.calls[expression.call], { id: expression.call, depth });
    } else if (expression.kind === 'member') {
      this.#readMember(map, expression);
    } else {
      if (expression.kind === 'binary') this.#readBinary(file, expression);
      for (const part of children(expression)) this.read(file, part, depth + 1);
    }
  }

  #readBinary(
    file: string,
    { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  ): void {
    if (POWER.test(operator)) this.#isPower = true;
    if (operator !== '*') return;
    const factors = [left, right].flatMap((one) => this.constant(file, one) ?? []);
    if (factors.length === 0) return;
    // `attempt * 1000`: the counter has a first value too.
    const base = Math.max(...factors);
    if (isPower(left) || isPower(right)) this.#baseMs = base;
    else this.#baseMs ??= base;
  }

  /** A field is the same in each round, unless the round changes it. */
  #readMember(map: CodeMap, expression: Extract<Expression, { kind: 'member' }>): void {
    // `delays[attempt]`: what stands there is not known.
    if (expression.property === null) this.#isOpaque = true;
    else
      this.#readChanges(this.#changesOf(map, (target) => lastName(target) === expression.property));
  }

  #readName(map: CodeMap, { name, binding: id }: NameExpression, depth: number): void {
    if (RANDOM.test(name)) this.#isRandom = true;
    const binding = id === null ? undefined : map.facts.bindings[id];
    if (id === null || binding === undefined) return;
    const changes = this.#changesOf(map, (target) => isName(target, id));
    this.#readChanges(changes);
    for (const { value } of changes)
      if (value !== null && mentions(map, value, /random/i)) this.#isRandom = true;
    if (binding.element === true) this.#isOpaque = true;
    else if (binding.value !== undefined) this.#readDeclared(map, binding, { changes, depth });
  }

  #readDeclared(
    map: CodeMap,
    { value }: BindingFact,
    { changes, depth }: { readonly changes: readonly ChangeFact[]; readonly depth: number },
  ): void {
    if (value === undefined) return;
    if (changes.length > 0) this.#baseMs ??= this.constant(map.facts.file, value);
    else this.read(map.facts.file, value, depth + 1);
  }

  #changesOf(map: CodeMap, isTarget: (target: Expression) => boolean): readonly ChangeFact[] {
    const round = this.#round;
    return map
      .statements('change')
      .filter((one) => (round === null || contains(round, one.start)) && isTarget(one.target));
  }

  #readChanges(changes: readonly ChangeFact[]): void {
    for (const { operator, value } of changes) {
      if (operator === '*=' || operator === '<<=' || doubles(value)) this.#isPower = true;
      else this.#isCounted = true;
    }
  }

  #readCall(
    map: CodeMap,
    call: CallFact | undefined,
    { id, depth }: { readonly id: number; readonly depth: number },
  ): void {
    if (call === undefined) return;
    const { file } = map.facts;
    const name = lastName(call.callee) ?? '';
    for (const argument of call.arguments) this.read(file, argument, depth + 1);
    if (RANDOM.test(name)) {
      this.#isRandom = true;
      return;
    }
    if (name === 'pow') this.#isPower = true;
    if (name === 'min') this.#maximumMs ??= this.#constantOf(file, call);
    const helpers = this.#judging
      .callees({ file, call: id })
      .filter((value) => value.kind === 'function');
    if (helpers.length === 0 && !TRANSPARENT.test(name)) this.#isOpaque = true;
    for (const helper of helpers) this.#readReturns(helper, depth);
  }

  #readReturns({ file, function: id }: FunctionPlace, depth: number): void {
    const returns = this.#judging.facts(file)?.functions[id]?.returns ?? [];
    for (const returned of returns) this.read(file, returned, depth + 1);
  }

  #constantOf(file: string, call: CallFact): number | undefined {
    return call.arguments
      .map((one) => numberOf(this.#judging.resolver.evaluate(one, placeOf(file, call))))
      .find((one) => one !== undefined);
  }
}

const isPower = (one: Expression): boolean => one.kind === 'binary' && POWER.test(one.operator);

const isName = (target: Expression, id: BindingId): boolean =>
  target.kind === 'name' && target.binding === id;

/** `delay = Math.min(delay * 2, max)`. */
const doubles = (value: Expression | null): boolean =>
  value !== null && ((value.kind === 'binary' && value.operator === '*') || value.kind === 'call');

function mentions({ facts }: CodeMap, root: Expression, pattern: RegExp): boolean {
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (pattern.test(lastName(one) ?? '')) return true;
    const call = one.kind === 'call' ? facts.calls[one.call] : undefined;
    if (call !== undefined) pending.push(call.callee, ...call.arguments);
    pending.push(...children(one));
  }
  return false;
}
