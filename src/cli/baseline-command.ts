import { loadBaseline } from '../config/load-baseline.js';
import { acceptedFinding, assess, baselineDifference, writeBaseline } from '../index.js';
import type { Assessment, BaselineDifference, BaselineEntry } from '../index.js';
import { folderTree } from '../io/folder-tree.js';
import { writeInside } from '../io/output-file.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { requireComplete } from './completeness.js';
import { loadPolicy } from './policy.js';
import { ProgressLine } from './progress-line.js';
import { dayOf, requireDay } from './today.js';

/** The options of the commands of `resilint baseline`, as commander hands them over. */
export interface BaselineFlags {
  readonly config?: string;
  readonly cache: boolean;
  readonly quiet?: true;
  readonly baseline?: string;
  readonly today?: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
}

const DEFAULT_REASON = 'there before the gate was';

/** Accepts what is there now; entries that are there already keep what is written beside them. */
export async function runCreate(dir: string, flags: BaselineFlags): Promise<void> {
  const { reason = DEFAULT_REASON, owner, expires } = flags;
  const acceptance = {
    reason,
    since: dayOf(flags.today, process.env),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires: requireDay(expires) }),
  };
  const { file, assessment, difference } = await compare(dir, flags);
  const { kept, unmatched, added, expired } = difference;
  const accepted = added.map((finding) => acceptedFinding(finding, assessment, acceptance));
  writeInside(dir, file, writeBaseline([...kept, ...unmatched, ...accepted]));
  print([
    `${countOf(accepted.length, 'finding')} accepted in ${file}, ${countOf(kept.length, 'entry', 'entries')} kept`,
    ...advice(unmatched, 'no finding any more: resilint baseline prune removes them'),
    ...advice(
      expired,
      'expired and silence nothing: give them a later day, or repair what they accept',
    ),
  ]);
}

/** Removes entries whose finding is gone. */
export async function runPrune(dir: string, flags: BaselineFlags): Promise<void> {
  const { file, difference } = await compare(dir, flags);
  const { kept, unmatched } = difference;
  if (unmatched.length > 0) writeInside(dir, file, writeBaseline(kept));
  print([
    ...unmatched.map((entry) => `- ${placeOf(entry)}`),
    `${countOf(unmatched.length, 'entry', 'entries')} removed from ${file}, ${kept.length} left`,
  ]);
}

/** Tells how findings and baseline differ, and changes nothing. */
export async function runDiff(dir: string, flags: BaselineFlags): Promise<void> {
  const { file, difference } = await compare(dir, flags);
  const { kept, unmatched, expired, added } = difference;
  print([
    ...added.map((finding) => `+ ${placeOf(finding)}:${finding.line}`),
    ...unmatched.map((entry) => `- ${placeOf(entry)}`),
    ...expired.map((entry) => `! ${placeOf(entry)} (until ${entry.expires ?? ''})`),
    `${countOf(added.length, 'finding')} not in ${file} (+), ${countOf(unmatched.length, 'entry', 'entries')} without a finding (-), ${expired.length} expired (!), ${kept.length} in both`,
  ]);
}

const placeOf = ({ rule, file }: Pick<BaselineEntry, 'rule' | 'file'>): string =>
  `${rule}  ${file}`;

function advice(entries: readonly BaselineEntry[], what: string): readonly string[] {
  return entries.length === 0
    ? []
    : [`${countOf(entries.length, 'entry has', 'entries have')} ${what}`];
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${escapeControls(line)}\n`).join(''));
}

interface Compared {
  readonly file: string;
  readonly assessment: Assessment;
  readonly difference: BaselineDifference;
}

async function compare(dir: string, flags: BaselineFlags): Promise<Compared> {
  const { cache, quiet = false } = flags;
  const today = dayOf(flags.today, process.env);
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  const file = flags.baseline ?? settings.baseline;
  const entries = loadBaseline(folderTree(dir), file)?.entries ?? [];
  const assessment = new ProgressLine(process.stderr, quiet).during((onProgress) =>
    assess({ root: dir, settings, catalog, rules, cache, onProgress }),
  );
  requireComplete(assessment.coverage, dir, settings.unparsableShare);
  return { file, assessment, difference: baselineDifference(assessment, entries, today) };
}
