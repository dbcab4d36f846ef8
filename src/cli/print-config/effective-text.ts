import type { FileState, Location } from '../../index.js';
import { countOf } from '../../text/count-of.js';
import type { Effective, EffectiveRule, Told } from './effective.js';

/** What holds for a file, one line for each value, with the place that decided it. */
export function effectiveText(effective: Effective, commit: string | undefined): readonly string[] {
  const changed = effective.rules.filter(({ from }) => from !== undefined);
  const asShipped = effective.rules.length - changed.length;
  return [
    ...headOf(effective, commit),
    '',
    ...table([
      ...scopeOf(effective),
      ['baseline', effective.baseline.value, placeOf(effective.baseline)],
      ['fails on', effective.failOn.value.join(', '), placeOf(effective.failOn)],
      ...packageRows(effective),
    ]),
    ...section('Overrides, of which the last that matches decides', overridesOf(effective)),
    ...section('Rules that were changed', changed.map(ruleRow)),
    ...section('Declared protections of its calls', protectionsOf(effective)),
    '',
    `${countOf(asShipped, 'rule')} as ${asShipped === 1 ? 'it is' : 'they are'} by themselves; --format json lists them.`,
  ];
}

type Row = readonly [name: string, value: string, from: string];

function headOf({ file, searched, settingsFiles, ...rest }: Effective, commit?: string): string[] {
  const { dir, name } = rest.package;
  const owner = name === undefined ? `"${dir}"` : `${name} ("${dir}")`;
  const from = commit === undefined ? '' : `, as of ${commit.slice(0, 12)}`;
  const files = settingsFiles.length === 0 ? 'none' : settingsFiles.toReversed().join(', extends ');
  return [file, `  ${stateText(searched)}`, `  package: ${owner}`, `  settings: ${files}${from}`];
}

function stateText(searched: FileState): string {
  switch (searched.state) {
    case 'searched':
      return 'is searched for calls';
    case 'set-aside':
      return `is not searched for calls: set aside, reason "${searched.reason}"`;
    case 'failed':
      return `is not searched for calls: ${searched.message}`;
    case 'unknown':
      return 'is not searched for calls: no source file of that name is there, or git ignores it';
  }
}

function scopeOf({ include, exclude }: Effective): readonly Row[] {
  const included = include.value.length === 0 ? 'everything' : include.value.join(', ');
  const excluded: readonly Row[] =
    exclude.length === 0
      ? [['exclude', 'nothing', placeOf({})]]
      : exclude.map((one) => ['exclude', one.value, placeOf(one)]);
  return [['include', included, placeOf(include)], ...excluded];
}

const packageRows = ({ tier, packageFailOn }: Effective): readonly Row[] => [
  ['tier', tier.value === null ? 'none' : String(tier.value), placeOf(tier)],
  ...(packageFailOn === null
    ? []
    : [['package fails on', packageFailOn.value.join(', '), placeOf(packageFailOn)] as const]),
];

const overridesOf = ({ overrides }: Effective): readonly Row[] =>
  overrides.map((one) => [one.matches ? 'matches' : '-', one.value.join(', '), placeOf(one)]);

function ruleRow({ id, severity, from, reason }: EffectiveRule): Row {
  const why = reason === undefined ? '' : `: ${reason}`;
  return [id, severityText(severity), `${placeOf({ ...(from && { from }) })}${why}`];
}

function severityText(severity: EffectiveRule['severity']): string {
  if (severity === 'off') return severity;
  const { request, ...others } = severity;
  const apart = Object.entries(others).filter(([, one]) => one !== request);
  return [request, ...apart.map(([reach, one]) => `${one} in a ${reach}`)].join(', ');
}

const protectionsOf = ({ protections }: Effective): readonly Row[] =>
  protections.map((one) => {
    const { for: selector, from, reason, timeout, retry, breaker, bulkhead } = one;
    const kinds = Object.entries({ timeout, retry, breaker, bulkhead })
      .filter(([, declared]) => declared !== undefined)
      .map(([kind]) => kind);
    const calls = [selector.client, selector.dependency].filter((name) => name !== undefined);
    return [
      kinds.join(', '),
      calls.join(' to ') || 'every call',
      `${placeOf({ from })}: ${reason}`,
    ];
  });

const placeOf = ({ from }: Pick<Told<unknown>, 'from'>): string =>
  from === undefined ? 'by itself' : locationText(from);

const locationText = ({ file, line }: Location): string => `${file}:${line}`;

const section = (title: string, rows: readonly Row[]): readonly string[] =>
  rows.length === 0 ? [] : ['', title, ...table(rows)];

function table(rows: readonly Row[]): readonly string[] {
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([a, b, c]) => `  ${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`);
}
