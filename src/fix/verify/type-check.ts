import type { Verification } from '../../model/fix.js';
import type { Check } from '../climb.js';
export function typeCheck(_: {
  root: string;
  read: (f: string) => string | null;
  verify: Verification;
}): { check: Check; verification: Verification; notes: readonly string[] } {
  return { check: () => new Map(), verification: 'parse', notes: [] };
}
