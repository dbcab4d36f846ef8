import type { PracticeEntry, Sign } from '../../model/practice.js';
import type { RepositoryPackage } from '../../model/repository.js';
import type { OperationText } from './documents.js';
import type { Shown } from './signs.js';

/** Scripts that run a service, rather than build, test or develop it. */
export const STARTING = /^(start|serve|server|worker|prod|production)\b/;

/** What the command lines show that start a package. */
export function shownByScripts(
  entries: readonly PracticeEntry[],
  { dir, scripts = {} }: RepositoryPackage,
  read: (file: string) => string,
): readonly Shown[] {
  const file = dir === '.' ? 'package.json' : `${dir}/package.json`;
  return Object.entries(scripts).flatMap(([name, command]) => {
    const signs = STARTING.test(name) ? signsOf(entries, command) : [];
    if (signs.length === 0) return [];
    return signs.map((sign) => shown(sign, { file, line: lineOf(read(file), name) }));
  });
}

/** What Dockerfiles, Procfiles and compose files show of how processes are started. */
export const shownByFiles = (
  entries: readonly PracticeEntry[],
  texts: readonly OperationText[],
): readonly Shown[] =>
  texts
    .filter(({ isTest }) => !isTest)
    .flatMap(({ file, lines }) =>
      lines.flatMap((text, index) =>
        isCommand(text)
          ? signsOf(entries, text).map((sign) => shown(sign, { file, line: index + 1 }))
          : [],
      ),
    );

const isCommand = (line: string): boolean =>
  line.length <= 500 && /\b(CMD|ENTRYPOINT|ENV|command|args|NODE_OPTIONS|web|worker)\b/.test(line);

const signsOf = (entries: readonly PracticeEntry[], command: string): readonly Sign[] =>
  entries.flatMap(({ commands = [] }) =>
    commands.flatMap(({ line, shows }) => (new RegExp(line).test(command) ? shows : [])),
  );

const shown = (
  { of: practice, extent, what }: Sign,
  at: { readonly file: string; readonly line: number },
): Shown => ({ of: practice, extent: extent ?? 'full', evidence: { ...at, what } });

function lineOf(text: string, name: string): number {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes(`${JSON.stringify(name)}:`));
  return Math.max(index, 0) + 1;
}
