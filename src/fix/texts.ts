import { compareText } from '../text/compare-text.js';
import { groupBy } from '../text/group-by.js';
import { applyEdits, type Edit } from './edit.js';
import type { EditGroup } from './edit-group.js';
import { importEdits, packageImportEdits } from './policy/import-edits.js';
import { moduleText } from './policy/module-text.js';
import type { PolicyUse } from './policy/policy-use.js';
import { runtimeTexts, type RuntimeSource } from './policy/runtime-source.js';
import type { Target } from './policy/target.js';
import { targetManifests } from './policy/target-manifest.js';
import { targetModuleText } from './policy/target-module.js';
import type { Render } from './policy/templates.js';
import { styleOf } from './source/style.js';
import type { Sources } from './sources.js';

/** What the texts of edited repositories are made from. */
export interface Writer {
  readonly sources: Sources;
  readonly render: Render;
  readonly runtime: RuntimeSource;
  /** The library that policies are made with; null for the runtime library. */
  readonly target: Target | null;
}

/** The new texts of all files that the groups change or make, by name. */
export function textsWith(
  groups: readonly EditGroup[],
  writer: Writer,
): ReadonlyMap<string, string> {
  const texts = new Map([
    ...sourceTextsWith(groups, writer),
    ...libraryTexts(usesOf(groups), writer),
  ]);
  return new Map([...texts].toSorted(([one], [two]) => compareText(one, two)));
}

/** The same without what makes libraries importable. */
export function sourceTextsWith(
  groups: readonly EditGroup[],
  writer: Writer,
): ReadonlyMap<string, string> {
  return new Map([...fileTextsWith(groups, writer), ...moduleTextsWith(groups, writer)]);
}

/** The texts of the files that groups edit. */
export const fileTextsWith = (
  groups: readonly EditGroup[],
  writer: Writer,
): ReadonlyMap<string, string> => new Map(editedTexts(groups, usesOf(groups), writer));

/** The texts of the modules that have their policies. */
export const moduleTextsWith = (
  groups: readonly EditGroup[],
  writer: Writer,
): ReadonlyMap<string, string> => new Map(moduleTexts(usesOf(groups), writer));

const usesOf = (groups: readonly EditGroup[]): readonly PolicyUse[] =>
  groups.flatMap((group) => group.uses ?? []);

function editedTexts(
  groups: readonly EditGroup[],
  uses: readonly PolicyUse[],
  { sources }: Writer,
): readonly (readonly [string, string])[] {
  return [...editsByFile(groups, uses, sources)].map(([file, edits]) => [
    file,
    applyEdits(sources.text(file) ?? '', edits),
  ]);
}

/** All that is changed in each file, imports included. */
function editsByFile(
  groups: readonly EditGroup[],
  uses: readonly PolicyUse[],
  sources: Sources,
): ReadonlyMap<string, readonly Edit[]> {
  // Calls of one dependency share their policy, and codemods that wrap a call share the wrap.
  // In the order of their keys, which says what stands around what at the same place.
  const sorted = groups.toSorted((one, two) => compareText(one.key, two.key));
  const edits = [...new Set(sorted.flatMap((group) => group.edits))];
  const usesByFile = groupBy(uses, ({ file }) => file);
  const importsByFile = groupBy(
    sorted.flatMap(({ imports = [] }) => imports),
    ({ file }) => file,
  );
  return new Map(
    [...groupBy(edits, ({ file }) => file)].map(([file, own]) => {
      const source = sources.get(file);
      const used = usesByFile.get(file) ?? [];
      if (typeof source === 'string') return [file, own];
      const named = packageImportEdits(source, importsByFile.get(file) ?? []);
      return [file, [...own, ...importEdits(source, used, sources), ...named]];
    }),
  );
}

/** All that groups change in a file. */
export const editsIn = (
  file: string,
  groups: readonly EditGroup[],
  { sources }: Writer,
): readonly Edit[] => editsByFile(groups, usesOf(groups), sources).get(file) ?? [];

function moduleTexts(
  uses: readonly PolicyUse[],
  { sources, render, runtime, target }: Writer,
): readonly (readonly [string, string])[] {
  return [...groupBy(uses, ({ module }) => module.file)].map(([file, own]) => {
    const present = sources.get(file);
    const user = sources.get(own[0]?.file ?? '');
    const style = typeof user === 'string' ? styleOf('') : user.style;
    const source = typeof present === 'string' ? null : present;
    if (target !== null) return [file, targetModuleText(source, own, { target, style })];
    return [file, moduleText(source, own, { runtime: runtime.runtime.name, render, style })];
  });
}

/** What makes the library importable that policies are made with. */
function libraryTexts(
  uses: readonly PolicyUse[],
  { target, runtime, sources: { read } }: Writer,
): ReadonlyMap<string, string> {
  const modules = uses.map(({ module }) => module);
  return target === null
    ? runtimeTexts(new Set(modules.map(({ packageDir }) => packageDir)), runtime, read)
    : targetManifests(modules, target, read);
}

/** Names of the source files that a group changes or makes. */
export const filesOf = ({ edits, uses = [] }: EditGroup): ReadonlySet<string> =>
  new Set([...edits.map(({ file }: Edit) => file), ...uses.map(({ module }) => module.file)]);
