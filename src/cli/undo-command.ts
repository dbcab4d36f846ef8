import { resolve } from 'node:path';
import { requireFolder } from '../io/folder.js';
import { undoChanges } from '../io/journal/journal.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';

/** The options of `resilint undo`, as commander hands them over. */
export interface UndoFlags {
  readonly run?: string;
}

/** Restores what a run of `fix --write` changed. */
export function runUndo(dir: string, { run }: UndoFlags): void {
  requireFolder(dir);
  const files = undoChanges(resolve(dir), run);
  const names = files.map((file) => `  ${escapeControls(file)}\n`).join('');
  process.stdout.write(`${countOf(files.length, 'file')} restored:\n${names}`);
}
