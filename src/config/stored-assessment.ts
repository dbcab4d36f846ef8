import { readInput } from '../io/input-file.js';
import { assessmentSchema, SCHEMA_VERSION, type Assessment } from '../model/assessment.js';
import { countOf } from '../text/count-of.js';
import { KnownError } from '../text/known-error.js';
import { isRecord } from '../text/record.js';

const advice = 'Name a file that "resilint scan --format json --output <file>" wrote.';

const MOST_TOLD = 5;

/** An assessment that was written earlier, perhaps elsewhere: it is checked before it is believed. */
export function readAssessment(file: string): Assessment {
  const value = parsed(file, readInput(file));
  const version = isRecord(value) ? value['schemaVersion'] : undefined;
  if (version !== SCHEMA_VERSION) {
    const found = typeof version === 'number' ? `has schemaVersion ${version}` : 'has none';
    const message = `${file} is no assessment of schemaVersion ${SCHEMA_VERSION}: it ${found}`;
    throw new KnownError(message, advice, 2);
  }
  const result = assessmentSchema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const message = `${file} is no valid assessment: ${countOf(details.length, 'mistake')}`;
  throw new KnownError(message, advice, { exitCode: 2, details: details.slice(0, MOST_TOLD) });
}

/** An assessment as it is read back, so that it makes no difference whether it was stored. */
export const asStored = (assessment: Assessment): Assessment => assessmentSchema.parse(assessment);

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new KnownError(`${file} is no JSON`, advice, 2);
  }
}
