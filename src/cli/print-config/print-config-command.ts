import { relative, resolve, sep } from 'node:path';
import { inspect } from '../../index.js';
import { escapeControls } from '../../text/escape-controls.js';
import { KnownError } from '../../text/known-error.js';
import { printableJson } from '../../text/printable-json.js';
import type { PolicyFlags } from '../policy.js';
import { loadPolicy } from '../policy.js';
import { effectiveFor } from './effective.js';
import { effectiveText } from './effective-text.js';

/** The options of `resilint print-config`, as commander hands them over. */
export interface PrintConfigFlags extends PolicyFlags {
  readonly root: string;
  readonly format: 'text' | 'json';
}

/** Tells what holds for a file, and where it was written. */
export async function runPrintConfig(file: string, flags: PrintConfigFlags): Promise<void> {
  const { root, format } = flags;
  const policy = await loadPolicy(root, flags);
  const { settings, catalog, rules, commit } = policy;
  const inspection = inspect({ root, settings, catalog, rules });
  const effective = effectiveFor(inside(root, file), policy, inspection);
  process.stdout.write(
    format === 'json'
      ? `${printableJson(effective, 2)}\n`
      : `${effectiveText(effective, commit).map(escapeControls).join('\n')}\n`,
  );
}

/** The file by its path from the folder, as settings name it. */
function inside(root: string, file: string): string {
  const path = relative(resolve(root), resolve(file)).split(sep).join('/');
  if (path !== '' && !path.startsWith('..')) return path;
  const advice = 'Name a file in the folder, or the folder with --root.';
  throw new KnownError(`"${file}" is not in "${root}"`, advice, 2);
}
