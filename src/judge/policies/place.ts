import { policyId } from '../../detect/identity.js';
import { enclosingSymbol } from '../../detect/symbols.js';
import type { Evidence } from '../../model/location.js';
import type { FileFacts } from '../../parse/facts.js';
import { compareText } from '../../text/compare-text.js';
import { functionAt } from '../code/function-at.js';
import type { Judging } from '../judging.js';
import type { Mark } from '../code/points.js';
import type { PolicyKind } from './policy.js';

/** Where a policy stands. */
export type PolicyPlace = Required<Pick<Evidence, 'file' | 'line'>> & Pick<Evidence, 'column'>;

export function placeOfMark(judging: Judging, mark: Mark): PolicyPlace {
  const { file, line, column } = judging.evidence(mark);
  return { file, line, ...(column !== undefined && { column }) };
}

/** Gives policies ids without lines: package, file, symbol, library, and how many stand before it there. */
export class PolicyIds {
  readonly #judging: Judging;
  readonly #ordinals = new Map<string, number>();

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  /** To be asked in the order of the file. */
  next(kind: PolicyKind, library: string, mark: Mark): string {
    const facts = this.#judging.facts(mark.file);
    const symbol = facts === undefined ? '<module>' : symbolAt(facts, mark.start);
    const packageFile = this.#judging.packageFile(mark.file);
    const key = [kind, packageFile, symbol, library].join('\0');
    const ordinal = this.#ordinals.get(key) ?? 0;
    this.#ordinals.set(key, ordinal + 1);
    return policyId({ kind, packageFile, symbol, library, ordinal });
  }
}

const symbolAt = (facts: FileFacts, start: number): string =>
  enclosingSymbol(facts, { function: functionAt(facts, start), class: null });

export const byMark = (one: { readonly mark: Mark }, other: { readonly mark: Mark }): number =>
  compareText(one.mark.file, other.mark.file) || one.mark.start - other.mark.start;
