import { readFileSync } from 'node:fs';
import { parseMaturity } from '../../src/config/maturity/maturity-file.js';
import type {
  Assessment,
  Breaker,
  Call,
  Pool,
  Practice,
  Protection,
  Retry,
  Service,
} from '../../src/model/assessment.js';
import type { MaturityModel } from '../../src/model/maturity-model.js';
import { score } from '../../src/score/score.js';
import { sampleAssessment, sampleCall } from '../report/sample-assessment.js';

/** The model as it is written, not as it was compiled last. */
export const model: MaturityModel = (() => {
  const file = 'rules/maturity.yaml';
  const parsed = parseMaturity(file, readFileSync(file, 'utf8'));
  if (parsed.model === undefined) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
})();

export const unprotected: Protection = {
  timeout: { status: 'none' },
  retry: { status: 'no' },
  breaker: { status: 'no' },
  bulkhead: { status: 'no' },
  fallback: { status: 'no' },
};

/** 16 hexadecimal digits. */
export const idOf = (number: number): string => number.toString(16).padStart(16, '0');

/** A call without any protection, changed where a test needs it. */
export function call(
  number: number,
  {
    protection,
    ...changes
  }: Partial<Omit<Call, 'protection'>> & {
    readonly protection?: Partial<Protection>;
  } = {},
): Call {
  return sampleCall({
    id: idOf(number),
    contentId: idOf(number),
    file: `src/${String(number)}.ts`,
    ...changes,
    protection: { ...unprotected, ...protection },
  });
}

const place = { file: 'src/guards.ts', line: 1, evidence: [] };

export const breaker = (calls: readonly Call[], facts: Partial<Breaker> = {}): Breaker => ({
  ...place,
  id: idOf(901),
  library: 'opossum',
  calls: calls.map(({ id }) => id),
  ...facts,
});

export const retry = (calls: readonly Call[], facts: Partial<Retry> = {}): Retry => ({
  ...place,
  id: idOf(902),
  library: 'p-retry',
  calls: calls.map(({ id }) => id),
  backoff: 'exponential',
  ...facts,
});

export const pool = (calls: readonly Call[], facts: Partial<Pool> = {}): Pool => ({
  ...place,
  id: idOf(903),
  library: 'pg',
  calls: calls.map(({ id }) => id),
  configured: true,
  ...facts,
});

const no: Practice = { status: 'no' };
export const yes: Practice = { status: 'yes', evidence: [{ file: 'src/server.ts', line: 1 }] };

/** A service without any practice, changed where a test needs it. */
export const service = (changes: Partial<Service> = {}): Service => ({
  name: 'orders-service',
  dir: '.',
  health: no,
  readiness: no,
  shutdown: no,
  telemetry: no,
  alerts: no,
  slo: no,
  flags: no,
  chaosTests: no,
  ...changes,
});

/** An assessment of these calls and nothing else. */
export function assessmentOf(
  calls: readonly Call[],
  changes: Partial<Assessment> = {},
): Assessment {
  return {
    ...sampleAssessment,
    files: [],
    calls: [...calls],
    dependencies: [],
    ...changes,
  };
}

export const maturityOf = (calls: readonly Call[], changes: Partial<Assessment> = {}) =>
  score(assessmentOf(calls, changes), model);

/** One criterion of a maturity. */
export function criterionOf(maturity: ReturnType<typeof maturityOf>, id: string) {
  const found = maturity.areas.flatMap(({ criteria }) => criteria).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no criterion ${id}`);
  return found;
}

/** One area of a maturity. */
export function areaOf(maturity: ReturnType<typeof maturityOf>, id: string) {
  const found = maturity.areas.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no area ${id}`);
  return found;
}

/** How many subjects of a criterion have which status: "bounded 1, absent 2". */
export const statusesOf = (id: string, maturity: ReturnType<typeof maturityOf>): string =>
  criterionOf(maturity, id)
    .tally.map(({ status, count }) => `${status} ${count}`)
    .join(', ');
