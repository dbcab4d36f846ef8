import { sha256 } from '../text/sha256.js';

/** What makes a call this one and no other, whatever is edited above it. */
export interface CallIdentity {
  /** Package and file inside it. */
  readonly packageFile: string;
  readonly symbol: string;
  readonly callee: string;
  /** How many calls of the same callee stand before it in the symbol. */
  readonly ordinal: number;
}

/** What stays the same when a file is renamed. */
export interface CallContent {
  readonly symbol: string;
  readonly callee: string;
  /** The call as written. */
  readonly text: string;
}

export function callId({ packageFile, symbol, callee, ordinal }: CallIdentity): string {
  return shortHash(['call', packageFile, symbol, callee, String(ordinal)]);
}

export function contentId({ symbol, callee, text }: CallContent): string {
  return shortHash(['call', symbol, callee, withoutFormatting(text)]);
}

/** What makes an entry point this one: where it is registered, and what a client calls it. */
export interface EntryIdentity {
  /** Package and file inside it. */
  readonly packageFile: string;
  readonly kind: string;
  readonly name: string;
  /** How many of the same name stand before it in the file. */
  readonly ordinal: number;
}

export function entryId({ packageFile, kind, name, ordinal }: EntryIdentity): string {
  return shortHash(['entry', packageFile, kind, name, String(ordinal)]);
}

/** What makes a policy this one: what it is, and where it is made. */
export interface PolicyIdentity {
  readonly kind: string;
  /** Package and file inside it. */
  readonly packageFile: string;
  readonly symbol: string;
  readonly library: string;
  /** How many like it are made before it in the symbol. */
  readonly ordinal: number;
}

export function policyId({ kind, packageFile, symbol, library, ordinal }: PolicyIdentity): string {
  return shortHash([kind, packageFile, symbol, library, String(ordinal)]);
}

/**
 * What a formatter changes is no change: white space, quotes, trailing commas, semicolons,
 * quotes around the names of properties, and parentheses around a single parameter.
 */
function withoutFormatting(text: string): string {
  return text
    .replaceAll(/\s+/g, '')
    .replaceAll(/["'`]/g, '"')
    .replaceAll(/(?<=[{,])"([\w$]+)":/g, '$1:')
    .replaceAll(/\(([\w$]+)\)=>/g, '$1=>')
    .replaceAll(/,(?=[)\]}])/g, '')
    .replaceAll(';', '');
}

/** 64 bits: among a million ids, two are equal once in 37 million repositories. */
function shortHash(parts: readonly string[]): string {
  // JSON keeps ["a", "bc"] and ["ab", "c"] apart.
  return sha256(JSON.stringify(parts)).slice(0, 16);
}
