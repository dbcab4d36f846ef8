import { reportPieces } from '../index.js';
import { requireWritable } from '../io/output-file.js';
import { requireComplete } from './completeness.js';
import { gatedAssessment, type GateFlags } from './gated-assessment.js';
import { deliverAll, outputsOf, type OutputsFlags } from './outputs.js';
import { loadPolicy } from './policy.js';
import { appendHistory } from './history.js';
import { ProgressLine } from './progress-line.js';
import type { ShardFlags } from './part-option.js';
import { runShard } from './shard-command.js';
import { dayOf } from './today.js';

/** The options of `resilint check`, as commander hands them over. */
export interface CheckFlags extends GateFlags, OutputsFlags, ShardFlags {
  readonly today?: string;
  readonly history?: string;
}

/** Ends with 1 where the gate fails, and with 3 where too little was analysed to tell. */
export async function runCheck(dir: string, flags: CheckFlags): Promise<void> {
  const { quiet = false, shard } = flags;
  if (shard !== undefined) {
    await runShard(dir, shard, flags);
    return;
  }
  const outputs = outputsOf(flags);
  if (flags.history !== undefined) requireWritable(flags.history);
  const today = dayOf(flags.today, process.env);
  const policy = await loadPolicy(dir, flags);
  const assessment = new ProgressLine(process.stderr, quiet).during((onProgress) =>
    gatedAssessment({ dir, policy, today, onProgress }, flags),
  );
  const passed = assessment.gate?.passed === true;
  deliverAll(outputs, (format, options) => reportPieces(format, assessment, options), {
    inShort: passed ? 'The gate passed' : 'The gate failed',
    quiet: flags.quiet,
  });
  if (flags.history !== undefined) appendHistory(flags.history, assessment, today);
  if (!passed) process.exitCode = 1;
  requireComplete(assessment.coverage, dir, policy.settings.unparsableShare);
}
