/** What the type checker says, and where in the text that it was given. */
export interface TypeFault {
  readonly text: string;
  readonly start: number;
}
