import { fillPlaceholders } from '../../text/placeholders.js';
import { formatDuration } from '../../text/format-duration.js';
import { isRecord } from '../../text/record.js';
import { grouped } from '../../text/count-of.js';

/** The message of a rule with the fields of its subject: lengths of time read "300 s". */
export function messageOf(template: string, variables: Readonly<Record<string, unknown>>): string {
  return fillPlaceholders(template, (path) => written(valueAt(variables, path), path));
}

const valueAt = (variables: Readonly<Record<string, unknown>>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), variables);

/** Fields named `ms` or `…Ms` are lengths of time. */
const isDuration = (path: string): boolean => /(^|\.)ms$|Ms$/.test(path);

function written(value: unknown, path: string): string {
  if (Array.isArray(value)) return value.map((one: unknown) => written(one, path)).join(', ');
  if (typeof value !== 'number') return String(value);
  if (isDuration(path)) return formatDuration(value);
  return Number.isInteger(value) ? grouped(value) : String(value);
}
