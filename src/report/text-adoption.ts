import type { Adoption, Maturity, PackageMaturity } from '../model/assessment.js';
import { countOf } from '../text/count-of.js';
import { figure, ranged } from './text-maturity.js';
import { flow, piece, type Style } from './text-style.js';
import { table, type Cell } from './text-table.js';

const protections = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback'] as const;

/** Who has come how far: packages, owners, and the calls that the score leaves out. */
export function adoptionLines(maturity: Maturity, style: Style): string[] {
  return [
    ...packageLines(maturity.packages, style),
    ...section('Owners', ownerRows(maturity, style), style),
    ...section('Not scored', apartRows(maturity, style), style),
    ...section('Declared, not measured', indicatorRows(maturity, style), style),
  ];
}

function section(title: string, rows: readonly (readonly Cell[])[], style: Style): string[] {
  return rows.length === 0 ? [] : ['', style.heading(title), ...table(rows, '  ')];
}

/** One package alone is the repository, unless its tier asks something of it. */
function packageLines(packages: readonly PackageMaturity[], style: Style): string[] {
  const isWorthIt = packages.length > 1 || packages.some(({ tier }) => tier !== undefined);
  if (!isWorthIt) return [];
  const rows = packages.map((one) => packageRow(one, style));
  const tiers = packages.flatMap((one) => tierLines(one, style));
  return [...section('Packages', rows, style), ...tiers];
}

function packageRow(one: PackageMaturity, style: Style): Cell[] {
  const { level, score, scoreUpTo } = one;
  return [
    { piece: piece(nameOf(one), style.name) },
    { piece: piece(`level ${level ?? '–'}`, style.plain) },
    { piece: piece(ranged(score, scoreUpTo), style.plain) },
  ];
}

const nameOf = ({ name, dir }: PackageMaturity): string => name ?? dir;

/** "orders is tier 1, Critical, and lacks breaker-coverage, health". */
function tierLines(one: PackageMaturity, style: Style): string[] {
  if (one.tier === undefined) return [];
  const { tier, name, requirements, met } = one.tier;
  const missing = requirements.filter(({ state }) => state === 'fails' || state === 'open');
  const start = `${nameOf(one)} is tier ${tier}, ${name},`;
  const groups = met
    ? [[piece(`${start} and keeps what that asks`, style.plain)]]
    : [
        [piece(`${start} and lacks`, style.warning)],
        ...missing.map(({ criterion }, index) => [
          piece(index === missing.length - 1 ? criterion : `${criterion},`, style.plain),
        ]),
      ];
  const separator = piece('', style.plain);
  return flow(groups, { width: style.width, first: '  ', indent: '    ', separator });
}

function ownerRows({ owners }: Maturity, style: Style): Cell[][] {
  return owners.map(({ owner, calls, adoption }) =>
    adoptionRow(owner ?? 'nobody', calls, { adoption, style }),
  );
}

function apartRows({ apart }: Maturity, style: Style): Cell[][] {
  return apart.map(({ context, calls, adoption }) =>
    adoptionRow(context, calls, { adoption, style }),
  );
}

function adoptionRow(
  who: string,
  calls: number,
  { adoption, style }: { readonly adoption: Adoption; readonly style: Style },
): Cell[] {
  const shares = protections.map((name) => {
    const share = adoption[name];
    return `${name} ${share === null ? '–' : figure(share)}`;
  });
  return [
    { piece: piece(who, style.name) },
    { piece: piece(countOf(calls, 'call'), style.plain) },
    { piece: piece(shares.join(' · '), style.faint) },
  ];
}

function indicatorRows({ indicators }: Maturity, style: Style): Cell[][] {
  return indicators.map(({ title, value, unit, fits }) => [
    { piece: piece(title, style.plain) },
    { piece: piece(`${value} ${unit}`, style.plain) },
    { piece: piece(`fits level ${fits}`, style.faint) },
  ]);
}
