import type { FunctionId } from '../../parse/facts.js';
import { isNewPromise, memberName, type Judging } from '../judging.js';
import type { Point } from '../code/points.js';
import { siteAt, type Ground } from './ground.js';

/** Members that put a function around every call of a client. */
const HOOK = /^(use|\$use|\$extends|\$on|subscribe|addHook)$/;
const HOOKED = /interceptors|prisma|diagnostics|channel|hooks/i;

/**
 * Whether a call stands around outbound calls: in one function with one, in a function that runs
 * what it is handed, or in a hook of a client.
 */
export function standsAroundCalls(ground: Ground, point: Point): boolean {
  const { judging } = ground;
  const call = judging.call(point);
  const map = judging.map(point.file);
  if (call === undefined || map === null || call.function === 0) return false;
  const outermost = outermostFunction(judging, point.file, call.function);
  const around = [...map.facts.calls.keys()].filter((id) =>
    map.isWithinFunction(map.facts.calls[id]?.function ?? 0, outermost),
  );
  return (
    around.some((id) => isAnswered(ground, { file: point.file, call: id })) ||
    around.some((id) => callsParameter(judging, { file: point.file, call: id })) ||
    isHook(judging, point.file, call.function)
  );
}

const CONTINUES = /^(then|catch|finally|map|forEach|reduce|on|once)$/;

/** The function whose work a callback goes on with. */
function outermostFunction(judging: Judging, file: string, id: FunctionId): FunctionId {
  const map = judging.map(file);
  let current = id;
  for (;;) {
    const place = map?.argumentOfFunction(current);
    const call = place && judging.call({ file, call: place.call });
    const isContinued =
      call !== undefined && (CONTINUES.test(memberName(call) ?? '') || isNewPromise(call));
    if (!isContinued || call.function === 0) return current;
    current = call.function;
  }
}

const isAnswered = (ground: Ground, point: Point): boolean => {
  const role = siteAt(ground, point)?.call.role;
  return role === 'request' || role === 'publish';
};

/** `async (name, run) => { …; return await run(); }` */
function callsParameter(judging: Judging, point: Point): boolean {
  const call = judging.call(point);
  if (call?.callee.kind !== 'name' || call.callee.binding === null) return false;
  const binding = judging.facts(point.file)?.bindings[call.callee.binding];
  const isRun = call.use === 'await' || call.use === 'return' || call.use === 'receiver';
  return binding?.kind === 'parameter' && isRun && !/^(next|done|cb|callback)$/.test(binding.name);
}

function isHook(judging: Judging, file: string, id: FunctionId): boolean {
  const place = judging.map(file)?.argumentOfFunction(id);
  const call = place === undefined ? undefined : judging.call({ file, call: place.call });
  if (call === undefined || !HOOK.test(memberName(call) ?? '')) return false;
  let owner = call.callee;
  while (owner.kind === 'member') {
    if (HOOKED.test(owner.property ?? '')) return true;
    owner = owner.object;
  }
  return owner.kind === 'name' && HOOKED.test(owner.name);
}
