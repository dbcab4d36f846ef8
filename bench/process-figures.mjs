// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { readFileSync } from 'node:fs';

/** Arguments for `/usr/bin/time` that have it write the figures of a process to a file. */
export const figuresInto = (file) => ['-o', file, '-f', '%e %U %S %M'];

/** Seconds of wall and processor time, and memory at most. */
export function figuresIn(file) {
  const last = readFileSync(file, 'utf8').trim().split('\n').at(-1);
  const [wall, user, system, kilobytes] = last.split(' ').map(Number);
  return { wall, cpu: user + system, megabytes: kilobytes / 1024 };
}
