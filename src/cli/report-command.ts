import { basename, dirname, join, resolve } from 'node:path';
import { readHistory } from '../config/history-file.js';
import { loadRules } from '../config/rules/rules.js';
import { codemods, compare, packageParts, reportHtml, scored } from '../index.js';
import type { Assessment, ReportFile, ReportInput, ReportPack } from '../index.js';
import { requireWritable, writeBeside } from '../io/output-file.js';
import { isFile } from '../io/path-kind.js';
import { reportPack } from '../io/report-pack.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { requireComplete } from './completeness.js';
import { gatedAssessment, type GateFlags } from './gated-assessment.js';
import { loadPolicy } from './policy.js';
import { ProgressLine } from './progress-line.js';
import { gatedAnew } from './stored-gate.js';
import { dayOf } from './today.js';

/** The options of `resilint report`, as commander hands them over. */
export interface ReportFlags extends GateFlags {
  readonly output: string;
  readonly assets: 'inline' | 'linked';
  readonly pages: 'packages' | 'one';
  readonly title?: string;
  readonly compare?: string;
  readonly history?: string;
  readonly today?: string;
  readonly quiet?: true;
}

/** Writes the report of a folder, or of an assessment that was stored. */
export async function runReport(target: string, flags: ReportFlags): Promise<void> {
  requireWritable(flags.output);
  const today = dayOf(flags.today, process.env);
  const { asStored, readAssessment } = await import('../config/stored-assessment.js');
  const former = flags.compare === undefined ? undefined : readAssessment(flags.compare);
  const history = flags.history === undefined ? [] : readHistory(flags.history);
  const { assessment: given, finish } = isFile(target)
    ? gatedAnew(readAssessment(target), { ...flags, target, today })
    : await assessed(target, flags, today);
  const assessment = asStored(given);
  const { rules } = await loadRules(isFile(target) ? '.' : target);
  const input: ReportInput = {
    ...{ assessment, today, history, rules, codemods },
    title: flags.title ?? titleOf(assessment, target),
    ...(former !== undefined && {
      former: { commit: former.source.commit, comparison: compare(former, assessment) },
    }),
  };
  const files = await reportHtml(
    input,
    layoutOf(assessment, flags),
    await reportPack<ReportPack>(),
  );
  deliver(files, flags, assessment);
  finish();
}

async function assessed(dir: string, flags: ReportFlags, today: string) {
  const policy = await loadPolicy(dir, flags);
  const progress = new ProgressLine(process.stderr, flags.quiet === true);
  const assessment = progress.during((onProgress) =>
    gatedAssessment({ dir, policy, today, onProgress }, flags),
  );
  return {
    assessment,
    finish: () => {
      requireComplete(assessment.coverage, dir, policy.settings.unparsableShare);
    },
  };
}

/** The name of the root package, else that of what was scanned. */
function titleOf({ packages }: Assessment, target: string): string {
  const root = packages.find(({ dir }) => dir === '.')?.name;
  return root ?? basename(resolve(target)).replace(/\.json$/, '');
}

/** One page for each package where there are several, unless one for all was asked for. */
const layoutOf = (assessment: Assessment, { output, assets, pages }: ReportFlags) => ({
  file: basename(output),
  assets,
  packages:
    pages === 'one'
      ? []
      : packageParts(assessment).map((part) => ({
          dir: part.dir,
          assessment: scored(part.assessment, assessment),
        })),
});

function deliver(files: readonly ReportFile[], flags: ReportFlags, assessment: Assessment): void {
  const { output, quiet } = flags;
  for (const { path, text } of files) writeBeside(join(dirname(output), path), text);
  if (quiet === true) return;
  const { maturity, findings } = assessment;
  const open = findings.filter(({ suppression }) => suppression.state === 'active');
  const level = maturity.level === null ? 'Nothing to score' : `Level ${maturity.level}`;
  const pages = files.length > 1 ? ` and ${countOf(files.length - 1, 'file')} beside it` : '';
  process.stdout.write(
    `${level}, ${countOf(open.length, 'open finding')}: ${escapeControls(output)}${pages}\n`,
  );
}
