import type { FileFacts, FunctionId } from './facts.js';

/** Whether code of `inner` runs as a part of `outer`: itself or a function nested in it. */
export function isNestedIn(
  { functions }: Pick<FileFacts, 'functions'>,
  inner: FunctionId,
  outer: FunctionId,
): boolean {
  for (let id: FunctionId | null = inner; id !== null; id = functions[id]?.parent ?? null) {
    if (id === outer) return true;
  }
  return false;
}
