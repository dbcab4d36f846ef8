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
  readonly check?: true;
  readonly allowDirty?: true;
}

/** Fails where options contradict each other, before any work is done. */
export function requireSense({ verify, write, testCommand }: FixFlags): void {
  if (verify === 'tests' && write !== true) {
    const advice = 'Add --write, or take another --verify.';
    throw new KnownError('Tests say something about edits only once they are made', advice, 2);
  }
  if (testCommand !== undefined && verify !== 'tests')
    throw new KnownError('--test-command does nothing here', 'Add --verify tests.', 2);
}
