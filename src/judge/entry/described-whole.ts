import type { FunctionFolder } from '../../model/repository.js';
import { functionKey } from '../code/points.js';
import type { Judging } from '../judging.js';
import { draftsOf } from './deployed.js';
import type { Draft } from './draft.js';

/** Without what looks like a function of the cloud, in a folder whose description names all of them and not this. */
export function withoutUndeployed(
  judging: Judging,
  exported: readonly Draft[],
  deployed: readonly Draft[],
): readonly Draft[] {
  const { functionFolders = [] } = judging.repository;
  const whole = new Set(functionFolders.filter((one) => namesAllFound(judging, one)));
  if (whole.size === 0) return exported;
  const named = new Set(deployed.flatMap(keysOf));
  return exported.filter((draft) => {
    const folder = nearestOf(functionFolders, draft.file);
    const isOpen = folder === undefined || !whole.has(folder);
    return draft.kind !== 'lambda' || isOpen || keysOf(draft).some((key) => named.has(key));
  });
}

/** A handler that is not found may be built of any file. */
const namesAllFound = (judging: Judging, { dir, namesAll }: FunctionFolder): boolean =>
  namesAll &&
  judging.repository.cloudFunctions
    .filter((one) => one.dir === dir)
    .every((one) => draftsOf(judging, one).length > 0);

function nearestOf(folders: readonly FunctionFolder[], file: string): FunctionFolder | undefined {
  const around = folders.filter(({ dir }) => dir === '.' || file.startsWith(`${dir}/`));
  return around.toSorted((one, other) => lengthOf(other) - lengthOf(one))[0];
}

const lengthOf = ({ dir }: FunctionFolder): number => (dir === '.' ? 0 : dir.length);

/** One export may be described and typed; what it is and what it runs tell. */
const keysOf = ({ file, start, handlers }: Draft): readonly string[] => [
  `${file}\0${String(start)}`,
  ...handlers.map(functionKey),
];
