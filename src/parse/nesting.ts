import { Depth, LINKS_PER_LEVEL } from './nesting-depth.js';
import { readWord } from './nesting-words.js';

/**
 * The native parser ends the whole process when a source nests some 2,000 to 4,000 levels deep, so
 * the depth is estimated before it sees the text. An estimate will do: real code stays far below
 * the limit.
 */
const DEEPEST = 1000;

const LIMIT = DEEPEST * LINKS_PER_LEVEL;

export function nestsTooDeeply(file: string, text: string): boolean {
  const scan: Scan = { depth: new Depth(), text, hasElements: !/\.[cm]?ts$/.test(file) };
  for (let index = 0; index < text.length; index++) {
    const { closer } = scan.depth;
    if (closer === '`') index = templateText(scan, index);
    else if (closer === ELEMENT) index = elementText(scan, index);
    else index = code(scan, index);
    if (scan.depth.total > LIMIT) return true;
  }
  return false;
}

interface Scan {
  readonly depth: Depth;
  readonly text: string;
  /** "<" can begin a JSX element. */
  readonly hasElements: boolean;
}

/** What a character does to the depth; returns the last index it has read. */
type Step = (scan: Scan, index: number) => number;

/** Closers of what has no bracket of one character. */
const ELEMENT = '</';
const TAG = '>';

const code: Step = (scan, index) => {
  const unit = scan.text.charCodeAt(index);
  const step = unit < STEPS.length ? STEPS[unit] : word;
  return step?.(scan, index) ?? index;
};

const templateText: Step = ({ depth, text }, index) => {
  for (let end = index; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (character === '`') return close(depth, '`', end);
    else if (character === '$' && text[end + 1] === '{') return insertion(depth, end + 1);
  }
  return text.length;
};

const insertion = (depth: Depth, index: number): number => {
  depth.operandEnded = false;
  return open(depth, '}', index);
};

/** Quotes and slashes between tags are text; brackets are counted, should this be no element at all. */
const elementText: Step = (scan, index) => {
  const character = scan.text[index] ?? '';
  if (character === '<') return tag(scan, index);
  return '"\'`/'.includes(character) ? index : code(scan, index);
};

const tag: Step = ({ depth, text }, index) => {
  if (text[index + 1] !== '/') return open(depth, TAG, index);
  const end = text.indexOf('>', index);
  return close(depth, ELEMENT, end < 0 ? text.length : end);
};

const open = (depth: Depth, closer: string, index: number): number => {
  depth.open(closer);
  return index;
};

const close = (depth: Depth, closer: string, index: number): number => {
  depth.close(closer);
  return index;
};

const opens =
  (closer: string): Step =>
  ({ depth }, index) =>
    open(depth, closer, index);

const closes =
  (closer: string): Step =>
  ({ depth }, index) =>
    close(depth, closer, index);

const links =
  (weight: number): Step =>
  ({ depth }, index) => {
    depth.link(weight);
    return index;
  };

/** `a + b`, or `+b` and `++b`. */
const sign: Step = ({ depth, text }, index) => {
  const isDouble = text[index + 1] === text[index];
  if (!depth.operandEnded) depth.prefix();
  else if (!isDouble) depth.link(1);
  return isDouble ? index + 1 : index;
};

/** `!a`, `a!` and `a != b`. */
const bang: Step = ({ depth, text }, index) => {
  if (!depth.operandEnded) depth.prefix();
  else {
    depth.link(1);
    depth.operandEnded = text[index + 1] !== '=';
  }
  return index;
};

/** `a = b = …` and `a => b => …`, but no comparison. */
const assigns: Step = ({ depth, text }, index) => {
  if (depth.closer === TAG) return index;
  let last = index;
  while (text[last + 1] === '=') last++;
  const compares = last > index || '=!<>'.includes(text[index - 1] ?? ' ');
  depth.link(compares ? 1 : LINKS_PER_LEVEL);
  return last;
};

const GENERIC_ARROW = /<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\b)/y;

/** Compares, opens type arguments, or stands in front: a cast or an element. */
const less: Step = ({ depth, text, hasElements }, index) => {
  if (depth.operandEnded) {
    depth.link(LINKS_PER_LEVEL);
    return index;
  }
  GENERIC_ARROW.lastIndex = index;
  const isElement = hasElements && /[\w$>]/.test(text[index + 1] ?? '');
  if (isElement && !GENERIC_ARROW.test(text)) return open(depth, TAG, index);
  depth.cast();
  return index;
};

const greater: Step = ({ depth, text }, index) => {
  if (depth.closer !== TAG) {
    if (text[index - 1] !== '=') depth.closeAngle();
  } else if (text[index - 1] === '/') depth.close(TAG);
  else if (!depth.closeAngle()) depth.become(ELEMENT);
  return index;
};

const asks: Step = ({ depth, text }, index) => {
  const next = text[index + 1] ?? '';
  if (next === '.') return index;
  depth.link(next === '?' ? 1 : LINKS_PER_LEVEL);
  return next === '?' ? index + 1 : index;
};

const dot: Step = ({ depth, text }, index) => {
  depth.link(1);
  if (text[index + 1] === '.') return index + 2;
  depth.afterDot = true;
  return index;
};

/** `||`, `&&` and `**` are one link; the `*` of `yield*` is none. */
const doubled: Step = ({ depth, text }, index) => {
  if (depth.operandEnded) depth.link(1);
  return text[index + 1] === text[index] ? index + 1 : index;
};

const endsElement: Step = ({ depth }, index) => {
  depth.endRun();
  return index;
};

const endsStatement: Step = ({ depth }, index) => {
  depth.endStatement();
  return index;
};

/** A line that begins with a word begins a statement, unless the last line is unfinished. */
const newline: Step = ({ depth, text }, index) => {
  let next = index + 1;
  while (isBlank(text.charCodeAt(next))) next++;
  if (depth.operandEnded && beginsStatement(text, next)) depth.endStatement();
  return next - 1;
};

const isBlank = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);

const STATEMENT = /[\w$'"`}@#\u0080-\uffff]/;
const GOES_ON = /(?:else|in|of|instanceof|as|satisfies|extends|is)\b/y;

function beginsStatement(text: string, index: number): boolean {
  if (!STATEMENT.test(text[index] ?? ' ')) return false;
  GOES_ON.lastIndex = index;
  return !GOES_ON.test(text);
}

/** A quote that its line does not close stands in a regular expression or a text. */
const quoted: Step = ({ depth, text }, index) => {
  const quote = text[index];
  for (let end = index + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (character === '\n') return index;
    else if (character === quote) {
      depth.endOperand();
      return end;
    }
  }
  return index;
};

const slash: Step = (scan, index) => {
  const { depth, text } = scan;
  const next = text[index + 1];
  if (next === '/' || next === '*') return comment(text, index);
  if (depth.closer === TAG) return index;
  if (depth.operandEnded) {
    depth.link(1);
    return index;
  }
  REGULAR_EXPRESSION.lastIndex = index;
  const found = REGULAR_EXPRESSION.exec(text)?.[0];
  if (found === undefined) return index;
  depth.endOperand();
  return index + found.length - 1;
};

/** Of bounded length, since a search that finds no end must not go on to that of a long line. */
const REGULAR_EXPRESSION = /\/(?:[^\\/[\n]|\\[^\n]|\[(?:[^\\\]\n]|\\[^\n]){0,200}\]){1,1000}\//y;

function comment(text: string, index: number): number {
  if (text[index + 1] === '/') {
    const end = text.indexOf('\n', index);
    return end < 0 ? text.length : end - 1;
  }
  const end = text.indexOf('*/', index + 2);
  return end < 0 ? text.length : end + 1;
}

const word: Step = ({ depth, text }, index) => readWord(depth, text, index);

/** Outside of strings it stands in a name or a regular expression. */
const escape: Step = (_scan, index) => index + 1;

/** `a: b: …` is rarer than keys of objects. */
const LINKS_PER_LABEL = 20;

const STEPS_BY_CHARACTER: Readonly<Record<string, Step>> = {
  '(': opens(')'),
  '[': opens(']'),
  '{': opens('}'),
  '`': opens('`'),
  ')': closes(')'),
  ']': closes(']'),
  '}': closes('}'),
  ';': endsStatement,
  ',': endsElement,
  '=': assigns,
  '?': asks,
  '<': less,
  '>': greater,
  ':': links(LINKS_PER_LABEL),
  '+': sign,
  '-': sign,
  '!': bang,
  '~': ({ depth }, index) => {
    depth.prefix();
    return index;
  },
  '.': dot,
  '|': doubled,
  '&': doubled,
  '*': doubled,
  '%': links(1),
  '^': links(1),
  '\n': newline,
  "'": quoted,
  '"': quoted,
  '/': slash,
  '\\': escape,
};

/** By character code; what is not ASCII belongs to names. */
const STEPS: readonly (Step | undefined)[] = Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return /[\w$]/.test(character) ? word : STEPS_BY_CHARACTER[character];
});
