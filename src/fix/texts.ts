import { compareText } from '../text/compare-text.js';
import { groupBy } from '../text/group-by.js';
import { applyEdits, type Edit } from './edit.js';
import type { EditGroup } from './edit-group.js';
import { importEdits } from './policy/import-edits.js';
import { moduleText } from './policy/module-text.js';
import type { PolicyUse } from './policy/policy-use.js';
import { runtimeTexts, type RuntimeSource } from './policy/runtime-source.js';
import type { Render } from './policy/templates.js';
import { styleOf } from './source/style.js';
import type { Sources } from './sources.js';

/** What the texts of edited repositories are made from. */
export interface Writer {
  readonly sources: Sources;
  readonly render: Render;
  readonly runtime: RuntimeSource;
}

/** The new texts of all files that the groups change or make, by name. */
export function textsWith(
  groups: readonly EditGroup[],
  writer: Writer,
): ReadonlyMap<string, string> {
  const uses = groups.flatMap((group) => group.uses ?? []);
  const texts = new Map([
    ...editedTexts(groups, uses, writer),
    ...moduleTexts(uses, writer),
    ...runtimeTexts(
      new Set(uses.map(({ module }) => module.packageDir)),
      writer.runtime,
      writer.sources.read,
    ),
  ]);
  return new Map([...texts].toSorted(([one], [two]) => compareText(one, two)));
}

function editedTexts(
  groups: readonly EditGroup[],
  uses: readonly PolicyUse[],
  { sources }: Writer,
): readonly (readonly [string, string])[] {
  // Calls of one dependency share their policy, and codemods that wrap a call share the wrap.
  const edits = [...new Set(groups.flatMap((group) => group.edits))];
  return [...groupBy(edits, ({ file }) => file)].map(([file, own]) => {
    const source = sources.get(file);
    const used = uses.filter((use) => use.file === file);
    const imports = typeof source === 'string' ? [] : importEdits(source, used, sources);
    return [file, applyEdits(sources.text(file) ?? '', [...own, ...imports])];
  });
}

function moduleTexts(
  uses: readonly PolicyUse[],
  { sources, render, runtime }: Writer,
): readonly (readonly [string, string])[] {
  return [...groupBy(uses, ({ module }) => module.file)].map(([file, own]) => {
    const present = sources.get(file);
    const style = styleOf(sources.text(own[0]?.file ?? '') ?? '');
    const writing = { runtime: runtime.runtime.name, render, style };
    return [file, moduleText(typeof present === 'string' ? null : present, own, writing)];
  });
}

/** Names of the source files that a group changes or makes. */
export const filesOf = ({ edits, uses = [] }: EditGroup): ReadonlySet<string> =>
  new Set([...edits.map(({ file }: Edit) => file), ...uses.map(({ module }) => module.file)]);
