import type { Call } from '../../model/assessment.js';
import { protectionNames } from '../../model/protection-names.js';
import { compareText } from '../../text/compare-text.js';
import { countOf, grouped } from '../../text/count-of.js';
import type { Anchors } from './anchors.js';
import { coverageOf, type Covered } from './coverage-of-calls.js';
import { isProtectable, type Facts } from './facts.js';
import type { Reach } from './outage.js';
import { runbookOf } from './runbook.js';
import { NO_BOUND, timesOnPaths, worstCaseOf } from './worst-case.js';

/** One row per dependency, the one that most work waits for first. */
export function dependenciesView(facts: Facts, reached: readonly Reach[], anchors: Anchors) {
  const shared = { anchors, times: timesOnPaths(facts.assessment) };
  const rows = reached.map((reach) => dependencyView(facts, reach, shared));
  return {
    count: countOf(rows.length, 'dependency', 'dependencies'),
    protections: protectionNames.map(capital),
    rows,
    hasRows: rows.length > 0,
  };
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What all rows need. */
interface Shared {
  readonly anchors: Anchors;
  readonly times: ReturnType<typeof timesOnPaths>;
}

function dependencyView(facts: Facts, reach: Reach, { anchors, times }: Shared) {
  const { dependency, entryPoints } = reach;
  const calls = facts.callsOf.get(dependency.id) ?? [];
  const protectable = calls.filter(isProtectable);
  const coverage = coverageOf(protectable);
  const worstCase = worstCaseOf(protectable, times);
  return {
    id: anchors.of('dep', dependency.id),
    name: dependency.name,
    kind: dependency.kind,
    clients: dependency.clients.join(', '),
    ...standingOf(reach, calls),
    calls: countOf(calls.length, 'call'),
    cells: protectionNames.map((name) => ({
      title: capital(name),
      ...cellOf(name, coverage[name]),
    })),
    telemetry: telemetryCell(facts, calls),
    entryPoints: grouped(entryPoints.size),
    worstCase,
    isEndless: worstCase === NO_BOUND,
    runbook: { id: anchors.of('runbook', dependency.id), ...runbookOf(facts, reach, coverage) },
  };
}

/** Where calls stand that no server makes, and whether their target is known at all. */
function standingOf({ dependency: { kind, name, clients } }: Reach, calls: readonly Call[]) {
  const contexts = new Set(calls.map(({ context }) => context));
  contexts.delete('server');
  return {
    contexts: [...contexts].sort(compareText).join(', '),
    isUnnamed: kind === 'http' && clients.includes(name),
  };
}

/** A cell of the heat table: its words say what its colour shows. */
function cellOf(name: string, { full, part, none, unknown, asked }: Covered) {
  if (asked === 0) return { name, heat: 'na', mark: '–', words: 'n/a', detail: '' };
  if (unknown === asked) {
    return { name, heat: 'unknown', mark: '?', words: `${grouped(asked)} unknown`, detail: '' };
  }
  const details = [
    part > 0 ? `${grouped(part)} in part` : '',
    unknown > 0 ? `${grouped(unknown)} unknown` : '',
  ].filter((text) => text !== '');
  return {
    name,
    ...heatOf({ full, part, none, unknown, asked }),
    words: wordsOf(full, asked),
    detail: details.join(', '),
  };
}

function wordsOf(full: number, asked: number): string {
  if (full === asked) return asked === 1 ? '1 of 1' : `all ${grouped(asked)}`;
  return `${full === 0 ? 'none' : grouped(full)} of ${grouped(asked)}`;
}

function heatOf({ full, part, none, asked }: Covered) {
  if (full === asked) return { heat: 'all', mark: '●' };

  if (full + part === 0 && none > 0) return { heat: 'none', mark: '○' };
  return full > 0 && (full + part / 2) / asked >= HALF
    ? { heat: 'most', mark: '◐' }
    : { heat: 'some', mark: '◌' };
}

const HALF = 0.5;

/** Whether the services that call it measure or trace what they call. */
function telemetryCell({ assessment, packageOf }: Facts, calls: readonly Call[]) {
  const dirs = new Set(calls.map(({ file }) => packageOf(file)));
  const services = assessment.services.filter(({ dir }) => dirs.has(dir));
  const having = (status: string): number =>
    services.filter(({ telemetry }) => telemetry.status === status).length;
  const cell = cellOf('telemetry', {
    full: having('yes'),
    part: having('partial'),
    none: having('no'),
    unknown: having('unknown'),
    asked: services.length,
  });
  const [only, ...others] = services;
  return only === undefined || others.length > 0
    ? cell
    : { ...cell, words: telemetryWords[only.telemetry.status] ?? cell.words, detail: '' };
}

/** Where there is only one service, it is not counted. */
const telemetryWords: Readonly<Record<string, string>> = {
  yes: 'yes',
  partial: 'in part',
  no: 'no',
  unknown: 'unknown',
};
