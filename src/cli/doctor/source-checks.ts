import { basename } from 'node:path';
import type { Assessment, Coverage, Inspection } from '../../index.js';
import { statusOf } from '../../io/path-kind.js';
import { countOf, grouped } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import { requireComplete } from '../completeness.js';
import { good, note, type Check } from './check.js';

export function packagesCheck({ packages, tsconfigs, lockfiles }: Inspection): Check {
  const names = packages.map(({ name, dir }) => (name === undefined ? dir : `${name} (${dir})`));
  const found = [
    `${countOf(packages.length, 'package')}, ${countOf(tsconfigs.length, 'tsconfig')}, ${countOf(lockfiles.length, 'lockfile')}`,
    ...listed('packages', names),
    ...listed('tsconfigs', tsconfigs),
    ...listed('lockfiles', lockfiles.map(shownLock)),
  ];
  const isEmpty = packages.length === 0;
  return isEmpty
    ? note('packages', found, 'Name the folder that holds package.json, or one above it.')
    : good('packages', ...found);
}

/** A path outside the folder tells nothing more than its name. */
const shownLock = (file: string): string =>
  file.startsWith('../') ? `${basename(file)} above the folder` : file;

/** What a client does by itself depends on its version. */
export function versionsCheck({ packages }: Inspection): Check {
  const sum = (of: 'dependencies' | 'withoutVersion'): number =>
    packages.reduce((total, one) => total + one[of], 0);
  const [all, missing] = [sum('dependencies'), sum('withoutVersion')];
  const told = `${grouped(all - missing)} of ${countOf(all, 'dependency', 'dependencies')} have an exact version`;
  if (missing === 0) return good('versions', told);
  const where = packages
    .filter(({ withoutVersion }) => withoutVersion > 0)
    .map(({ dir, withoutVersion }) => `${dir} (${withoutVersion})`);
  return note(
    'versions',
    [`${told}: what a client of unknown version does by itself is unknown`, ...listed('in', where)],
    'Commit the lockfile, or scan where the packages are installed.',
  );
}

export function filesCheck(coverage: Coverage, dir: string, unparsableShare?: number): Check {
  const { files, analysed, setAside, failed } = coverage;
  const found = [
    `${grouped(analysed)} of ${countOf(files, 'file')} searched`,
    ...setAside.map(
      ({ reason, count, files: [first = ''] }) =>
        `${grouped(count)} set aside as ${reason}, such as ${first}`,
    ),
    ...failed.map(({ file, line, message }) =>
      line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`,
    ),
  ];
  try {
    requireComplete(coverage, dir, unparsableShare);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { message, advice, exitCode } = error;
    return { name: 'files', state: 'problem', found: [message, ...found], advice, exitCode };
  }
  return failed.length === 0
    ? good('files', ...found)
    : note('files', found, 'Repair the files that could not be read, or exclude them.');
}

/** Packages that seem to talk over the network, of which nothing is known. */
export function clientsCheck({ calls, coverage }: Assessment): Check {
  const { suspectedClients, unresolvedCalls } = coverage;
  const known = `${countOf(calls.length, 'outbound call')} found, ${countOf(unresolvedCalls.length, 'call')} could not be followed`;
  const [first] = suspectedClients;
  if (first === undefined) return good('clients', known);
  const found = suspectedClients.map(({ package: name, calls: [place], calls: all }) =>
    place === undefined
      ? name
      : `${name}: ${countOf(all.length, 'call')}, the first in ${place.file}:${place.line}`,
  );
  const count = countOf(suspectedClients.length, 'package');
  return note(
    'clients',
    [
      `${known}; ${count} may call the network and ${suspectedClients.length === 1 ? 'is' : 'are'} not in the catalogue`,
      ...found,
    ],
    `Describe it: resilint new client ${first.package}`,
  );
}

export function cacheCheck({ cacheFile }: Inspection): Check {
  if (cacheFile === undefined) {
    const found = 'not used: it would lie in the folder that is scanned';
    return note('cache', [found], 'Set XDG_CACHE_HOME to a folder outside of it.');
  }
  const size = statusOf(cacheFile)?.size;
  return size === undefined
    ? note('cache', [`${cacheFile} is not there`], 'Check that its folder can be written.')
    : good('cache', `${cacheFile}, ${(size / 1e6).toFixed(1)} MB`);
}

const MOST_LISTED = 12;

function listed(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const rest = names.length - MOST_LISTED;
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return [`${what}: ${shown}${rest > 0 ? ` and ${grouped(rest)} more` : ''}`];
}
