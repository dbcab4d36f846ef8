import type { Expression, ObjectExpression } from '../../parse/facts.js';
import type { Outcome } from '../surroundings/layers.js';

/** A word in the place of an answer: one that tells of the failure, or a prepared one. */
export function answeredLiteral(value: string | number | boolean | null): Outcome {
  if (typeof value !== 'string' || value === '') return 'default';
  return TELLS_FAILURE.test(value) ? 'reported' : 'alternative';
}

const TELLS_FAILURE =
  /err|fail|down|degraded|health|connect|offline|unavail|unknown|invalid|timeout/i;

/** An object in the place of an answer: an error result, or a prepared value. */
export function answeredObject(value: ObjectExpression): Outcome {
  if (value.properties.length === 0) return 'default';
  return isErrorResult(value) ? 'reported' : 'alternative';
}

const ERROR_KEY =
  /^(error|errors|err|success|ok|status|statusCode|isError|failed|failure|reason|errorMessage|code|message|batchItemFailures)$/;

export const isErrorResult = ({ properties }: ObjectExpression): boolean =>
  properties.some(({ key }) => key !== null && ERROR_KEY.test(key)) ||
  // `{ database: { healthy: false } }`.
  (properties.length > 0 && properties.every(({ value }) => isPlainlyFailed(value)));

/** Plainly an error result: `{ ok: false }`, `{ error: … }`. */
export const isPlainlyFailed = (value: Expression): boolean =>
  value.kind === 'object' &&
  value.properties.some(
    ({ key, value: part }) =>
      key !== null &&
      (/^(error|errors|errorMessage)$/.test(key) ||
        (/^(success|ok|healthy|available|connected)$/.test(key) &&
          part.kind === 'literal' &&
          part.value === false)),
  );

/** The expression that decides what another one says. */
export function wrappedIn(value: Expression): Expression | null {
  if (value.kind === 'conditional') return value.otherwise;
  return value.kind === 'await' || value.kind === 'cast' || value.kind === 'spread'
    ? value.value
    : null;
}
