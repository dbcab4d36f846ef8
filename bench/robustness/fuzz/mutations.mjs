// @ts-nocheck: part of scripts for hand use, run by Node as it stands.

const token = /\s+|[\w$]+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[^\s\w]/g;

export const tokensOf = (text) => text.match(token) ?? [];

const odd = [
  '\uFEFF',
  '\u2028',
  '\u202E',
  '\u200B',
  '\0',
  '\r',
  '\x1b[31m',
  '\u{1F4A9}',
  '\uD800',
  'ä',
  '\u0301',
];
const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then', 'default', '*'];
const brackets = [...'(){}[]<>`'];
const snippets = [
  'await ',
  '...',
  '?.',
  '=> ',
  'new ',
  'class A extends ',
  'export * from ',
  'import(',
  'axios.get(',
  'fetch(',
  '@Inject() ',
  'this.',
  'super.',
  '<T>',
  'as any',
  '${',
  '/*',
  '//',
  "'",
  'yield* ',
  'async ',
  'static ',
  'get ',
  '#a',
  '= ',
  '`',
];

/** Each changes a list of tokens in place. */
const onTokens = {
  delete: (tokens, random) => tokens.splice(random.below(tokens.length), 1 + random.below(5)),
  duplicate: (tokens, random) => {
    const at = random.below(tokens.length);
    tokens.splice(at, 0, ...tokens.slice(at, at + 1 + random.below(20)));
  },
  swap: (tokens, random) => {
    const [one, two] = [random.below(tokens.length), random.below(tokens.length)];
    [tokens[one], tokens[two]] = [tokens[two], tokens[one]];
  },
  bracket: (tokens, random) => {
    tokens.splice(random.below(tokens.length), random.below(2), random.pick(brackets));
  },
  insertOdd: (tokens, random) => tokens.splice(random.below(tokens.length), 0, random.pick(odd)),
  insertSnippet: (tokens, random) => {
    tokens.splice(random.below(tokens.length), 0, random.pick(snippets));
  },
  rename: (tokens, random) => {
    const old = random.pick(tokens);
    if (!/^[\w$]+$/.test(old)) return;
    const made = random.chance(0.5) ? random.pick(names) : random.pick(tokens);
    for (const [index, one] of tokens.entries()) if (one === old) tokens[index] = made;
  },
  repeat: (tokens, random) => {
    const at = random.below(tokens.length);
    const length = 1 + random.below(random.chance(0.2) ? 200 : 8);
    const piece = tokens.slice(at, at + length).join('');
    const times = random.pick([3, 30, 300, 3000]);
    if (piece.length * times < MOST_ADDED) tokens.splice(at, 0, piece.repeat(times));
  },
};

const MOST_ADDED = 200_000;

/** Each returns another text. */
const onText = {
  truncate: (text, random) => text.slice(0, random.below(text.length + 1)),
  flip: (text, random) => {
    const at = random.below(text.length + 1);
    const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8)));
    return text.slice(0, at) + flipped + text.slice(at + 1);
  },
  splice: (text, random, other) => {
    const from = random.below(other.length + 1);
    const piece = other.slice(from, from + random.below(2_000));
    const at = random.below(text.length + 1);
    return text.slice(0, at) + piece + text.slice(at + random.below(200));
  },
  lineEnds: (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\u2028', ' '])),
};

const MOST_MUTATIONS = 12;

/** A text with some mutations; `other` is what pieces are taken from. */
export function mutate(text, other, random) {
  let mutated = text;
  for (let count = random.below(MOST_MUTATIONS); count > 0; count--) {
    if (random.chance(0.25)) {
      mutated = random.pick(Object.values(onText))(mutated, random, other);
      continue;
    }
    const tokens = tokensOf(mutated);
    if (tokens.length === 0) return mutated;
    random.pick(Object.values(onTokens))(tokens, random);
    mutated = tokens.join('');
  }
  return mutated;
}
