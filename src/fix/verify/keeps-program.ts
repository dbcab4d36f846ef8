import type { Edit } from '../edit.js';
import { runnerOf, type Target } from '../policy/target.js';
import type { RungMade } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Asked } from '../targets.js';
import { boundingProof } from './bounding-proof.js';
import type { EditProof } from './edit-proof.js';
import { hookProof } from './hook-proof.js';
import { isImportOf } from './import-proof.js';
import { optionProof } from './option-proof.js';
import { programChanges, type ProgramChange } from './program-changes.js';
import { wrapProof } from './wrap-proof.js';

/** An edit, and what it is for. */
export interface Proposed {
  readonly asked: Asked;
  readonly rung: RungMade;
}

/** Edits of one file, and the file before and after all of them. */
export interface EditedFile {
  readonly proposed: readonly Proposed[];
  readonly before: EditableSource;
  readonly after: EditableSource;
  /** The library that policies are made with; null for the runtime library. */
  readonly target: Target | null;
}

/**
 * Whether edits leave the program as it was but for what each of them is for. It looks at the edited
 * text alone, and so does not depend on how a codemod has come to it.
 */
export function keepsProgram(edited: EditedFile): boolean {
  const { proposed, before, after } = edited;
  const proofs = proposed.map((one) => ({ ...one, proof: proofOf(one, edited) }));
  const changes = programChanges({
    ...{ before, after },
    isWhole: (one, two) => proofs.some(({ proof }) => proof?.isWhole(one, two) === true),
    keeps: (one, two) => firstOf(proofs, ({ proof }) => proof?.keeps?.(one, two) ?? null),
  });
  const names = new Set(proposed.flatMap(({ rung }) => importedBy(rung)));
  const left = changes.filter((change) => !isImportOf(names, { before, after }, change));
  const explained = proofs.map(({ rung, proof }) =>
    left.find((change) => holds(change, rung.edits) && proof?.admits(change) === true),
  );
  // Each has one of its own; codemods that wrap the same call share it with their edits.
  const own = new Set(proposed.map(({ rung }) => rung.edits)).size;
  const isEach = own === left.length && new Set(explained).size === left.length;
  return isEach && !explained.includes(undefined);
}

/** The names that a file has to import for an edit. */
const importedBy = ({ uses = [], bounding }: RungMade): readonly string[] => [
  ...uses.map(({ local }) => local),
  ...(bounding?.imports ?? []).map(({ name }) => name),
];

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | null): R | null {
  for (const one of list) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

/** Null for an edit that cannot be what is asked. */
function proofOf({ asked, rung }: Proposed, edited: EditedFile): EditProof | null {
  if (!('call' in asked)) return STATEMENT;
  const { call } = asked;
  const [use, ...others] = rung.uses ?? [];
  if (use === undefined)
    return rung.bounding === undefined
      ? optionProof(edited, rung.at)
      : boundingProof(edited, rung.at, rung.bounding);
  const runner = runnerOf(edited.target, use.local);
  const { hook } = rung;
  if (hook !== undefined) return hookProof({ ...edited, rung: { ...rung, hook }, use, runner });
  return others.length === 0 ? wrapProof({ ...edited, call, rung, use, runner }) : null;
}

/** One more statement, and nothing else. */
const STATEMENT: EditProof = {
  isWhole: () => false,
  admits: ({ before, after }) => before === null && after?.type === 'ExpressionStatement',
};

/** What was not there before has no place of its own there. */
const holds = ({ before }: ProgramChange, edits: readonly Edit[]): boolean =>
  before === null || edits.every(({ start, end }) => before.start <= start && end <= before.end);
