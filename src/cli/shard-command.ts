import { assessPart } from '../index.js';
import type { Part } from '../index.js';
import { requireWritable } from '../io/output-file.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { KnownError } from '../text/known-error.js';
import type { AssessFlags } from './assess-folder.js';
import type { OutputsFlags } from './outputs.js';
import { loadPolicy, type PolicyFlags } from './policy.js';
import { ProgressLine } from './progress-line.js';

/** Writes the facts of a part of the sources instead of a result. */
export async function runShard(
  dir: string,
  part: Part,
  flags: AssessFlags & OutputsFlags & PolicyFlags,
): Promise<void> {
  const { include = [], exclude = [], cache, quiet = false } = flags;
  const output = outputOf(flags);
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  const count = new ProgressLine(process.stderr, quiet).during((onProgress) => {
    const options = { include, exclude, settings, catalog, rules, cache, onProgress };
    return assessPart({ root: dir, ...options }, part, output);
  });
  if (quiet) return;
  const of = `Facts of ${countOf(count, 'file')}, part ${String(part.index)} of ${String(part.of)}`;
  process.stderr.write(`${of}, written to ${escapeControls(output)}\n`);
}

function outputOf({ output, format }: OutputsFlags): string {
  if (format !== undefined) {
    throw new KnownError(
      'A shard is no result, so it has no --format',
      'Give the formats to "resilint merge" or "resilint check --facts".',
      2,
    );
  }
  if (output === undefined) {
    throw new KnownError('A shard needs a file to go to', 'Name it: --output <file>', 2);
  }
  requireWritable(output);
  return output;
}
