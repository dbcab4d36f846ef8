import { createHash } from 'node:crypto';
import { readPackedLines, writePackedLines } from '../../io/packed-lines.js';
import { readFailure } from '../../io/read-text.js';
import { parsePart, partText, type Part } from '../../text/part.js';
import { KnownError } from '../../text/known-error.js';
import { isRecord } from '../../text/record.js';
import { areFacts } from '../are-facts.js';
import type { FileFacts } from '../facts.js';
import type { Origin } from './origin.js';

/** The facts of a part of the sources. */
export interface Shard {
  readonly origin: Origin;
  readonly part: Part;
  readonly entries: readonly ShardEntry[];
}

export interface ShardEntry {
  readonly file: string;
  /** SHA-256 of the text that the facts were read from. */
  readonly sha256: string;
  readonly facts: FileFacts;
}

/** The first line of a shard says what it is, the last one that nothing was lost on its way. */
const KIND = 'resilint facts';

export function writeShard(path: string, { origin, part, entries }: Shard): void {
  const head = JSON.stringify({ kind: KIND, part: partText(part), ...origin });
  const lines = [head, ...entries.map((entry) => JSON.stringify(entry))];
  writePackedLines(path, [...lines, checksumOf(lines)]);
}

/** Reads what was written, perhaps elsewhere: it is checked before it is believed. */
export function readShard(path: string): Shard {
  const lines = readLines(path);
  const head = parsed(lines[0]);
  const text = (name: string): string =>
    isRecord(head) && typeof head[name] === 'string' ? head[name] : '';
  const part = parsePart(text('part'));
  if (text('kind') !== KIND || part === undefined) throw noShard(path);
  const content = lines.slice(0, -1);
  if (content.length === 0 || lines.at(-1) !== checksumOf(content)) throw damaged(path, part);
  const origin = {
    tool: text('tool'),
    settings: text('settings'),
    sources: text('sources'),
  };
  const entries = content.slice(1).map(parsed).filter(isEntry);
  return { origin, part, entries };
}

function readLines(path: string): readonly string[] {
  let lines: readonly string[] | undefined;
  try {
    lines = readPackedLines(path);
  } catch (error) {
    throw new KnownError(`Cannot read "${path}": ${readFailure(error)}`, 'Check the path.', 2);
  }
  if (lines === undefined) throw noShard(path);
  return lines;
}

const noShard = (path: string): KnownError =>
  new KnownError(
    `"${path}" holds no facts, or was cut short`,
    'Name files that "resilint scan --shard i/n --output <file>" wrote.',
    2,
  );

const damaged = (path: string, part: Part): KnownError =>
  new KnownError(
    `"${path}" is not as it was written: its checksum is another`,
    `Write it again: resilint scan --shard ${partText(part)} --output <file>`,
    2,
  );

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

function checksumOf(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

/** Facts of a future form, or of somebody else's making, are read anew from the file. */
function isEntry(value: unknown): value is ShardEntry {
  if (!isRecord(value)) return false;
  const { file, sha256, facts } = value;
  return typeof file === 'string' && typeof sha256 === 'string' && areFacts(file, facts);
}
