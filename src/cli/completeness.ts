import { defaultSettings } from '../config/settings/default-settings.js';
import type { Coverage } from '../index.js';
import { countOf, grouped } from '../text/count-of.js';
import { KnownError } from '../text/known-error.js';

/** They are listed as failed too, but no call stands in them. */
const SETTINGS = /\.(json|lock|ya?ml|prisma)$/;

/**
 * Fails when too little was analysed to speak about the repository: with more unparsable files than
 * this share of the sources, silence proves nothing.
 */
export function requireComplete(
  { analysed, failed, setAside }: Coverage,
  dir: string,
  unparsableShare = defaultSettings.unparsableShare,
): void {
  const failures = failed.filter(({ file }) => !SETTINGS.test(file)).length;
  const sources = analysed + failures;
  if (sources === 0) {
    const aside = setAside.reduce((sum, { count }) => sum + count, 0);
    const found = aside === 0 ? '' : ` (${countOf(aside, 'file')} set aside)`;
    const advice = 'Check the folder, --include and --exclude.';
    throw new KnownError(`There are no source files to analyse in "${dir}"${found}`, advice, 3);
  }
  if (failures / sources > unparsableShare) {
    const message = `${grouped(failures)} of ${countOf(sources, 'source file')} in "${dir}" could not be parsed: the result is incomplete`;
    throw new KnownError(message, 'Repair the files listed in the result, or --exclude them.', 3);
  }
}
