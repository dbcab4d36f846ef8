import { loadBaseline } from '../../config/load-baseline.js';
import { baselineDifference } from '../../index.js';
import type { Assessment, Settings } from '../../index.js';
import type { FileTree } from '../../io/file-tree.js';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import type { AssessFlags } from '../assess-folder.js';
import { loadPolicy, type Policy } from '../policy.js';
import { good, note, type Check } from './check.js';

/** The settings of a folder as far as they can be read, and what is to be said of them. */
export async function settingsCheck(
  dir: string,
  flags: AssessFlags,
): Promise<{ readonly check: Check; readonly policy: Policy | null }> {
  try {
    const policy = await loadPolicy(dir, flags);
    const files = policy.files.toReversed();
    if (files.length > 0) return { policy, check: good('settings', files.join(', extends ')) };
    const found = 'none: every rule is as it is by itself, and every error fails the gate';
    return { policy, check: note('settings', [found], 'Write them: resilint init') };
  } catch (error) {
    return { policy: null, check: failed('settings', error) };
  }
}

export function baselineCheck(
  { tree, settings }: { readonly tree: FileTree; readonly settings: Settings },
  assessment: Assessment,
  today: string,
): Check {
  try {
    const baseline = loadBaseline(tree, settings.baseline);
    if (baseline === null) return good('baseline', `none ("${settings.baseline}")`);
    const { entries } = baseline;
    const { unmatched, expired } = baselineDifference(assessment, entries, today);
    const count = `"${settings.baseline}" with ${countOf(entries.length, 'entry', 'entries')}`;
    if (unmatched.length + expired.length === 0) return good('baseline', `${count}, all in use`);
    const found = [
      `${count}: ${unmatched.length} without a finding, ${expired.length} expired`,
      ...unmatched.map(({ rule, file }) => `no finding any more: ${rule} in ${file}`),
      ...expired.map((one) => `expired on ${one.expires ?? ''}: ${one.rule} in ${one.file}`),
    ];
    const advice =
      expired.length > 0
        ? 'Repair what has expired, or give it a later day; then: resilint baseline prune'
        : 'resilint baseline prune';
    return note('baseline', found, advice);
  } catch (error) {
    return failed('baseline', error);
  }
}

/** What the commands that need it end with. */
function failed(name: string, error: unknown): Check {
  if (!(error instanceof KnownError)) throw error;
  const { message, details, advice, exitCode } = error;
  return { name, state: 'problem', found: [message, ...details], advice, exitCode };
}
