import { isNestedIn } from '../../parse/function-nesting.js';
import type {
  BindingFact,
  CallFact,
  CallId,
  Expression,
  FileFacts,
  FunctionId,
  WriteFact,
} from '../../parse/facts.js';
import type {
  AwaitFact,
  IfFact,
  LoopFact,
  Span,
  StatementFact,
  TryFact,
} from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { keysOfCalls } from './keys-of-calls.js';
import { children } from '../../resolve/expressions/children.js';
import { groupBy } from '../../text/group-by.js';

/** The call that has an expression within one of its arguments. */
export interface ArgumentPlace {
  readonly call: CallId;
  readonly index: number;
  /** True where the argument itself is the expression, false where it is an element or property. */
  readonly whole: boolean;
}

type Of<K extends StatementFact['kind']> = Extract<StatementFact, { kind: K }>;

/** What encloses what in one file; made once for each file that calls lead through. */
export class CodeMap {
  readonly facts: FileFacts;
  /** Error classes and tests that any failure of some client passes. */
  readonly failureNames: ReadonlySet<string>;
  readonly #argumentOfCall = new Map<CallId, ArgumentPlace>();
  readonly #argumentOfFunction = new Map<FunctionId, ArgumentPlace>();
  readonly #argumentOfBinding = new Map<number, ArgumentPlace[]>();
  readonly #receiverOf = new Map<CallId, CallId>();
  readonly #callsNamed = new Map<RegExp, readonly CallId[]>();
  #functionsNamed: ReadonlyMap<string, readonly FunctionId[]> | undefined;
  #variablesNamed: ReadonlyMap<string, readonly BindingFact[]> | undefined;
  #callIdsIn: ReadonlyMap<FunctionId, readonly CallId[]> | undefined;
  #callsOfBinding: ReadonlyMap<number, readonly CallId[]> | undefined;
  #callsOnBinding: ReadonlyMap<number, readonly CallId[]> | undefined;
  #callsOfResult: ReadonlyMap<CallId, readonly CallId[]> | undefined;
  #writesOfCall: ReadonlyMap<CallId, readonly WriteFact[]> | undefined;
  #declared: ReadonlySet<FunctionId> | undefined;
  #keysOfCalls: ReadonlyMap<CallId, string> | undefined;
  #awaitsOf: ReadonlyMap<number, readonly AwaitFact[]> | undefined;
  #statements: ReadonlyMap<FunctionId, readonly StatementFact[]> | undefined;
  readonly #callOfFunction = new Map<FunctionId, CallId>();

  constructor(facts: FileFacts, failureNames: ReadonlySet<string> = new Set()) {
    this.facts = facts;
    this.failureNames = failureNames;
    for (const [id, call] of facts.calls.entries()) this.#read(id, call);
  }

  #read(id: CallId, call: CallFact): void {
    for (const [index, argument] of call.arguments.entries()) {
      this.#note(argument, { call: id, index, whole: true });
    }
    const receiver = receiverCall(call.callee);
    if (receiver !== null) this.#receiverOf.set(receiver, id);
    if (call.callee.kind === 'function') this.#callOfFunction.set(call.callee.function, id);
  }

  #note(root: Expression, place: ArgumentPlace): void {
    const inside = { ...place, whole: false };
    const pending: { one: Expression; at: ArgumentPlace }[] = [{ one: root, at: place }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { one, at } = next;
      if (one.kind === 'call') this.#argumentOfCall.set(one.call, at);
      else if (one.kind === 'function') this.#argumentOfFunction.set(one.function, at);
      else if (one.kind === 'name' && one.binding !== null) {
        const known = this.#argumentOfBinding.get(one.binding);
        if (known === undefined) this.#argumentOfBinding.set(one.binding, [at]);
        else known.push(at);
      }
      const below = passesValue(one) ? at : inside;
      for (const child of children(one)) pending.push({ one: child, at: below });
    }
  }

  /** The call that takes this call's result as an argument, or as a part of one. */
  argumentOfCall(id: CallId): ArgumentPlace | undefined {
    return this.#argumentOfCall.get(id);
  }

  argumentOfFunction(id: FunctionId): ArgumentPlace | undefined {
    return this.#argumentOfFunction.get(id);
  }

  /** The call of a function where it is written: `(() => { … })()`. */
  callOfFunction(id: FunctionId): CallId | undefined {
    return this.#callOfFunction.get(id);
  }

  /** The key of the object that the call stands in: `{ time: tool(…) }`. */
  keyOfCall(id: CallId): string | undefined {
    this.#keysOfCalls ??= keysOfCalls(this.facts);
    return this.#keysOfCalls.get(id);
  }

  argumentsOfBinding(binding: number): readonly ArgumentPlace[] {
    return this.#argumentOfBinding.get(binding) ?? [];
  }

  /** The call on a member of this call's result: `b()` of `a().b()`. */
  continuation(id: CallId): CallId | undefined {
    return this.#receiverOf.get(id);
  }

  /** Calls whose name or member matches, in the order of the file. */
  callsNamed(pattern: RegExp): readonly CallId[] {
    const known = this.#callsNamed.get(pattern);
    if (known !== undefined) return known;
    const found = [...this.facts.calls.entries()].flatMap(([id, { callee }]) =>
      pattern.test(lastName(callee) ?? '') ? [id] : [],
    );
    this.#callsNamed.set(pattern, found);
    return found;
  }

  /** Functions that are written under a name. */
  functionsNamed(name: string): readonly FunctionId[] {
    this.#functionsNamed ??= groupBy(
      this.facts.functions.keys(),
      (id) => this.facts.functions[id]?.name ?? undefined,
    );
    return this.#functionsNamed.get(name) ?? [];
  }

  variablesNamed(name: string): readonly BindingFact[] {
    this.#variablesNamed ??= groupBy(this.facts.bindings, (one) =>
      one.kind === 'variable' ? one.name : undefined,
    );
    return this.#variablesNamed.get(name) ?? [];
  }

  /** Calls of the function itself, in the order of the file. */
  callIdsIn(id: FunctionId): readonly CallId[] {
    this.#callIdsIn ??= groupBy(this.facts.calls.keys(), (one) => this.facts.calls[one]?.function);
    return this.#callIdsIn.get(id) ?? [];
  }

  callsIn(id: FunctionId): readonly CallFact[] {
    return this.callIdsIn(id).flatMap((one) => this.facts.calls[one] ?? []);
  }

  statements<K extends StatementFact['kind']>(kind: K, id?: FunctionId): readonly Of<K>[] {
    const among = id === undefined ? this.facts.statements : this.#statementsOf(id);
    return among.filter((one): one is Of<K> => one.kind === kind);
  }

  #statementsOf(id: FunctionId): readonly StatementFact[] {
    this.#statements ??= groupBy(this.facts.statements, (one) => one.function);
    return this.#statements.get(id) ?? [];
  }

  /** Try statements of the function whose block holds the offset, the innermost first. */
  triesAround(offset: number, id: FunctionId): readonly TryFact[] {
    return this.statements('try', id)
      .filter(({ block }) => contains(block, offset))
      .toReversed();
  }

  loopsAround(offset: number, id: FunctionId): readonly LoopFact[] {
    return this.statements('loop', id)
      .filter((one) => contains(one, offset))
      .toReversed();
  }

  branchesIn(id: FunctionId): readonly IfFact[] {
    return this.statements('if', id);
  }

  awaitsOf(binding: number): readonly AwaitFact[] {
    this.#awaitsOf ??= groupBy(this.statements('await'), ({ value }) => bindingOf(value));
    return this.#awaitsOf.get(binding) ?? [];
  }

  /** Calls of the variable itself, in the order of the file. */
  callsOfBinding(binding: number): readonly CallId[] {
    this.#callsOfBinding ??= groupBy(this.facts.calls.keys(), (id) =>
      bindingOf(this.facts.calls[id]?.callee),
    );
    return this.#callsOfBinding.get(binding) ?? [];
  }

  /** Calls of a member of the variable: `promise.then()`. */
  callsOnBinding(binding: number): readonly CallId[] {
    this.#callsOnBinding ??= groupBy(this.facts.calls.keys(), (id) => {
      const callee = this.facts.calls[id]?.callee;
      return callee?.kind === 'member' ? bindingOf(callee.object) : undefined;
    });
    return this.#callsOnBinding.get(binding) ?? [];
  }

  /** Calls of what this call gives: `limit(1)(load)`. */
  callsOfResult(id: CallId): readonly CallId[] {
    this.#callsOfResult ??= groupBy(this.facts.calls.keys(), (one) => {
      const callee = this.facts.calls[one]?.callee;
      return callee?.kind === 'call' ? callee.call : undefined;
    });
    return this.#callsOfResult.get(id) ?? [];
  }

  /** Where what this call gives is put into a property: `this.request = send()`. */
  writesOfCall(id: CallId): readonly WriteFact[] {
    this.#writesOfCall ??= groupBy(this.facts.writes, ({ value }) => {
      const written = value.kind === 'cast' ? value.value : value;
      return written.kind === 'call' ? written.call : undefined;
    });
    return this.#writesOfCall.get(id) ?? [];
  }

  /** Whether the function is a declaration, which is there before its block begins. */
  isDeclared(id: FunctionId): boolean {
    this.#declared ??= new Set(this.facts.bindings.flatMap(({ declares }) => declares ?? []));
    return this.#declared.has(id);
  }

  /** Statements within a span that belong to the given function itself. */
  within(span: Span, id: FunctionId): readonly StatementFact[] {
    return this.#statementsOf(id).filter((one) => span.start <= one.start && one.end <= span.end);
  }

  /** Calls are in the order of where they start. */
  callsWithin(span: Span): readonly CallId[] {
    const { calls } = this.facts;
    const found: CallId[] = [];
    for (let id = firstFrom(calls, span.start); id < calls.length; id++) {
      const call = calls[id];
      if (call === undefined || call.start > span.end) break;
      if (call.end <= span.end) found.push(id);
    }
    return found;
  }

  /** Whether code of `inner` runs as a part of `outer`: itself or a function nested in it. */
  isWithinFunction(inner: FunctionId, outer: FunctionId): boolean {
    return isNestedIn(this.facts, inner, outer);
  }
}

const bindingOf = (expression: Expression | undefined): number | undefined =>
  expression?.kind === 'name' ? (expression.binding ?? undefined) : undefined;

/** The first call that starts at the offset or after it. */
function firstFrom(calls: readonly CallFact[], offset: number): CallId {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const contains = ({ start, end }: Span, offset: number): boolean =>
  start <= offset && offset < end;

/** `cond ? a() : b()`, `x ?? a()`, `a() as T`: the value of the part is the value of the whole. */
const passesValue = ({ kind }: Expression): boolean =>
  kind === 'conditional' || kind === 'logical' || kind === 'cast' || kind === 'await';

function receiverCall(callee: Expression): CallId | null {
  let current = callee;
  while (current.kind === 'member') current = current.object;
  return current.kind === 'call' && callee.kind === 'member' ? current.call : null;
}
