import type { FixOptions } from './fix.js';
import type { FixForm } from './fix/report-fix.js';
import type { PlannedFix } from './model/fix.js';

export type { FixOptions } from './fix.js';

/** The forms of `reportFix`. */
export type FixFormat = FixForm | 'sarif';

/** The forms of `reportFix`. */
export const fixFormats = [
  'text',
  'json',
  'patch',
  'sarif',
] as const satisfies readonly FixFormat[];

/**
 * Plans edits that protect the calls of a folder. Nothing is written, and nothing of it is executed.
 * What edits and checks types is loaded by the first call.
 */
export async function fix(options: FixOptions): Promise<PlannedFix> {
  const loaded = await import('./fix.js');
  return loaded.fix(options);
}

/** The result of `fix` in one of its forms. */
export async function reportFix(
  result: PlannedFix,
  format: FixFormat,
  look: { readonly color: boolean },
): Promise<string> {
  if (format === 'sarif') return (await import('./fix-sarif.js')).reportFixSarif(result);
  const loaded = await import('./fix/report-fix.js');
  return loaded.reportFix(result, format, look);
}
