import { reportAs } from '../index.js';
import { countOf } from '../text/count-of.js';
import { assessFolder, type AssessFlags } from './assess-folder.js';
import { deliverAll, outputsOf, type OutputsFlags } from './outputs.js';

export async function runScan(dir: string, flags: AssessFlags & OutputsFlags): Promise<void> {
  const outputs = outputsOf(flags);
  const { assessment, requireComplete } = await assessFolder(dir, flags);
  const { calls, coverage } = assessment;
  deliverAll(outputs, (format, options) => reportAs(format, assessment, options), {
    inShort: `${countOf(calls.length, 'call')} in ${countOf(coverage.analysed, 'file')}`,
    quiet: flags.quiet,
  });
  requireComplete();
}
