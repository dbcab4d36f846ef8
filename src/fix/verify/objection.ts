import type { FixReason } from '../../model/fix.js';
import { groupOf, type Climbing } from '../climb.js';
import type { EditGroup } from '../edit-group.js';
import { isSound } from '../source/editable-source.js';
import { filesOf, textsWith, type Writer } from '../texts.js';
import { keepsProgram } from './keeps-program.js';

/** What stands against an edit by itself; each is looked at once, however often it is tried. */
export function objectionTo(writer: Writer): Climbing['objection'] {
  const known = new Map<string, FixReason | null>();
  return (asked, rung) => {
    const found = known.get(rung.key);
    if (found !== undefined) return found;
    const reason = !leavesSound(groupOf(rung), writer)
      ? 'parse-error'
      : keepsProgram(asked, rung, writer)
        ? null
        : 'changes-more';
    known.set(rung.key, reason);
    return reason;
  };
}

function leavesSound(group: EditGroup, writer: Writer): boolean {
  const sources = filesOf(group);
  return [...textsWith([group], writer)].every(
    ([file, text]) => !sources.has(file) || isSound(file, text),
  );
}
