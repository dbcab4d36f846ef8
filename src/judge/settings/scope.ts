// One by one: the whole of semver is three times as many modules.
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';
import type { Judging } from '../judging.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { Placed } from './found-setting.js';
import { findSetting, type Subject } from './settings.js';
import { isOneOf, type Literal } from '../code/literals.js';

/** What a fact of the catalogue holds for. */
export interface Scope {
  readonly versions?: string | undefined;
  readonly on?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
  readonly where?: Where | undefined;
}

type Where = { readonly at: string } & (
  { readonly is: readonly Literal[] } | { readonly otherThan: readonly Literal[] }
);

export type Applies = 'yes' | 'no' | 'unknown-version';

/** Whether a fact holds for a call; its version decides last, since it may not be known. */
export function appliesTo(judging: Judging, subject: Subject, scope: Scope): Applies {
  const { on, members, where, versions } = scope;
  if (on !== undefined && !on.some((type) => isOfType(subject, type))) return 'no';
  if (members !== undefined && !isOneOfMembers(subject, members)) return 'no';
  if (where !== undefined && !isSo(judging, subject, where)) return 'no';
  return versions === undefined ? 'yes' : versionApplies(judging, subject, versions);
}

/** Which members of a client that was handed to another are called there is not known: it may be any. */
const isOneOfMembers = ({ operation }: Subject, members: readonly string[]): boolean =>
  operation === '' || members.includes(operation);

/** A value that cannot be read is none of those that are named. */
function isSo(judging: Judging, subject: Subject, where: Where): boolean {
  const found = findSetting(judging, subject, where.at);
  const says = (accepted: readonly Literal[]): boolean =>
    found.state === 'set' &&
    (found.values.some((value) => isOneOf(value, accepted)) || isNamed(found.at, accepted));
  return 'is' in where ? says(where.is) : !says(where.otherThan);
}

/** `axiosRetry.isIdempotentRequestError`: what a package exports is known by its name. */
const isNamed = ({ expression }: Placed, accepted: readonly Literal[]): boolean =>
  accepted.includes(lastName(expression));

/** The type itself, or one that it extends. */
function isOfType({ on }: Subject, wanted: string): boolean {
  const pending = [on.type];
  const seen = new Set<string>();
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    if (type === wanted) return true;
    if (seen.has(type)) continue;
    seen.add(type);
    pending.push(...(on.client.types[type]?.extends ?? []));
  }
  return false;
}

function versionApplies(judging: Judging, subject: Subject, versions: string): Applies {
  const { exact, range } = versionOf(judging, subject);
  if (exact !== undefined) {
    return satisfies(exact, versions, { includePrerelease: true }) ? 'yes' : 'no';
  }
  if (range === undefined || validRange(range) === null) return 'unknown-version';
  if (subset(range, versions)) return 'yes';
  return intersects(range, versions) ? 'unknown-version' : 'no';
}

/**
 * What the caller's package depends on, else the package in which the client was made. An adapter
 * that is named like its client (`@nestjs/typeorm`) hands it over, and has versions of its own.
 */
function versionOf(judging: Judging, { on, point }: Subject): ReturnType<Judging['version']> {
  const files = [point.file, ...on.origin.map(({ file }) => file).toReversed()];
  const { client, packages } = on.client;
  const isAdapter = packages.includes(client) && unscoped(client) === unscoped(on.packageName);
  const names = new Set(isAdapter ? [client, on.packageName] : [on.packageName]);
  const versions = [...names].flatMap((name) => files.map((file) => judging.version(file, name)));
  const known = versions.find(({ exact, range }) => exact !== undefined || range !== undefined);
  return known ?? {};
}

const unscoped = (name: string): string => name.slice(name.indexOf('/') + 1);
