import type { FixReason } from '../../model/fix.js';
import { groupBy } from '../../text/group-by.js';
import { groupOf, type Climbing } from '../climb.js';
import type { RungMade } from '../rung.js';
import { editableSource, isSound } from '../source/editable-source.js';
import { fileTextsWith, moduleTextsWith, type Writer } from '../texts.js';
import { layersOf } from './edit-layers.js';
import { keepsProgram, type Proposed } from './keeps-program.js';

/**
 * What stands against edits by themselves; each is looked at once, however often it is tried. Those
 * of a file are looked at together, and only where that shows anything, in ever smaller parts.
 */
export function objectionsTo(writer: Writer): Climbing['objections'] {
  const known = new Map<string, FixReason | null>();
  const settle = (together: readonly Proposed[], looking: Looking): void => {
    const reason = objectionTo(together, looking);
    if (reason === null || together.length === 1)
      for (const { rung } of together) known.set(rung.key, reason);
    else for (const half of halvesOf(together)) settle(half, looking);
  };
  return (proposed) => {
    const added = new Map(
      proposed.filter(({ rung }) => !known.has(rung.key)).map((one) => [one.rung.key, one]),
    );
    // What all of them need at once is parsed once; only where that fails, what each of them needs.
    const areModulesSound = soundModules([...added.values()], writer);
    for (const [file, own] of groupBy(added.values(), ({ rung }) => fileOf(rung)))
      if (file === null) for (const { rung } of own) known.set(rung.key, 'changes-more');
      else for (const layer of layersOf(own)) settle(layer, { file, writer, areModulesSound });
    return known;
  };
}

/** The only file that is edited; null where there is none, or there are more. */
function fileOf({ edits }: RungMade): string | null {
  const [file, ...others] = new Set(edits.map((edit) => edit.file));
  return file === undefined || others.length > 0 ? null : file;
}

const halvesOf = <T>(list: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
};

interface Looking {
  /** The file that is edited. */
  readonly file: string;
  readonly writer: Writer;
  /** The modules that the policies of all edits stand in are known to parse. */
  readonly areModulesSound: boolean;
}

function objectionTo(
  proposed: readonly Proposed[],
  { file, writer, areModulesSound }: Looking,
): FixReason | null {
  const groups = proposed.map(({ rung }) => groupOf(rung));
  const before = writer.sources.get(file);
  const after = editableSource(file, fileTextsWith(groups, writer).get(file) ?? '');
  const areSound = areModulesSound || soundModules(proposed, writer);
  if (typeof before === 'string' || after === null || !areSound) return 'parse-error';
  const { target } = writer;
  return keepsProgram({ proposed, before, after, target }) ? null : 'changes-more';
}

/** Whether the modules parse that have the policies of edits. */
function soundModules(proposed: readonly Proposed[], writer: Writer): boolean {
  const groups = proposed.map(({ rung }) => groupOf(rung));
  return [...moduleTextsWith(groups, writer)].every(([module, text]) => isSound(module, text));
}
