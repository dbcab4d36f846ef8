/** 2: wrong use or configuration. 3: the analysis is incomplete. */
export type FailureExitCode = 2 | 3;

interface FailureDetails {
  readonly exitCode: FailureExitCode;
  readonly details: readonly string[];
}

/**
 * A failure we foresaw. The message says what went wrong and where, the advice what to do about
 * it; neither is a reason to show a stack. Everything else that is thrown is a bug.
 */
export class KnownError extends Error {
  override readonly name = 'KnownError';
  readonly advice: string;
  readonly exitCode: FailureExitCode;
  /** One line each, where there is more to tell than fits the message. */
  readonly details: readonly string[];

  constructor(message: string, advice: string, rest: FailureExitCode | FailureDetails) {
    super(message);
    this.advice = advice;
    this.exitCode = typeof rest === 'number' ? rest : rest.exitCode;
    this.details = typeof rest === 'number' ? [] : rest.details;
  }
}
