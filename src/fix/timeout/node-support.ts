import { posix } from 'node:path';
import semver from 'semver';
import { KeptAnswers } from '../../text/kept-answers.js';
import { isRecord } from '../../text/record.js';

/** Reads a file of the repository; null where there is none. */
export type ReadFile = (file: string) => string | null;

/** What an edit needs of Node. */
export const NEEDS = { abortSignalTimeout: '17.3.0', abortSignalAny: '20.3.0' } as const;

/** The oldest Node that a file must run on, as its package or a folder above says; null where none does. */
export const oldestNode = (file: string, read: ReadFile): string | null =>
  known.of(read, posix.dirname(file), () => oldestAbove(file, read));

const known = new KeptAnswers<ReadFile, string | null>();

function oldestAbove(file: string, read: ReadFile): string | null {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const said = saidIn(folder, read);
    if (said !== null) return said;
    if (folder === '.') return null;
  }
}

function saidIn(folder: string, read: ReadFile): string | null {
  const manifest = parsed(read(posix.join(folder, 'package.json')));
  const ranges = [
    field(manifest, 'engines', 'node'),
    field(manifest, 'volta', 'node'),
    read(posix.join(folder, '.nvmrc')),
    read(posix.join(folder, '.node-version')),
    field(manifest, 'devDependencies', '@types/node'),
    field(manifest, 'dependencies', '@types/node'),
  ];
  for (const range of ranges) {
    const oldest = range === null ? null : oldestOf(range.trim());
    if (oldest !== null) return oldest;
  }
  return null;
}

function oldestOf(range: string): string | null {
  const valid = semver.validRange(range.replace(/^v(?=\d)/, ''));
  // Any version at all says nothing.
  return valid === null || valid === '*' ? null : (semver.minVersion(valid)?.version ?? null);
}

function field(manifest: unknown, ...names: readonly string[]): string | null {
  let value = manifest;
  for (const name of names) value = isRecord(value) ? value[name] : undefined;
  return typeof value === 'string' ? value : null;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Whether that Node has it; undefined where nothing says which Node it is. */
export const hasSince = (oldest: string | null, since: string): boolean | undefined =>
  oldest === null ? undefined : semver.gte(oldest, since);
