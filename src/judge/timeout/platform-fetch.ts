import type { TimeoutFacts } from '../../model/catalog-protection.js';
import type { Mark } from '../code/points.js';
import type { Runtime } from '../code/runtimes.js';
import type { Judging } from '../judging.js';
import type { Subject } from '../settings/settings.js';

/** What runs the call, where that is not Node: Node's own fetch ends a silent server, theirs does not. */
export const runtimeOf = (judging: Judging, { point }: Subject): Runtime | null =>
  judging.runtimes.of(point.file);

const isOfFetch = ({ defaults }: TimeoutFacts): boolean =>
  defaults.some(({ of }) => of === 'fetch');

/** Where a function of the edge is deployed decides whether anything ends its calls. */
export function unknownPlatform(
  judging: Judging,
  subject: Subject,
  facts: TimeoutFacts,
): string | null {
  return isOfFetch(facts) && runtimeOf(judging, subject)?.name === 'edge'
    ? 'it runs at the edge, where the platform that it is deployed to decides whether anything ends it'
    : null;
}

const WORDS: Readonly<Record<Exclude<Runtime['name'], 'edge'>, string>> = {
  workers:
    'runs on Cloudflare Workers, where nothing ends a fetch as long as the client stays connected',
  deno: 'runs on Deno, whose fetch has no timeout of its own',
};

/** Why the default of the platform's fetch does not hold. */
export function withoutFetchDefault(
  judging: Judging,
  subject: Subject,
  facts: TimeoutFacts,
): readonly Mark[] {
  const runtime = isOfFetch(facts) ? runtimeOf(judging, subject) : null;
  return runtime === null || runtime.name === 'edge'
    ? []
    : [{ file: runtime.file, start: 0, what: WORDS[runtime.name] }];
}
