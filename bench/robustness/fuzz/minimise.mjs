// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { tokensOf } from './mutations.mjs';

const MOST_TRIES = 400;

/**
 * The smallest files found that still fail: whole files are left out first, then lines, then tokens.
 *
 * @param {Record<string, string>} files
 * @param {(candidate: Record<string, string>) => boolean} fails
 * @returns {Record<string, string>}
 */
export function minimise(files, fails) {
  let left = MOST_TRIES;
  const stillFails = (candidate) => left-- > 0 && fails(candidate);
  let smallest = files;
  for (const file of Object.keys(files)) {
    const others = Object.entries(smallest).filter(([name]) => name !== file);
    if (others.length > 0 && stillFails(Object.fromEntries(others)))
      smallest = Object.fromEntries(others);
  }
  for (const split of [(text) => text.split(/(?<=\n)/), tokensOf]) {
    for (const file of Object.keys(smallest)) {
      const fewer = fewerParts(split(smallest[file]), (parts) =>
        stillFails({ ...smallest, [file]: parts.join('') }),
      );
      smallest = { ...smallest, [file]: fewer.join('') };
    }
  }
  return smallest;
}

/** Leaves out ever smaller runs of parts, as long as what is left fails. */
function fewerParts(parts, fails) {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < kept.length;) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (fails(fewer)) kept = fewer;
      else at += size;
    }
  }
  return kept;
}
