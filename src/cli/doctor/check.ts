import type { FailureExitCode } from '../../text/known-error.js';

/** One thing that was looked at, and what is to be done about it. */
export interface Check {
  readonly name: string;
  /** A note weakens results; a problem would end `resilint check` before its decision. */
  readonly state: 'good' | 'note' | 'problem';
  /** The first line says it in short, the others in full. */
  readonly found: readonly string[];
  /** What to do; there for everything that is not good. */
  readonly advice?: string;
  /** What `resilint check` would end with. */
  readonly exitCode?: FailureExitCode;
}

export const good = (name: string, ...found: readonly string[]): Check => ({
  name,
  state: 'good',
  found,
});

export const note = (name: string, found: readonly string[], advice: string): Check => ({
  name,
  state: 'note',
  found,
  advice,
});
