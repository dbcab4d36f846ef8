import { describe, expect, it } from 'vitest';
import { matchFindings } from '../../src/gate/match.js';

/** "id/content" as an object, so that a case fits a line. */
const all = (...texts: readonly string[]) =>
  texts.map((text) => {
    const [id = '', contentId = ''] = text.split('/');
    return { id, contentId, text };
  });

const pairs = (before: readonly string[], now: readonly string[]): readonly string[] =>
  [...matchFindings(all(...before), all(...now))].map(
    ([one, other]) => `${other.text}→${one.text}`,
  );

describe('a finding of now is one of before', () => {
  it.each([
    ['that did not change', ['1/a'], ['1/a'], ['1/a→1/a']],
    ['whose file or symbol was renamed', ['1/a'], ['9/a'], ['1/a→9/a']],
    ['whose call was edited', ['1/a'], ['1/z'], ['1/a→1/z']],
    [
      'with another put in front of it',
      ['1/a', '2/b'],
      ['1/x', '2/a', '3/b'],
      ['1/a→2/a', '2/b→3/b'],
    ],
    ['of two in a folder that was renamed', ['1/a', '2/a'], ['8/a', '9/a'], ['1/a→8/a', '2/a→9/a']],
    ['when an equal one was added below', ['1/a'], ['1/a', '2/a'], ['1/a→1/a']],
    ['when an equal one elsewhere was removed', ['1/a', '2/a'], ['2/a'], ['2/a→2/a']],
    ['moved past an equal one that stayed', ['1/a', '2/a'], ['1/a', '9/a'], ['1/a→1/a', '2/a→9/a']],
  ])('%s', (...[, before, now, expected]) => {
    expect(pairs(before, now)).toEqual(expected);
  });

  it.each([
    ['nothing is alike', ['1/a'], ['2/b']],
    ['there is more of its content than before', ['1/a'], ['8/a', '9/a']],
    ['there was more of its content', ['1/a', '2/a'], ['9/a']],
  ])('not where %s', (_, before, now) => {
    expect(pairs(before, now)).toEqual([]);
  });
});
