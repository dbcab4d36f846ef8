import type { PolicyConfig } from './policy-config.js';

type Check = (value: unknown) => string | undefined;

const positive: Check = (value) =>
  typeof value === 'number' && value > 0 && value < Infinity ? undefined : 'a number above 0';
const count: Check = (value) =>
  Number.isInteger(value) && (value as number) > 0 ? undefined : 'a whole number above 0';
const countOrNone: Check = (value) => (value === 0 ? undefined : count(value));
const share: Check = (value) =>
  positive(value) === undefined && (value as number) <= 1
    ? undefined
    : 'a share above 0 and up to 1';
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');

function oneOf(...names: readonly string[]): Check {
  return (value) => (names.includes(value as string) ? undefined : `one of ${names.join(', ')}`);
}

/** Every field, whether it must be there, and what it may be. */
const sections: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  timeout: { attemptMs: positive, 'totalMs?': positive },
  retry: {
    attempts: count,
    baseMs: positive,
    maxMs: positive,
    'factor?': positive,
    'jitter?': oneOf('none', 'full', 'equal', 'decorrelated'),
    'budgetShare?': share,
  },
  breaker: {
    failureRate: share,
    windowMs: positive,
    minimumCalls: count,
    resetMs: positive,
    'maxResetMs?': positive,
    'probes?': count,
    'probeSuccesses?': count,
    'probeDeadlineMs?': positive,
    'rampMs?': positive,
    'observeOnly?': flag,
  },
  bulkhead: { limit: count, 'queue?': countOrNone, 'queueMs?': positive },
};
const outcomeNames = oneOf('any', 'http', 'database', 'grpc', 'error-field');

/** A policy as data that cannot work. It names every field that is wrong, and its value. */
export class PolicyConfigError extends TypeError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`policy configuration: ${problems.join('; ')}`);
    this.name = 'PolicyConfigError';
    this.problems = problems;
  }
}

/** Checks a policy that comes from a file or a service. Throws a `PolicyConfigError`. */
export function parsePolicyConfig(data: unknown): PolicyConfig {
  if (!isRecord(data)) throw new PolicyConfigError([problem('it', data, 'an object')]);
  const unknown = Object.keys(data).filter((name) => !(name in sections) && name !== 'outcome');
  const problems = [
    ...unknown.map((name) => `${name} is no setting`),
    ...Object.entries(sections).flatMap(([name, fields]) => problemsOf(name, data[name], fields)),
    ...checked('outcome', data['outcome'], outcomeNames),
  ];
  if (problems.length > 0) throw new PolicyConfigError(problems);
  return data as unknown as PolicyConfig;
}

function problemsOf(
  section: string,
  data: unknown,
  fields: Readonly<Record<string, Check>>,
): readonly string[] {
  if (data === false) return [];
  if (!isRecord(data)) return [problem(section, data, 'an object, or false')];
  const known = new Map(
    Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]),
  );
  const unknown = Object.keys(data).filter((name) => !known.has(name));
  return [
    ...unknown.map((name) => `${section}.${name} is no setting`),
    ...Object.entries(fields).flatMap(([name, check]) => {
      const field = name.replace('?', '');
      const optional = field !== name && data[field] === undefined;
      return optional ? [] : checked(`${section}.${field}`, data[field], check);
    }),
  ];
}

function checked(name: string, value: unknown, check: Check): readonly string[] {
  const wanted = check(value);
  return wanted === undefined ? [] : [problem(name, value, wanted)];
}

function problem(name: string, value: unknown, wanted: string): string {
  // A value may be anything, also what JSON cannot say, or says as null.
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) as unknown);
  return `${name} must be ${wanted}, not ${String(shown)}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
