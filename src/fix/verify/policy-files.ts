import type { EditGroup } from '../edit-group.js';

/** Where the policies stand that edits ask for. */
export const policyFilesOf = (groups: readonly EditGroup[]): ReadonlySet<string> =>
  new Set(groups.flatMap(({ uses = [] }) => uses.map(({ module }) => module.file)));
