import type { FixReason } from '../../model/fix.js';
import type { EditGroup } from '../edit-group.js';
import { sourceTextsWith, type Writer } from '../texts.js';
import { policyFilesOf } from './policy-files.js';
import type { TypedProject } from './typed-project.js';

/** Edits that give something another type, and all that may object to it. */
export interface Retyping {
  readonly groups: readonly EditGroup[];
  /** The projects of the repository's TypeScript; null among them is one that cannot be looked at. */
  readonly projects: readonly (TypedProject | null)[];
  readonly writer: Writer;
}

/** Why such edits may not be made: a file somewhere objects, or nobody can tell. */
export function retypedObjections({
  groups,
  projects,
  writer,
}: Retyping): ReadonlyMap<string, FixReason> {
  const known = projects.filter((project) => project !== null);
  const isComplete = known.length === projects.length;
  const objections = new Map<string, FixReason>();
  for (const group of groups) {
    if (!isComplete || !isTypedIn(known, group)) objections.set(group.key, 'types-not-checked');
    else if (isObjectedTo(known, sourceTextsWith([group], writer), group))
      objections.set(group.key, 'type-error');
  }
  return objections;
}

/** What has no type objects to nothing. Where no project has the file, it is none of TypeScript's. */
function isTypedIn(projects: readonly TypedProject[], { edits: [edit] }: EditGroup): boolean {
  if (edit === undefined) return false;
  const own = projects.filter(({ files }) => files.includes(edit.file));
  return own.every((project) => project.isTyped(edit.file, edit.start));
}

const isObjectedTo = (
  projects: readonly TypedProject[],
  texts: ReadonlyMap<string, string>,
  group: EditGroup,
): boolean => {
  const edited = { texts, policies: policyFilesOf([group]) };
  return projects.some((project) => project.newErrors(project.files, edited).size > 0);
};
