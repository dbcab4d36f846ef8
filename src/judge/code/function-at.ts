import type { FileFacts, FunctionId } from '../../parse/facts.js';

/** The innermost function around an offset; 0 is the module. */
export function functionAt({ functions }: FileFacts, offset: number): FunctionId {
  let found = 0;
  for (const [id, { start, end }] of functions.entries()) {
    // Functions stand in the order of their start: a later one that holds the offset is further in.
    if (id !== 0 && start <= offset && offset < end) {
      const known = functions[found];
      if (found === 0 || known === undefined || start >= known.start) found = id;
    }
  }
  return found;
}
