import type { BindingFact, CallFact, Expression, FunctionFact } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';

const DEEPEST = 3;

/** What ends a wait on the thing itself: `request.destroy(error)`, `controller.abort()`. */
const ENDS = /^(abort|destroy|cancel|reject|resolve|close)$/;

/**
 * Whether what a timer runs ends somebody's wait: it calls what a function around it was handed
 * (`reject`), or aborts something. A timer that only works (a heartbeat, an extended lock) ends none.
 */
export function endsWait(map: CodeMap, timer: CallFact): boolean {
  const [run] = timer.arguments;
  // `setTimeout(ms)` of `node:timers/promises` settles by itself.
  if (timer.arguments.length < 2 || run === undefined) return true;
  // What was made by a call (`abort.bind(controller)`) may well end something.
  return run.kind === 'call' || ends(map, run, 0);
}

function ends(map: CodeMap, run: Expression, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (run.kind === 'function') {
    const fact = map.facts.functions[run.function];
    return fact === undefined || endsWithin(map, fact, depth);
  }
  if (run.kind === 'member') return run.property !== null && ENDS.test(run.property);
  const binding = run.kind === 'name' && run.binding !== null && map.facts.bindings[run.binding];
  return binding !== undefined && binding !== false && boundEnds(map, binding, depth);
}

function endsWithin(map: CodeMap, fact: FunctionFact, depth: number): boolean {
  return map.callsWithin(fact).some((one) => {
    const callee = map.facts.calls[one]?.callee;
    if (callee?.kind === 'member') return callee.property !== null && ENDS.test(callee.property);
    if (callee?.kind !== 'name' || callee.binding === null) return false;
    const binding = map.facts.bindings[callee.binding];
    const isOwn = binding?.kind === 'parameter' && binding.start >= fact.start;
    return binding !== undefined && !isOwn && boundEnds(map, binding, depth);
  });
}

/** A parameter may be what settles; a function of the repository is looked into. */
function boundEnds(
  map: CodeMap,
  { kind, name, declares, value }: BindingFact,
  depth: number,
): boolean {
  if (kind === 'parameter' || ENDS.test(name)) return true;
  const run: Expression | undefined =
    declares === undefined ? value : { kind: 'function', function: declares };
  return run !== undefined && ends(map, run, depth + 1);
}
