import type { ClientAction } from '../../model/catalog.js';
import type { CallFact } from '../../parse/facts.js';
import { packageDefault } from '../../resolve/modules/packages.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Point } from '../code/points.js';

/** What one call does to a framework's object. */
export interface Entering {
  readonly on: ExternalValue;
  readonly action: ClientAction;
  /** The called member, or how the called value is spelled. */
  readonly member: string;
  readonly point: Point;
  readonly call: CallFact;
  /** Where its arguments are evaluated. */
  readonly place: Place;
  /** Where it stands for its reader. */
  readonly start: number;
}

/** What a call does by the catalogue, for each object its callee can be. */
export function enteringCalls(
  judging: Judging,
  point: Point,
  { place: given }: { readonly place?: Place } = {},
): readonly Entering[] {
  const call = judging.call(point);
  if (call === undefined || call.form === 'import') return [];
  const place = given ?? placeOf(point.file, call);
  const callees = judging.resolver.evaluate(call.callee, place);
  const known = callees.flatMap((callee) => {
    const done = actionOf(judging, call, callee);
    return done === null ? [] : [done];
  });
  const done = known.length > 0 ? known : computedMember(judging, call, place);
  return done.map((one) => ({ ...one, point, call, place, start: call.start }));
}

/** `router[method](path, handler)`: any member that registers tells what the arguments mean. */
function computedMember(judging: Judging, { callee }: CallFact, place: Place): readonly Done[] {
  if (callee.kind !== 'member' || callee.property !== null || callee.key === undefined) return [];
  const { resolver } = judging;
  const names = resolver
    .evaluate(callee.key, place)
    .flatMap((value) => (value.kind === 'constant' ? [String(value.value)] : []));
  return resolver.evaluate(callee.object, place).flatMap((on) => {
    if (on.kind !== 'external') return [];
    const found = names.flatMap((member) => {
      const action = resolver.catalog.member(on, member.toLowerCase());
      return action?.registers === undefined ? [] : [{ on, action, member: member.toLowerCase() }];
    });
    const any = found.length > 0 ? undefined : resolver.catalog.member(on, 'get');
    return any?.registers === undefined ? found : [{ on, action: any, member: '${…}' }];
  });
}

type Done = Pick<Entering, 'on' | 'action' | 'member'>;

function actionOf(judging: Judging, { form }: CallFact, callee: Value): Done | null {
  const { resolver } = judging;
  if (callee.kind === 'operation') {
    return form === 'new' ? null : { on: callee.on, action: callee.action, member: callee.name };
  }
  const isNamespace = callee.kind === 'package' && callee.path === '';
  const on = isNamespace ? packageDefault(resolver, callee) : callee;
  if (on?.kind !== 'external') return null;
  const { catalog } = resolver;
  const action = form === 'new' ? catalog.type(on)?.constructs : catalog.call(on);
  return action === undefined ? null : { on, action, member: on.path.split('.').at(-1) ?? '' };
}

/** The same for a call on an object that is known by other means than its expression. */
export function enteringOn(judging: Judging, point: Point, on: ExternalValue): readonly Entering[] {
  const call = judging.call(point);
  const member = call?.callee.kind === 'member' ? call.callee.property : null;
  const action = member === null ? undefined : judging.resolver.catalog.member(on, member);
  if (call === undefined || member === null || action === undefined) return [];
  const { start } = call;
  return [{ on, action, member, point, call, place: placeOf(point.file, call), start }];
}
