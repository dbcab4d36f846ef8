import semver from 'semver';
import { isRecord } from '../../text/record.js';
import type { ReadFile } from '../timeout/node-support.js';
import { manifestOf } from './manifest.js';

/** The code for the oldest version of a package that a folder's manifest asks for; null where none fits. */
export function codeFor<Code extends { readonly versions: string }>(
  all: readonly Code[],
  {
    packages,
    folders,
  }: { readonly packages: readonly string[]; readonly folders: readonly string[] },
  read: ReadFile,
): Code | null {
  const oldest = folders.flatMap((dir) => oldestAsked(packages, dir, read))[0];
  if (oldest === undefined) return null;
  return all.find(({ versions }) => semver.satisfies(oldest, versions)) ?? null;
}

/** Tags, folders and "any version" say nothing of which versions they are. */
function oldestAsked(packages: readonly string[], dir: string, read: ReadFile): readonly string[] {
  const manifest = manifestOf(dir, read);
  return ['dependencies', 'peerDependencies', 'devDependencies'].flatMap((list) => {
    const asked = manifest?.[list];
    const range = isRecord(asked)
      ? packages.map((name) => askedIn(asked, name)).find(isText)
      : undefined;
    const valid = range === undefined ? null : semver.validRange(range);
    if (valid === null || valid === '*') return [];
    const oldest = semver.minVersion(valid)?.version;
    return oldest === undefined ? [] : [oldest];
  });
}

/** What is asked of a package; of "@aws-sdk/client-*", of the first that begins so. */
function askedIn(asked: Readonly<Record<string, unknown>>, name: string): unknown {
  if (!name.endsWith('*')) return asked[name];
  return Object.entries(asked).find(([key]) => key.startsWith(name.slice(0, -1)))?.[1];
}

const isText = (value: unknown): value is string => typeof value === 'string';
