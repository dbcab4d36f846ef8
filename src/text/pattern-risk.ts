const LONGEST_PATTERN = 500;
const MOST_REPETITIONS = 2;
const MOST_CHOICES = 1000;

/**
 * Why a regular expression of strangers is not run; undefined when it is harmless. An engine that
 * backtracks can take exponential time where repeated groups, back references or many alternatives
 * let it read one text in many ways. What remains takes a small power of the text's length at most.
 * The check is conservative: it also refuses harmless expressions of these forms.
 */
export function patternRisk(source: string): string | undefined {
  if (source.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`;
  if (!compiles(source)) return 'is no valid regular expression';
  if (/\\[1-9k]/.test(source.replaceAll('\\\\', ''))) return 'has a back reference';
  const skeleton = skeletonOf(source);
  if (/\)(?:[*+]|\{\d)/.test(skeleton)) return 'repeats a group, which can take exponential time';
  if (countOf(skeleton, /[*+]|\{\d+(?:,\d*)?\}/g) > MOST_REPETITIONS)
    return `repeats more than ${MOST_REPETITIONS} times, which can take very long`;
  if (choicesIn(skeleton) > MOST_CHOICES)
    return `can be read in more than ${MOST_CHOICES} ways, which can take exponential time`;
  return undefined;
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Only groups and operators: every character and class reads "x", groups have no modifiers. */
const skeletonOf = (source: string): string =>
  source
    .replaceAll(/\[(?:\\.|[^\]\\])*\]|\\./gs, 'x')
    .replaceAll(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(')
    .replaceAll(/([*+?}])\?/g, '$1');

const countOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** The product of the alternatives of each group, where an optional part has two. */
function choicesIn(skeleton: string): number {
  let choices = 1;
  const alternatives = [1];
  for (const character of skeleton) {
    if (character === '?') choices *= 2;
    if (character === '(') alternatives.push(1);
    if (character === '|') alternatives.push((alternatives.pop() ?? 1) + 1);
    if (character === ')') choices *= alternatives.pop() ?? 1;
  }
  return alternatives.reduce((product, count) => product * count, choices);
}
