import type { Value } from '../../resolve/values.js';

/** Whether a value belongs to what lets work in, rather than calling out. */
export function letsWorkIn(value: Value): boolean {
  if (value.kind === 'external') return value.client.framework === true;
  if (value.kind !== 'operation') return false;
  const { on, action } = value;
  return on.client.framework === true || action.registers !== undefined;
}
