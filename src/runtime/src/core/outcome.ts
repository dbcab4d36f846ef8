/** What the end of a call says about the dependency; `ignored`: nothing. */
export type Outcome = 'success' | 'failure' | 'ignored';

/** Judges how calls end. What throws here counts as if it had not been asked. */
export interface OutcomeClassifier {
  /** What an error says. Default: `failure`. */
  readonly ofError?: ((error: unknown) => Outcome) | undefined;
  /** What a value says, for clients that resolve when the server failed. Default: `success`. */
  readonly ofValue?: ((value: unknown) => Outcome) | undefined;
}
