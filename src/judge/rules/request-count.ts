import type { CallSubject } from '../../model/rule-subjects.js';

/** How many calls ask for something or hand it over: what rules judge, and count. */
export const requestCountOf = (calls: readonly CallSubject[]): number =>
  calls.filter(({ role }) => role === 'request' || role === 'publish').length;
