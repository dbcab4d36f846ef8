import type { FixOptions } from './fix.js';
import type { FixFormat } from './fix/report-fix.js';
import type { FixResult } from './model/fix.js';

export type { FixOptions } from './fix.js';
export type { FixFormat } from './fix/report-fix.js';

/** The forms of `reportFix`. */
export const fixFormats = ['text', 'json', 'patch'] as const satisfies readonly FixFormat[];

/**
 * Plans edits that protect the calls of a folder. Nothing is written, and nothing of it is executed.
 * What edits and checks types is loaded by the first call.
 */
export async function fix(options: FixOptions): Promise<FixResult> {
  const loaded = await import('./fix.js');
  return loaded.fix(options);
}

/** The result of `fix` in one of its forms. */
export async function reportFix(
  result: FixResult,
  format: FixFormat,
  look: { readonly color: boolean },
): Promise<string> {
  const loaded = await import('./fix/report-fix.js');
  return loaded.reportFix(result, format, look);
}
