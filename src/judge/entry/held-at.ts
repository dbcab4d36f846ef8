import type { Placed } from '../settings/found-setting.js';
import { itemsOf } from './items.js';
import { lookUpAt, type Reading } from './texts.js';

/** What stands at a place, `call.0.resolvers`; at one of each element of a list, `call.0.modules[].resolvers`. */
export function heldAt(reading: Reading, at: string): readonly Placed[] {
  const [list = '', member] = at.split('[].');
  const found = lookUpAt(reading, list);
  if (found.state !== 'set') return [];
  if (member === undefined) return [found.at];
  const { expression, place } = found.at;
  return itemsOf(reading.judging, expression, place).flatMap((each) => {
    const part = lookUpAt({ ...reading, each }, `each.${member}`);
    if (part.state !== 'set') return [];
    // Of a module, the place of its member is not known, but what it is.
    const objects = part.values.flatMap((value) => (value.kind === 'object' ? [value] : []));
    return objects.length === 0
      ? [part.at]
      : objects.map((one) => ({ ...one, start: one.expression.start }));
  });
}
