// What a scan says of edits once they are written: for each, the verdict on its calls before and
// after, and the score beside the one that it should have if those calls alone had been mended.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scored } from '../../dist/index.js';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** @typedef {import('../../dist/index.js').Assessment} Assessment */
/** @typedef {Assessment['calls'][number]} Call */
/** @template Value @typedef {{ before: Value, promised: Value, after: Value }} Stages */
/** @typedef {{ codemod: string, file: string, line: number, calls: string[], what?: string }} Site */

/** Reads anew what a folder holds. @param {string} root @returns {Assessment} */
export function scanOf(root) {
  const folder = mkdtempSync(join(tmpdir(), 'trial-'));
  const out = join(folder, 'assessment.json');
  const args = ['scan', root, '--no-cache', '--quiet', '--format', `json=${out}`];
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const assessment = JSON.parse(readFileSync(out, 'utf8'));
  rmSync(folder, { recursive: true });
  return assessment;
}

/** The protection that each codemod gives, and its verdict. */
const gives = /** @type {const} */ ({
  'add-timeout': ['timeout', 'bounded'],
  'add-breaker': ['breaker', 'yes'],
  'add-bulkhead': ['bulkhead', 'yes'],
  'add-retry': ['retry', 'yes'],
  'add-fallback': ['fallback', 'yes'],
});

/** @param {string} codemod @returns {readonly [keyof Call['protection'], string] | null} */
const givenBy = (codemod) =>
  codemod in gives ? gives[/** @type {keyof gives} */ (codemod)] : null;

/** @param {{ before: Assessment, after: Assessment, sites: readonly Site[] }} trial */
export function verdictsOf({ before, after, sites }) {
  const [old, now] = [before, after].map(byId);
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {object[]} */
  const unmet = [];
  // What is asked of one assessment is told by ids, which edits leave as they are.
  for (const { codemod, file, line, calls } of sites) {
    for (const id of calls) {
      const verdict = verdictOf(codemod, { call: old?.get(id), id, assessment: before });
      const then = verdictOf(codemod, { call: now?.get(id), id, assessment: after });
      const change = `${codemod}: ${verdict} -> ${then}`;
      counts[change] = (counts[change] ?? 0) + 1;
      if (then !== (givenBy(codemod)?.[1] ?? 'bounded'))
        unmet.push({ codemod, file, line, change });
    }
  }
  return { counts, unmet, lost: lostBetween(old, now) };
}

/** @param {string} codemod @param {{ call: Call | undefined, id: string, assessment: Assessment }} found */
function verdictOf(codemod, { call, id, assessment }) {
  if (call === undefined) return 'absent';
  const given = givenBy(codemod);
  if (given !== null) return call.protection[given[0]].status;
  const pools = assessment.pools.filter(({ calls }) => calls.includes(id));
  return pools.some(({ acquireMs }) => acquireMs !== undefined) ? 'bounded' : 'none';
}

/** Protections of any call that are less than they were. @param {Map<string, Call> | undefined} old @param {Map<string, Call> | undefined} now */
function lostBetween(old, now) {
  const strong = new Set(['bounded', 'yes', 'handled', 'library-default', 'delegated', 'builtin']);
  return [...(old ?? [])].flatMap(([id, { file, line, protection }]) => {
    const then = now?.get(id);
    if (then === undefined) return [`${file}:${line} is not found any more`];
    return Object.entries(protection)
      .map(([name, { status }]) => ({ name, status, next: statusIn(then, name) }))
      .filter(({ status, next }) => strong.has(status) && !strong.has(next))
      .map(({ name, status, next }) => `${file}:${line} ${name}: ${status} -> ${next}`);
  });
}

/** @param {Call} call @param {string} name */
const statusIn = ({ protection }, name) =>
  protection[/** @type {keyof Call['protection']} */ (name)].status;

/** @param {Assessment} assessment */
const byId = ({ calls }) => new Map(calls.map((call) => [call.id, call]));

/**
 * The score of the scan before with the verdicts of the edited calls put in place, which is what
 * recommendations promise for them; and what the scan after says. Thresholds and the like may add to it.
 * @param {{ before: Assessment, after: Assessment, sites: readonly Site[] }} trial
 */
export function scoresOf({ before, after, sites }) {
  const promised = promisedOf(before, scored({ ...before, calls: mended(before, sites) }).maturity);
  const stages = { before: before.maturity, promised, after: after.maturity };
  const criteria = before.maturity.areas
    .flatMap((area) => area.criteria.map(({ id }) => ({ area: area.id, id })))
    .map((place) => ({ criterion: place.id, ...valuesOf(stages, place) }))
    .filter((one) => one.promised !== one.before || one.after !== one.before);
  return {
    ...mapped(stages, ({ score }) => score),
    levels: [before.maturity.level, after.maturity.level],
    recommended: before.maturity.recommendations
      .filter(({ codemod }) => codemod !== undefined)
      .map(({ codemod, gain, sites: open }) => ({ codemod, gain, sites: open.length })),
    criteria,
    broken: criteria.filter((one) => (one.after ?? 0) + 1e-4 < (one.promised ?? 0)),
  };
}

/**
 * The maturity before, where the criteria that codemods are recommended for are as far as the edits
 * bring them, and all others as they are.
 * @param {Assessment} before @param {Assessment['maturity']} mended @returns {Assessment['maturity']}
 */
function promisedOf({ maturity }, mended) {
  const promised = new Set(
    maturity.recommendations.flatMap(({ codemod, criterion }) => (codemod ? [criterion] : [])),
  );
  const areas = maturity.areas.map((area, index) => {
    const criteria = area.criteria.map((one, place) =>
      promised.has(one.id) ? (mended.areas[index]?.criteria[place] ?? one) : one,
    );
    return { ...area, criteria, score: meanOf(criteria) };
  });
  return { ...maturity, areas, score: meanOf(areas) };
}

/** @param {readonly { weight: number, score: number | null }[]} parts */
function meanOf(parts) {
  const known = parts.filter(({ score }) => score !== null);
  const weight = known.reduce((sum, one) => sum + one.weight, 0);
  const total = known.reduce((sum, one) => sum + one.weight * (one.score ?? 0), 0);
  return weight === 0 ? null : Math.round((total / weight) * 1e4) / 1e4;
}

/** @param {Stages<Assessment['maturity']>} stages @param {{ area: string, id: string }} place */
const valuesOf = (stages, { area, id }) =>
  mapped(stages, ({ areas }) => {
    const found = areas.find((one) => one.id === area)?.criteria.find((one) => one.id === id);
    return found?.coverage ?? null;
  });

/** @template Value, Result @param {Stages<Value>} stages @param {(value: Value) => Result} change @returns {Stages<Result>} */
const mapped = ({ before, promised, after }, change) => ({
  before: change(before),
  promised: change(promised),
  after: change(after),
});

/** @param {Assessment} before @param {readonly Site[]} sites @returns {Call[]} */
function mended({ calls }, sites) {
  const patched = new Map(calls.map((call) => [call.id, structuredClone(call)]));
  for (const { codemod, calls: ids } of sites) {
    const given = givenBy(codemod);
    for (const id of given === null ? [] : ids) {
      const protection = /** @type {Record<string, unknown>} */ (patched.get(id)?.protection ?? {});
      if (given !== null) protection[given[0]] = { status: given[1] };
    }
  }
  return [...patched.values()];
}
