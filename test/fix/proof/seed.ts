import type { Edit } from '../../../src/fix/edit.js';
import type { RungMade } from '../../../src/fix/rung.js';

/** What a codemod would have proposed. */
export interface Proposal {
  readonly rung: RungMade;
  /** The text that its edits are for. */
  readonly text: string;
  /** The names of the policies of the two dependencies of the file. */
  readonly policy: string;
  readonly otherPolicy: string;
}

/** A mistake that a codemod could make, and a call to make it at. */
export interface Seed {
  readonly name: string;
  readonly wrong: string;
  readonly codemod: 'add-breaker' | 'add-timeout';
  /** Follows the lines that make the clients; plain JavaScript. POLICY is the name of their policy. */
  readonly body: string;
  /** What has to be declared in front of the body, in TypeScript and in JavaScript. */
  readonly declared?: { readonly ts: string; readonly js: string };
  readonly spoil: (proposal: Proposal) => Partial<RungMade>;
}

/** The edits of a wrap: what opens it, and what closes it. */
export function wrapOf({ rung }: Proposal): { readonly open: Edit; readonly close: Edit } {
  const [open, close] = rung.edits;
  if (open === undefined || close === undefined) throw new Error('a wrap has two edits');
  return { open, close };
}

/** Another edit, at the first place of a text. */
export function at({ rung, text }: Proposal, found: string, inserted: string): Edit {
  const start = text.indexOf(found);
  if (start < 0) throw new Error(`"${found}" is not in the text`);
  return { file: rung.at.file, start, end: start + found.length, text: inserted };
}

/** The wrap with other texts. */
export function wrapped(
  proposal: Proposal,
  opening: (text: string) => string,
  closing: (text: string) => string,
): Partial<RungMade> {
  const { open, close } = wrapOf(proposal);
  return {
    edits: [
      { ...open, text: opening(open.text) },
      { ...close, text: closing(close.text) },
    ],
  };
}

/** Somewhere else than at the call. */
export function moved(
  proposal: Proposal,
  [from, to]: readonly [string, string],
): Partial<RungMade> {
  const { open, close } = wrapOf(proposal);
  const [start, end] = [proposal.text.indexOf(from), proposal.text.indexOf(to) + to.length];
  return {
    edits: [
      { ...open, start, end: start },
      { ...close, start: end, end },
    ],
  };
}

/** Right, and something besides. */
export const besides = (proposal: Proposal, ...edits: readonly Edit[]): Partial<RungMade> => ({
  edits: [...proposal.rung.edits, ...edits],
});
