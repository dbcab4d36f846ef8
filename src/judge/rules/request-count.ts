import type { CallSubject, Subjects } from '../../model/rule-subjects.js';
import { countOf } from '../../text/count-of.js';

/** How many calls ask a dependency for something, and by how many clients. */
export function countsOf(
  name: string,
  calls: readonly CallSubject[],
): Pick<Subjects['dependency'], 'label' | 'requestCount'> {
  const requests = calls.filter(isRequest);
  const clients = new Set(
    requests.flatMap(({ origin: [made] }) =>
      made === undefined ? [] : [`${made.file}:${made.line}:${made.column ?? 0}`],
    ),
  );
  const label = clients.size > 1 ? `${name} (by ${countOf(clients.size, 'client')})` : name;
  return { label, requestCount: requests.length };
}

/** Calls that ask for something or hand it over: what rules judge, and count. */
const isRequest = ({ role }: CallSubject): boolean => role === 'request' || role === 'publish';
