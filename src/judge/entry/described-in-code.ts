import { posix } from 'node:path';
import type { CloudFunction } from '../../model/repository.js';
import type { Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { SERVERLESS_TIMEOUT, splitHandler, triggerOf } from '../../text/deployed-functions.js';
import { positionAt } from '../../text/positions.js';
import type { LookUp, Placed } from '../settings/found-setting.js';
import type { Judging } from '../judging.js';
import { lookUp } from '../settings/look-up.js';
import { itemsOf } from './items.js';
import { pathFrom } from './own-folder.js';

const DESCRIPTION = /^serverless(\.[\w-]+)?\.[cm]?[jt]s$/;

/** Functions that a `serverless.ts` or `serverless.js` describes, its values followed. */
export const describedInCode = (judging: Judging): readonly CloudFunction[] =>
  judging.repository.sources
    .filter(({ file }) => DESCRIPTION.test(posix.basename(file)))
    .flatMap(({ file }) =>
      judging.resolver
        .exported(file, 'default')
        .flatMap((value) => describedBy(judging, { dir: posix.dirname(file), value })),
    );

interface Description {
  /** The folder of the description: paths are relative to it. */
  readonly dir: string;
  readonly value: Value;
}

function describedBy(judging: Judging, { dir, value }: Description): readonly CloudFunction[] {
  const whole = objectIn(judging, value);
  if (whole === null) return [];
  const functions = lookUp(judging, whole, ['functions']);
  if (functions.state !== 'set') return [];
  const shared = secondsIn(lookUp(judging, whole, ['provider', 'timeout']), SERVERLESS_TIMEOUT);
  return namedIn(judging, functions.values).flatMap(({ name, value: own }) => {
    const at = objectIn(judging, own);
    return at === null ? [] : functionAt(judging, { dir, name, at, shared });
  });
}

/** An object, or the one that a function answers: `module.exports = async () => ({ … })`. */
function objectIn(judging: Judging, value: Value): Placed | null {
  if (value.kind === 'object') {
    const { expression, place } = value;
    return { expression, place, start: expression.start };
  }
  if (value.kind !== 'function') return null;
  const { file, function: id, closure } = value;
  const [answer] = judging.facts(file)?.functions[id]?.returns ?? [];
  const place = { file, function: id, class: null, frame: closure };
  return answer?.kind === 'object' ? { expression: answer, place, start: answer.start } : null;
}

interface Named {
  readonly name: string;
  readonly value: Value;
}

const DEEPEST = 4;

/** What objects, those spread into them, and namespaces of modules hold under each name. */
function namedIn(judging: Judging, values: readonly Value[], depth = 0): readonly Named[] {
  if (depth > DEEPEST) return [];
  return values.flatMap((value): readonly Named[] => {
    if (value.kind === 'list') return namedIn(judging, value.elements, depth + 1);
    if (value.kind === 'module') return exportedNames(judging, value.file);
    if (value.kind !== 'object') return [];
    return value.expression.properties.flatMap(({ key, value: own, spread }) => {
      const held = judging.resolver.evaluate(own, value.place);
      if (spread === true) return namedIn(judging, held, depth + 1);
      return key === null ? [] : held.map((one) => ({ name: key, value: one }));
    });
  });
}

const exportedNames = (judging: Judging, file: string): readonly Named[] =>
  (judging.facts(file)?.exports ?? [])
    .filter(({ name, typeOnly }) => !typeOnly && name !== '*' && name !== '=')
    .flatMap(({ name }) => judging.resolver.exported(file, name).map((value) => ({ name, value })));

interface Described {
  readonly dir: string;
  readonly name: string;
  readonly at: Placed;
  readonly shared: number | undefined;
}

function functionAt(
  judging: Judging,
  { dir, name, at, shared }: Described,
): readonly CloudFunction[] {
  const { file } = at.place;
  const handler = lookUp(judging, at, ['handler']);
  const path = handler.state === 'set' ? pathFrom(judging, handler.at, dir) : null;
  if (path === null) return [];
  const timeout = secondsIn(lookUp(judging, at, ['timeout']), shared);
  const trigger = triggerOf(eventsIn(judging, lookUp(judging, at, ['events'])));
  const concurrency = numberIn(lookUp(judging, at, ['reservedConcurrency']));
  return [
    {
      file,
      dir,
      name,
      ...splitHandler(path),
      line: positionAt(judging.facts(file)?.lineStarts ?? [0], at.start).line,
      ...(timeout !== undefined && { timeoutMs: timeout * 1_000 }),
      ...(trigger !== undefined && { trigger }),
      ...(concurrency !== undefined && { concurrency }),
    },
  ];
}

function numberIn(found: LookUp): number | undefined {
  if (found.state !== 'set' || found.values.length !== 1) return undefined;
  const [value] = found.values;
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

/** What is set and cannot be read is not the default. */
const secondsIn = (found: LookUp, otherwise: number | undefined): number | undefined =>
  found.state === 'absent' ? otherwise : numberIn(found);

/** Something that cannot be read may be what somebody waits for. */
const UNREAD = 'unknown';

function eventsIn(judging: Judging, events: LookUp): readonly string[] {
  if (events.state === 'absent') return [];
  if (events.state !== 'set') return [UNREAD];
  const { expression: list, place: at } = events.at;
  return itemsOf(judging, list, at).flatMap(({ expression, place }) => {
    const written = eventNames(expression);
    if (written !== null) return written;
    const values = judging.resolver.evaluate(expression, place);
    const known = values.map((one) => (one.kind === 'object' ? eventNames(one.expression) : null));
    return known.length === 0 ? [UNREAD] : known.flatMap((names) => names ?? [UNREAD]);
  });
}

function eventNames(event: Expression): readonly string[] | null {
  if (event.kind === 'literal') return [String(event.value)];
  return event.kind === 'object' ? event.properties.map(({ key }) => key ?? UNREAD) : null;
}
