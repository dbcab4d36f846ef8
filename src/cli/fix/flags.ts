import type { FixFormat, FixOptions, Verification } from '../../index.js';
import { KnownError } from '../../text/known-error.js';
import type { AssessFlags } from '../assess-folder.js';

/** The options of `resilint fix`, as commander hands them over. */
export interface FixFlags extends AssessFlags {
  readonly write?: true;
  readonly unsafe?: true;
  readonly only?: readonly string[];
  readonly timeout?: FixOptions['limits'];
  readonly verify: Verification;
  readonly testCommand?: string;
  readonly format: FixFormat;
  readonly vendor?: boolean;
  readonly target?: string;
  readonly check?: true;
  readonly allowDirty?: true;
  readonly commit?: 'per-dependency';
  readonly interactive?: true;
}

/** What is chosen one by one is written. */
export const withWriting = (flags: FixFlags): FixFlags =>
  flags.interactive === true ? { ...flags, write: true } : flags;

/** Fails where options contradict each other, before any work is done. */
export function requireSense({ verify, write, testCommand, commit, allowDirty }: FixFlags): void {
  if (verify === 'tests' && write !== true)
    refuse(
      'Tests say something about edits only once they are made',
      'Add --write or --interactive, or take another --verify.',
    );
  if (testCommand !== undefined && verify !== 'tests')
    refuse('--test-command does nothing here', 'Add --verify tests.');
  if (commit !== undefined && write !== true)
    refuse(
      'Only what is written can be committed',
      'Add --write or --interactive, or leave --commit out.',
    );
  if (commit !== undefined && allowDirty === true)
    refuse(
      'Commits would hold changes that are not of this run',
      'Leave --allow-dirty or --commit out.',
    );
}

function refuse(message: string, advice: string): never {
  throw new KnownError(message, advice, 2);
}
