import type { Outcome, OutcomeClassifier } from './outcome.js';

interface Failure {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly response?: { readonly status?: unknown; readonly statusCode?: unknown } | null;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown } | null;
  readonly name?: unknown;
}

function httpStatus(end: unknown): unknown {
  const { status, statusCode, response, $metadata } = (end ?? {}) as Failure;
  const ofResponse = response?.status ?? response?.statusCode;
  return status ?? statusCode ?? ofResponse ?? $metadata?.httpStatusCode;
}

// Too slow, too early, too many: these say something about the server.
const tellingClientErrors = new Set([408, 425, 429]);

function ofStatus(status: unknown): Outcome | undefined {
  if (typeof status !== 'number') return undefined;
  if (status >= 500 || tellingClientErrors.has(status)) return 'failure';
  return status >= 400 ? 'ignored' : undefined;
}

/**
 * HTTP clients, those that reject on an error status and those that resolve (fetch): 5xx, 408, 425
 * and 429 are failures, the other 4xx are the caller's own and say nothing.
 */
export const httpOutcome: OutcomeClassifier = {
  ofError: (error) => ofStatus(httpStatus(error)) ?? 'failure',
  ofValue: (value) => ofStatus(httpStatus(value)) ?? 'success',
};

/** Classes of SQLSTATE that blame the statement: cardinality, data, constraints, syntax and rights, checks. */
const statementErrors = /^(2[0-3]|42|44|P0)[0-9A-Z]*$/;
// The same in the words of drivers: MySQL, SQLite, Prisma, MongoDB.
const statementCodes =
  /^(ER_DUP_ENTRY|ER_PARSE_ERROR|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR|ER_DATA_TOO_LONG|ER_NO_REFERENCED_ROW.*|ER_ROW_IS_REFERENCED.*|SQLITE_CONSTRAINT.*|P20(02|03|04|11|12|25)|11000)$/;

/** Database drivers: errors that blame the statement (constraints, data, syntax) say nothing. */
export const databaseOutcome: OutcomeClassifier = {
  ofError(error) {
    const { code: given } = (error ?? {}) as Failure;
    const code = typeof given === 'number' ? String(given) : typeof given === 'string' ? given : '';
    const sqlState = code.length === 5 && statementErrors.test(code);
    return sqlState || statementCodes.test(code) ? 'ignored' : 'failure';
  },
};

// cancelled, invalid argument, not found, already exists, permission denied, failed precondition,
// out of range, unauthenticated
const grpcCallerErrors = new Set([1, 3, 5, 6, 7, 9, 11, 16]);

/** gRPC clients: status codes that blame the caller say nothing. */
export const grpcOutcome: OutcomeClassifier = {
  ofError(error) {
    const code = (error as Failure | null | undefined)?.code;
    return grpcCallerErrors.has(code as number) ? 'ignored' : 'failure';
  },
};

/**
 * Clients that resolve with an error instead of rejecting (`{ data, error }`): the error decides,
 * by its HTTP status where it has one.
 */
export const errorFieldOutcome: OutcomeClassifier = {
  ofValue(value) {
    const { error } = (value ?? {}) as { error?: unknown };
    if (error == null) return 'success';
    return ofStatus(httpStatus(error) ?? httpStatus(value)) ?? 'failure';
  },
};
