import { reportPieces } from '../index.js';
import { countOf } from '../text/count-of.js';
import { assessFolder, type AssessFlags } from './assess-folder.js';
import { deliverAll, outputsOf, type OutputsFlags } from './outputs.js';
import type { ShardFlags } from './part-option.js';
import { runShard } from './shard-command.js';

/** The options of `resilint scan`, as commander hands them over. */
export type ScanFlags = AssessFlags & OutputsFlags & ShardFlags;

export async function runScan(dir: string, flags: ScanFlags): Promise<void> {
  if (flags.shard !== undefined) {
    await runShard(dir, flags.shard, flags);
    return;
  }
  const outputs = outputsOf(flags);
  const { assessment, requireComplete } = await assessFolder(dir, flags);
  const { calls, coverage } = assessment;
  deliverAll(outputs, (format, options) => reportPieces(format, assessment, options), {
    inShort: `${countOf(calls.length, 'call')} in ${countOf(coverage.analysed, 'file')}`,
    quiet: flags.quiet,
  });
  requireComplete();
}
