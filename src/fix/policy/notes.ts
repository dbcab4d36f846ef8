import type { FixResult } from '../../model/fix.js';
import type { Writer } from '../texts.js';
import { installCommand } from './runtime-source.js';

/** What has to be done, or known, where policies were put in. */
export function policyNotes(
  { files, sites }: Pick<FixResult, 'files' | 'sites'>,
  { sources, runtime, target }: Writer,
): readonly string[] {
  const asksForRuntime = files.some(({ file }) => /(^|\/)package\.json$/.test(file));
  const isObserved = sites.some(
    ({ applied, safety, codemod }) => applied && safety === 'safe' && codemod === 'add-breaker',
  );
  return [
    ...(asksForRuntime
      ? [
          `"${installCommand(sources.read)}" makes ${target?.library ?? runtime.runtime.name} importable`,
        ]
      : []),
    ...(isObserved
      ? ['the new breakers only observe; they refuse calls once "observeOnly" is taken out']
      : []),
  ];
}
