import type { CallSubject } from '../../model/rule-subjects.js';
import { requestCountOf } from './request-count.js';
import type { RuleSubject } from './subjects.js';

/** What a finding counts: the calls that show it, and its subject with the figures of all of them. */
interface Counted {
  readonly showing: readonly CallSubject[];
  readonly value: RuleSubject['value'];
}

/**
 * Where services show a flaw of a dependency, what scripts, pages and code that nothing uses ask it
 * besides is not counted with them.
 */
export function counted(subject: RuleSubject, showing: readonly CallSubject[]): Counted {
  const { value } = subject;
  if (!('requestCount' in value)) return { showing, value };
  const served = showing.filter(isOfService);
  if (served.length === 0) return { showing, value };
  return {
    showing: served,
    value: { ...value, requestCount: requestCountOf(value.calls.filter(isOfService)) },
  };
}

const isOfService = ({ context, unused }: CallSubject): boolean =>
  context === 'server' && unused !== true;
