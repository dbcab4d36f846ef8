import type { FixReason } from '../../model/fix.js';
import { KeptAnswers } from '../../text/kept-answers.js';
import type { EditableSource } from '../source/editable-source.js';
import { numberText } from '../source/style.js';
import { topLevelNames } from '../source/top-level-names.js';
import { hasSince, NEEDS, oldestNode, type ReadFile } from './node-support.js';

/** What a setting of the catalogue takes. */
export interface Taken {
  readonly takes: 'duration' | 'signal' | 'deadline' | 'carrier';
  readonly unit: 'ms' | 's' | 'min';
}

/** How many milliseconds each unit has. */
export const perUnit = { ms: 1, s: 1_000, min: 60_000 } as const;

/** A longest wait as such a setting takes it. */
export function valueText({ takes, unit }: Taken, ms: number, { style }: EditableSource): string {
  const text = numberText(takes === 'duration' ? ms / perUnit[unit] : ms, style);
  if (takes === 'signal') return `AbortSignal.timeout(${text})`;
  return takes === 'deadline' ? `Date.now() + ${text}` : text;
}

/** What an option that does nothing says about time, as such a setting takes it. */
export const takenOver =
  ({ takes }: Taken) =>
  (present: string): string => {
    if (takes === 'signal') return `AbortSignal.timeout(${present})`;
    return takes === 'deadline' ? `Date.now() + ${present}` : present;
  };

/** A signal that stands there, together with one that fires in time; a missing one is no error. */
export function joinedSignal(present: string, timer: string, isSurelyThere: boolean): string {
  const both = `AbortSignal.any([${present}, ${timer}])`;
  return isSurelyThere ? both : `${present} ? ${both} : ${timer}`;
}

/** Whether a signal that stands there is one for sure: `controller.signal` of a controller made here. */
export function isSurelySignal({ text }: EditableSource, present: string): boolean {
  const owner = /^(\w+)\.signal$/.exec(present)?.[1];
  return owner !== undefined && new RegExp(`\\b${owner}\\s*=\\s*new AbortController\\b`).test(text);
}

/** Why a signal that stands there is not joined with another one. */
export function joinObstacle(
  source: EditableSource,
  present: string,
  read: ReadFile,
): FixReason | null {
  if (!/^[\w$.?!]+$/.test(present)) return 'already-set';
  const name = /^[\w$]+/.exec(present)?.[0] ?? '';
  if (topLevelNames(source.program).has(name)) return 'long-lived-signal';
  return hasSince(oldestNode(source.file, read), NEEDS.abortSignalAny) === true
    ? null
    : 'node-version';
}

/** Why a timer signal cannot be made here at all. */
export function signalObstacle(source: EditableSource, read: ReadFile): FixReason | null {
  return known.of(source, 'signal', () => findObstacle(source, read));
}

const known = new KeptAnswers<EditableSource, FixReason | null>();

function findObstacle(source: EditableSource, read: ReadFile): FixReason | null {
  const own = /\b(?:import|const|let|var|class|function)\b[^;=()]*\bAbortSignal\b/;
  if (own.test(source.text.replaceAll(/\bimport type\b[^;]*/g, ''))) return 'shadowed-name';
  return hasSince(oldestNode(source.file, read), NEEDS.abortSignalTimeout) === false
    ? 'node-version'
    : null;
}
