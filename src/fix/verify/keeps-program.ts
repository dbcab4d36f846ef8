import { runnerOf, type Target } from '../policy/target.js';
import type { RungMade } from '../rung.js';
import { editableSource, type EditableSource } from '../source/editable-source.js';
import type { Asked } from '../targets.js';
import { textsWith, type Writer } from '../texts.js';
import { isOptionAlone } from './option-proof.js';
import { programChanges } from './program-changes.js';
import { isWrapAlone } from './wrap-proof.js';

/**
 * Whether an edit leaves the program as it was but for what it is for. It looks at the edited text
 * alone, and so does not depend on how a codemod has come to it.
 */
export function keepsProgram(asked: Asked, rung: RungMade, writer: Writer): boolean {
  const { edits, uses } = rung;
  const files = new Set(edits.map(({ file }) => file));
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return false;
  const before = writer.sources.get(file);
  const group = { key: rung.key, edits, ...(uses !== undefined && { uses }) };
  const after = editableSource(file, textsWith([group], writer).get(file) ?? '');
  if (typeof before === 'string' || after === null) return false;
  return isAsAsked({ asked, rung, before, after }, writer.target);
}

interface Edited {
  readonly asked: Asked;
  readonly rung: RungMade;
  readonly before: EditableSource;
  readonly after: EditableSource;
}

function isAsAsked({ asked, rung, before, after }: Edited, target: Target | null): boolean {
  if (!('call' in asked)) return isStatementAlone(before, after);
  const { call } = asked;
  const [use, ...others] = rung.uses ?? [];
  if (use === undefined) return isOptionAlone({ before, after }, rung.at);
  const runner = runnerOf(target, use.local);
  return others.length === 0 && isWrapAlone({ call, rung, use, runner, before, after });
}

/** One more statement, and nothing else. */
function isStatementAlone(before: EditableSource, after: EditableSource): boolean {
  const [change, ...others] = programChanges({ before, after, isWhole: () => false });
  return (
    change?.before === null && change.after?.type === 'ExpressionStatement' && others.length === 0
  );
}
