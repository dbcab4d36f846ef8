import type { ClientEntry } from '../../model/catalog.js';
import type { CallFact } from '../../parse/facts.js';
import { letsWorkIn } from '../code/incoming.js';
import { memberName, placeOf } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { siteAt, type Ground } from './ground.js';
import { functionsOf, reachedFrom } from './reach.js';

const CLOSING =
  /^(\$disconnect|close|closeAll|closeAllConnections|closeIdleConnections|destroy|disconnect|dispose|drain|end|gracefulShutdown|quit|shutdown|stop|terminate)$/;

/** Whether functions close a server, a pool or a client, themselves or through others. */
export const closesSomething = (ground: Ground, roots: readonly FunctionPlace[]): boolean =>
  reachedFrom(ground.judging, roots).some(({ point }) => isClosing(ground, point));

function isClosing(ground: Ground, point: Point): boolean {
  const site = siteAt(ground, point);
  if (site !== undefined) {
    const { on } = site.detected.site.performed;
    return site.call.role === 'close' && !sendsTelemetry(on.client);
  }
  const tool = ground.uses.at(point);
  if (tool !== null) return tool.action.closes === true;
  const { judging } = ground;
  const call = judging.call(point);
  if (call === undefined || !CLOSING.test(memberName(call) ?? '')) return false;
  const callees = judging.callees(point);
  if (callees.every((value) => value.kind === 'package' || letsWorkIn(value)))
    return !isStream(ground, point);
  const own = callees.flatMap((value) => functionsOf(judging, value));
  return own.length > 0 && isWaitedFor(call) && !own.some((one) => carriesTelemetry(ground, one));
}

/** A component of the repository's own ends in an orderly way where its end is waited for. */
const isWaitedFor = ({ use }: CallFact): boolean =>
  use === 'await' || use === 'return' || use === 'argument' || use === 'receiver';

const carriesTelemetry = (ground: Ground, place: FunctionPlace): boolean =>
  reachedFrom(ground.judging, [place]).some(({ point }) => {
    const site = siteAt(ground, point);
    const { client } = site?.detected.site.performed.on ?? {};
    return ground.uses.at(point) !== null || (client !== undefined && sendsTelemetry(client));
  });

/** `response.end()` and `stream.destroy()` in a handler of requests end nothing but an answer. */
function isStream({ judging }: Ground, point: Point): boolean {
  const call = judging.call(point);
  if (call?.callee.kind !== 'member' || call.callee.property !== 'end') return false;
  return judging.resolver.evaluate(call.callee.object, placeOf(point.file, call)).length === 0;
}

/** What only carries telemetry out may close before the work has ended. */
function sendsTelemetry({ types }: ClientEntry): boolean {
  return Object.values(types).some(({ call, constructs, members = {} }) =>
    [call, constructs, ...Object.values(members)].some((action) => action?.role === 'telemetry'),
  );
}
