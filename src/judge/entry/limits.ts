import type { LimitSetting } from '../../model/catalog-entry.js';
import type { EntryLimit } from '../../model/entry.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import { compareText } from '../../text/compare-text.js';
import type { Judging } from '../judging.js';
import type { LookUp } from '../settings/found-setting.js';
import type { Entering } from './entering.js';
import type { Host, Limiter } from './host.js';
import type { Hosts } from './hosts.js';
import { isInFront } from './order.js';
import { lookUpAt } from './texts.js';

const DEFAULT = 'default';

/** What a library does where nothing is set. */
export const isDefaultLimit = ({ evidence: [first] }: EntryLimit): boolean =>
  first?.what === DEFAULT;

/** Bounds that a call or a value of a framework sets. */
export function limitsIn(
  judging: Judging,
  entering: Entering,
  settings: readonly LimitSetting[] = [],
): readonly EntryLimit[] {
  return settings.flatMap((setting) => limitOf(judging, entering, setting));
}

function limitOf(
  judging: Judging,
  entering: Entering,
  { kind, at, window, unit, default: fallback, defaultWindow }: LimitSetting,
): readonly EntryLimit[] {
  const found = firstLimit(judging, entering, at);
  if (found === null) {
    if (fallback === undefined) return [];
    const { file } = entering.point;
    const evidence = [judging.evidence({ file, start: entering.call.start, what: DEFAULT })];
    const every = defaultWindow === undefined ? {} : { windowMs: defaultWindow };
    return [{ kind, value: fallback, ...every, evidence }];
  }
  const value = read(found.values, kind, unit);
  const every = window === undefined ? null : firstLimit(judging, entering, window);
  const windowMs = every === null ? defaultWindow : read(every.values, 'time', unit);
  const { place, start } = found.at;
  return [
    {
      kind,
      ...(value !== undefined && { value }),
      ...(windowMs !== undefined && { windowMs }),
      evidence: [judging.evidence({ file: place.file, start, what: kind })],
    },
  ];
}

type Found = Extract<LookUp, { state: 'set' }>;

function firstLimit(judging: Judging, entering: Entering, places: readonly string[]): Found | null {
  for (const at of places) {
    const found = lookUpAt({ judging, entering }, at);
    if (found.state === 'set' && found.values.every(isReadable)) return found;
  }
  return null;
}

/** An object at the place of a number is options of another kind. */
const isReadable = ({ kind }: Value): boolean => kind !== 'object' && kind !== 'function';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The greatest of the values: "10mb" in bytes, "15 minutes" in milliseconds. */
function read(
  values: readonly Value[],
  kind: EntryLimit['kind'],
  unit: LimitSetting['unit'],
): number | undefined {
  const scale = unit === 's' ? 1_000 : unit === 'min' ? 60_000 : 1;
  const numbers = values.flatMap((value) => {
    if (value.kind !== 'constant') return [];
    if (typeof value.value === 'number') return [value.value * (kind === 'time' ? scale : 1)];
    return typeof value.value === 'string' ? written(value.value) : [];
  });
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function written(text: string): readonly number[] {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return [];
  const name = unit.toLowerCase();
  const scale = name === '' ? 1 : (UNITS[name] ?? UNITS[name === 'msec' ? 'ms' : name.charAt(0)]);
  return scale === undefined ? [] : [Number(digits) * scale];
}

/** What among a call's arguments limits what is registered with or behind it. */
export const limitersIn = (judging: Judging, entering: Entering): readonly Limiter[] =>
  entering.call.arguments.flatMap((argument) =>
    argument.kind === 'literal' || argument.kind === 'function'
      ? []
      : judging.resolver
          .evaluate(argument, entering.place)
          .flatMap((value): readonly Limiter[] =>
            value.kind === 'external' && isLimiter(judging, value) ? [{ value, entering }] : [],
          ),
  );

const isLimiter = ({ resolver }: Judging, value: ExternalValue): boolean =>
  resolver.catalog.fact(value, 'limits') !== undefined;

/** Every bound on an entry point: its own, its handlers', and those of what it is mounted on. */
export function limitsOf(
  judging: Judging,
  hosts: Hosts,
  {
    entering,
    on,
    path,
  }: { readonly entering: Entering; readonly on: readonly Host[]; readonly path: string },
): readonly EntryLimit[] {
  const own = limitsIn(judging, entering, entering.action.registers?.limits);
  const given = limitersIn(judging, entering).flatMap((one) => ofLimiter(judging, one));
  const above = hosts.above(on, entering.point).flatMap(({ host, by }) => [
    ...(host.on === null ? [] : ofLimiter(judging, { value: host.on, entering })),
    ...hosts.limiters
      .on(host, path)
      .filter((one) => isInFront(judging, one.entering, by))
      .flatMap((one) => ofLimiter(judging, one)),
  ]);
  return distinctLimits([...own, ...given, ...above]);
}

function ofLimiter(judging: Judging, { value, entering }: Limiter): readonly EntryLimit[] {
  const settings = judging.resolver.catalog.fact(value, 'limits');
  return limitsIn(judging, { ...entering, on: value }, settings);
}

function distinctLimits(all: readonly EntryLimit[]): readonly EntryLimit[] {
  const distinct = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  return distinct.toSorted((a, b) => compareText(a.kind, b.kind));
}
