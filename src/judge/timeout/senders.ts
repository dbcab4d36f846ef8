import type { TimeoutFacts } from '../../model/catalog-protection.js';
import type { Value } from '../../resolve/values.js';
import type { Made } from '../settings/readings.js';

/** A client that was made in the repository, and handed to the one that calls. */
export const isMadeCarrier = (value: Value): boolean =>
  value.kind === 'external' && value.creations.length > 0;

/**
 * A client that alone sends the calls, and that was handed in from where nobody can tell; or a class of
 * the repository in its place, which may bound them in its own way.
 */
export function unfollowedSender(
  made: readonly Made<TimeoutFacts['settings'][number]>[],
): string | null {
  const sender = made.find(
    ({ setting, found }) =>
      (setting.sends === true || (setting.takes === 'carrier' && found.values.some(isOwnClass))) &&
      !found.values.some(isMadeCarrier),
  );
  return sender === undefined ? null : `${sender.mark.what} could not be followed to its making`;
}

const isOwnClass = (value: Value): boolean => value.kind === 'instance' && 'class' in value.of;
