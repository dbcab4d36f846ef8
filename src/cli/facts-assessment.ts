import type { Assessment, Rule } from '../index.js';
import { isRecord } from '../text/record.js';

const place = { file: 'src/example.ts', line: 1 };
const ID = '0000000000000001';

const call = {
  ...place,
  column: 1,
  endLine: 1,
  endColumn: 2,
  excerpt: [],
  id: ID,
  contentId: ID,
  client: 'axios',
  kind: 'http',
  role: 'request',
  context: 'server',
  operation: 'get',
  dependency: 'users',
  symbol: 'load',
  origin: [],
  protection: {
    timeout: { status: 'none' },
    retry: { status: 'no' },
    breaker: { status: 'no' },
    bulkhead: { status: 'no' },
    fallback: { status: 'no' },
  },
};

const entryPoint = { ...place, id: ID, kind: 'http-route', name: 'GET /users', limits: [] };
const practice = { status: 'yes', evidence: [] };

/** Unremarkable subjects: what an example does not say is as it is here. */
const unremarkable = {
  call,
  dependency: { id: 'users', name: 'users', kind: 'http', clients: ['axios'], callCount: 1 },
  breaker: { ...place, id: ID, library: 'own', evidence: [] },
  retry: { ...place, id: ID, library: 'own', backoff: 'exponential', jitter: true, evidence: [] },
  pool: { ...place, id: ID, library: 'own', configured: true, evidence: [] },
  entry: entryPoint,
  callPath: { worstCaseMs: 1000, attempts: 1 },
  service: {
    name: 'users',
    dir: '.',
    health: practice,
    readiness: practice,
    shutdown: practice,
    telemetry: practice,
    alerts: practice,
    slo: practice,
    flags: practice,
    chaosTests: practice,
  },
} as const;

/** An assessment that holds one subject as an example describes it. */
export function factsAssessment(
  subject: Rule['subject'],
  facts: Readonly<Record<string, unknown>>,
): Assessment {
  const { calls: given = [{}], entryPoint: entry, ...own } = facts;
  const calls = subject === 'call' ? [{ ...call, ...own }] : callsOf(given);
  const ids = calls.map(({ id }) => id);
  const value = { ...unremarkable[subject], ...own };
  const entries = [{ ...entryPoint, ...(subject === 'entry' ? own : asRecord(entry)) }];
  const withCalls = { ...value, calls: ids };
  const structure = { step: 'sequence', steps: ids.map((id) => ({ ...reached, call: id })) };
  const assessment: Record<keyof Omit<Assessment, 'declared' | 'gate'>, unknown> = {
    ...empty,
    calls,
    dependencies: subject === 'dependency' ? [withCalls] : [],
    breakers: subject === 'breaker' ? [withCalls] : [],
    retries: subject === 'retry' ? [withCalls] : [],
    pools: subject === 'pool' ? [withCalls] : [],
    services: subject === 'service' ? [value] : [],
    entryPoints: entries,
    callPaths: subject === 'callPath' ? [{ entryPoint: ID, structure, ...value }] : [],
  };
  return assessment as Assessment;
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  isRecord(value) ? value : {};

const callsOf = (given: unknown) =>
  (Array.isArray(given) ? given : []).map((one: unknown, index) => ({
    ...call,
    id: String(index + 1).padStart(16, '0'),
    ...asRecord(one),
  }));

const reached = { step: 'call', worstCaseMs: 1000, attempts: 1 };

const empty = {
  schemaVersion: 1,
  tool: { name: 'resilint', version: '0', rules: '0'.repeat(64) },
  source: {},
  packages: [{ dir: '.' }],
  files: [],
  findings: [],
  rules: [],
  indicators: {},
  maturity: { areas: [] },
  coverage: {
    files: 1,
    analysed: 1,
    setAside: [],
    failed: [],
    unresolvedCalls: [],
    suspectedClients: [],
  },
};
