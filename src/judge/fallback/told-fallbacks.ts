import { handledBy } from './handlers.js';
import type { Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import { appliesTo } from '../settings/scope.js';
import { findSettings, type Subject } from '../settings/settings.js';

/** What a function makes of the failures of all calls of a client: `interceptors.response.use(done, failed)`. */
export function toldFallback(judging: Judging, subject: Subject): readonly Layer[] {
  const facts = subject.on.client.protection?.fallback;
  if (facts?.gives !== 'told' || appliesTo(judging, subject, facts) !== 'yes') return [];
  return (facts.at ?? []).flatMap((at) =>
    findSettings(judging, subject, at).flatMap((found): readonly Layer[] => {
      if (found.state !== 'set') return [];
      const own = found.values.find((value) => value.kind === 'function');
      if (own === undefined) return [];
      const outcome = handledBy(judging, own);
      if (outcome === 'passed-on') return [];
      const start = judging.facts(own.file)?.functions[own.function]?.start ?? 0;
      const mark = { file: own.file, start, what: 'the failure is caught' };
      return outcome === 'thrown-answer'
        ? [{ mark, by: 'client-option', fallback: 'reported', isThrown: true }]
        : [{ mark, by: 'client-option', fallback: outcome }];
    }),
  );
}
