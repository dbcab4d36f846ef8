import type { Call } from '../../model/assessment.js';
import { textOfCall } from '../source/text-of-call.js';
import type { Sources } from '../sources.js';

/** Folders and programs of migrations. */
const MIGRATION = /(?:^|[/._-])migrat(?:e|ions?|or)(?:[/._-]|$)/i;

/** Builders and members of them that change tables. */
const BUILDS =
  /\bschema\s*\.\s*\w+\(|\b(?:create|alter|drop|rename)(?:Table|Index|Column|Collection|Database)\w*\(|\bensureIndex(?:es)?\(|\bsyncIndexes\(/;

/** Statements whose time grows with what is stored. */
const STATES =
  /['"`]\s*(?:alter\s+table|create\s+(?:unique\s+)?index|reindex|vacuum|cluster|refresh\s+materialized|optimize\s+table|analyze)\b/i;

/**
 * Whether a call changes how data is stored. It takes as long as there is data, and one that is cut
 * off leaves a migration half done.
 */
export function changesSchema(call: Call, sources: Sources): boolean {
  if (call.kind !== 'db') return false;
  if (MIGRATION.test(call.file)) return true;
  const source = sources.get(call.file);
  if (typeof source === 'string') return false;
  const text = textOfCall(source, call);
  return BUILDS.test(text) || STATES.test(text);
}
