import type { ClientAction } from '../../model/catalog.js';
import type { ProtectionFacts } from '../../model/catalog-protection.js';
import { actionOf } from '../../detect/operations.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import { carried } from '../fallback/carried-failures.js';
import { isPermitKeyed } from '../bulkhead/permit-keys.js';
import { readBulkhead } from '../settings/count-facts.js';
import { readRetry } from '../retry/retry-facts.js';
import type { Judging } from '../judging.js';
import { handledBy } from '../fallback/handlers.js';
import type { Bound, Layer, Limit, Outcome, Repetition } from './layers.js';
import type { Mark, Point } from '../code/points.js';
import { isSwitchedOff } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import { findSetting, type Subject } from '../settings/settings.js';
import { toldFallback } from '../fallback/told-fallbacks.js';
import { readTimeout } from '../timeout/timeout-facts.js';

/** A call that makes a guard run a function, or that wraps one to be run later. */
export interface GuardCall {
  readonly on: ExternalValue;
  readonly action: ClientAction;
  readonly operation: string;
  readonly point: Point;
}

/** The guard, or client that runs what it is given under a lock, that a call asks to run something. */
export function guardCall(judging: Judging, point: Point): GuardCall | null {
  const call = judging.call(point);
  if (call === undefined || call.form === 'import') return null;
  for (const callee of judging.callees(point)) {
    const performed = actionOf(judging.resolver, call, callee);
    if (performed === null) continue;
    const { on, action, name } = performed;
    if (on.client.guard !== true && action.permit === undefined) continue;
    if (action.invokes !== undefined || action.attaches !== undefined) {
      return { on, action, operation: action.operation ?? name, point };
    }
  }
  return null;
}

/** What a guard does for what it runs: itself, and what it was composed of. */
export function guardLayers(judging: Judging, guard: GuardCall): readonly Layer[] {
  const { on, operation, point } = guard;
  // What a client does for its own calls is not done for what it runs.
  const own = on.client.guard === true ? guardLayersOf(judging, on, { point, operation }) : [];
  return carried(judging, point, [...permitLayers(judging, guard), ...own]);
}

/** What runs while a lock is held. */
function permitLayers(judging: Judging, { action, ...guard }: GuardCall): readonly Layer[] {
  const { permit } = action;
  if (permit === undefined || isPermitKeyed(judging, { ...guard, action })) return [];
  const bulkhead = permit.limit === undefined ? {} : { limit: permit.limit };
  const mark = markOf(judging, guard);
  return [{ mark, by: 'library', bulkhead, source: { by: 'permit' } }];
}

/** The same for a guard that is not called but stands at a point, such as an operator or decorator. */
export function guardLayersOf(
  judging: Judging,
  on: ExternalValue,
  { point, operation = '' }: { readonly point: Point; readonly operation?: string },
): readonly Layer[] {
  return partsOf(judging, on).flatMap((part) => {
    const layer = layerOf(judging, { on: part, operation, point, frame: null });
    return layer === null ? [] : [layer];
  });
}

const DEEPEST_COMPOSITION = 4;

/** A guard, and the policies it was composed of. */
export const partsOf = (judging: Judging, on: ExternalValue): readonly ExternalValue[] => [
  on,
  ...composed(judging, on, 0),
];

/** The policies that `wrap(retry, breaker)` puts together. */
function composed(judging: Judging, on: ExternalValue, depth: number): readonly ExternalValue[] {
  if (depth > DEEPEST_COMPOSITION || !isComposed(on)) return [];
  return on.creations.flatMap(({ arguments: given, place }) =>
    given
      .flatMap((argument) => policies(judging.resolver.evaluate(argument, place)))
      .flatMap((part) => [part, ...composed(judging, part, depth + 1)]),
  );
}

const policies = (values: readonly Value[]): readonly ExternalValue[] =>
  values.flatMap((value) => {
    if (value.kind === 'list') return policies(value.elements);
    return value.kind === 'external' && value.client.guard === true ? [value] : [];
  });

/** Whether some action of the guard that yields this type composes its arguments. */
function isComposed({ client, type }: ExternalValue): boolean {
  const actions = Object.values(client.types).flatMap(({ call, members }) => [
    ...(call === undefined ? [] : [call]),
    ...Object.values(members ?? {}),
  ]);
  return actions.some(({ composes, returns }) => composes === true && returns === type);
}

/** The protections of one guard as a layer; null where it gives none. */
export function layerOf(judging: Judging, subject: Subject): Layer | null {
  const facts = subject.on.client.protection;
  if (facts === undefined) return null;
  const given = {
    ...only('timeout', boundOf(judging, subject, facts.timeout)),
    ...only('retry', repetitionOf(judging, subject, facts.retry)),
    ...only('bulkhead', limitOf(judging, subject, facts.bulkhead)),
    ...only('breaker', breaks(judging, subject, facts.breaker)),
    ...only('fallback', fallsBack(judging, subject)),
  };
  if (Object.keys(given).length === 0) return null;
  const by = facts.breaker === undefined ? 'library' : 'policy';
  const { on, point, operation } = subject;
  const source = { by: 'guard', on, point, operation } as const;
  return { mark: markOf(judging, subject), by, ...given, source };
}

const only = <K extends string, T>(key: K, value: T | null): { readonly [P in K]?: T } =>
  (value === null ? {} : { [key]: value }) as { readonly [P in K]?: T };

function boundOf(
  judging: Judging,
  subject: Subject,
  facts: ProtectionFacts['timeout'],
): Bound | null {
  const read = facts && readTimeout(judging, subject, facts);
  return read?.bounds[0]?.bound ?? read?.libraryDefault?.bound ?? null;
}

function repetitionOf(
  judging: Judging,
  subject: Subject,
  facts: ProtectionFacts['retry'],
): Repetition | null {
  const read = facts && readRetry(judging, subject, facts);
  const repetition = read?.configured?.value ?? read?.libraryDefault ?? null;
  return repetition !== null && (repetition.attempts ?? 2) > 1 ? repetition : null;
}

function limitOf(
  judging: Judging,
  subject: Subject,
  facts: ProtectionFacts['bulkhead'],
): Limit | null {
  const read = facts && readBulkhead(judging, subject, facts);
  return read?.configured?.value ?? read?.libraryDefault ?? null;
}

function breaks(
  judging: Judging,
  subject: Subject,
  facts: ProtectionFacts['breaker'],
): true | null {
  if (facts === undefined || !holds(judging, subject, facts.on)) return null;
  const isIdle = facts.idle.some(
    ({ on, at, is }) =>
      holds(judging, subject, on) &&
      at.some((place) => {
        const found = findSetting(judging, subject, place);
        return found.state === 'set' && isSwitchedOff(found.values, is);
      }),
  );
  return isIdle ? null : true;
}

const holds = (judging: Judging, subject: Subject, on: readonly string[] | undefined): boolean =>
  appliesTo(judging, subject, { on }) === 'yes';

/** What a guard gives in the place of a failed call; null where it gives nothing. */
export function fallsBack(judging: Judging, subject: Subject): Outcome | null {
  const facts = subject.on.client.protection?.fallback;
  if (facts === undefined || facts.gives === 'answered-error' || facts.gives === 'told')
    return null;
  if (appliesTo(judging, subject, facts) !== 'yes') return null;
  const otherwise = facts.gives === 'error-result' ? 'reported' : 'alternative';
  for (const place of facts.at ?? []) {
    const found = findSetting(judging, subject, place);
    if (found.state === 'set') return givenBy(judging, found.values, otherwise);
  }
  return facts.at === undefined ? otherwise : null;
}

/** What a prepared function makes of the failure; what is no function is given as it is. */
function givenBy(judging: Judging, values: readonly Value[], otherwise: Outcome): Outcome | null {
  const own = values.find((value) => value.kind === 'function');
  if (own?.kind !== 'function') return otherwise;
  const outcome = handledBy(judging, { file: own.file, function: own.function });
  if (outcome === 'passed-on') return null;
  return outcome === 'thrown-answer' ? 'reported' : outcome;
}

/** What a client itself gives in the place of a call that failed: an older answer, a typed result. */
export function ownFallback(judging: Judging, subject: Subject): readonly Layer[] {
  const told = toldFallback(judging, subject);
  if (told.length > 0) return told;
  const fallback = fallsBack(judging, subject);
  return fallback === null ? [] : [{ mark: markOf(judging, subject), by: 'library', fallback }];
}

function markOf(judging: Judging, { on, point }: Pick<Subject, 'on' | 'point'>): Mark {
  const made = on.origin.at(-1);
  if (made !== undefined) return { file: made.file, start: made.start, what: made.what };
  return { file: point.file, start: judging.call(point)?.start ?? 0, what: on.path };
}
