import { isRecord } from '../text/record.js';
import type { FileFacts } from './facts.js';

const TABLES = [
  'directives',
  'requests',
  'exports',
  'bindings',
  'functions',
  'classes',
  'calls',
  'writes',
  'lineStarts',
] as const satisfies readonly (keyof FileFacts)[];

/** Facts of this file with every table; a file that was cut short or tampered with has none. */
export const areFacts = (file: string, facts: unknown): boolean =>
  isRecord(facts) && facts['file'] === file && TABLES.every((table) => Array.isArray(facts[table]));
