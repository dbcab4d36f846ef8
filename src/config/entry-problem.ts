/** Where something is wrong in a file of the catalogue, and what. */
export interface EntryProblem {
  readonly file: string;
  readonly line: number;
  /** Path of the field, "types.Client.members.get"; empty when the file as a whole is wrong. */
  readonly field: string;
  readonly message: string;
}

/** One line: `file:line: field: message`. */
export const formatProblem = ({ file, line, field, message }: EntryProblem): string =>
  `${file}:${line}: ${field === '' ? '' : `${field}: `}${message}`;
