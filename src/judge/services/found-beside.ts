import type { PracticeEntry } from '../../model/practice.js';
import type { Judging } from '../judging.js';
import { Concerns } from './concerns.js';
import { shownByFiles, shownByScripts } from './commands.js';
import type { Deployable } from './deployables.js';
import {
  operationTexts,
  probedPaths,
  shownByDocuments,
  type OperationText,
  type ProbedPath,
} from './documents.js';
import { experimentsInTests } from './experiments.js';
import type { Shown } from './signs.js';

export interface BesideInput {
  readonly judging: Judging;
  readonly practices: readonly PracticeEntry[];
  readonly deployables: readonly Deployable[];
  readonly read: (file: string) => string;
}

/** What is found of a service in files that it does not run: documents, command lines, tests. */
export interface Beside {
  readonly shown: readonly Shown[];
  readonly probed: readonly ProbedPath[];
}

export interface FoundBeside {
  readonly of: (deployable: Deployable) => Beside;
  readonly probed: readonly ProbedPath[];
  /** The repository is where alerts are kept. */
  readonly keepsAlerts: boolean;
}

export function foundBeside({ judging, practices, deployables, read }: BesideInput): FoundBeside {
  const { repository, resolver } = judging;
  const concerns = new Concerns(repository, deployables);
  const texts = operationTexts(repository.operations, read);
  const probed = probedPaths(texts);
  const documents = shownByDocuments(practices, texts);
  const { modules } = resolver;
  const shown = [
    ...documents,
    ...shownByFiles(practices, texts),
    ...experimentsInTests({ repository, entries: practices, modules, concerns, read }),
  ];
  const about = aboutFiles(concerns, texts);
  return {
    probed,
    keepsAlerts: documents.some((one) => one.of === 'alerts'),
    of: (deployable) => {
      const own = repository.packages.filter(({ dir }) => dir === deployable.dir);
      return {
        shown: [
          ...shown.filter(({ evidence }) => about(evidence.file).includes(deployable)),
          ...own.flatMap((one) => shownByScripts(practices, one, read)),
        ],
        probed: probed.filter(({ file }) => about(file).includes(deployable)),
      };
    },
  };
}

/** Which services a file is about; asked once for each file. */
function aboutFiles(
  concerns: Concerns,
  texts: readonly OperationText[],
): (file: string) => readonly Deployable[] {
  const textOf = new Map(texts.map(({ file, lines }) => [file, lines]));
  const known = new Map<string, readonly Deployable[]>();
  return (file) => {
    let found = known.get(file);
    if (found === undefined) {
      found = concerns.of(file, textOf.get(file)?.join('\n'));
      known.set(file, found);
    }
    return found;
  };
}
