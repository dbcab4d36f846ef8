import type { Depth } from './nesting-depth.js';

type Action = (depth: Depth) => void;

const begins =
  (action: Action): Action =>
  (depth) => {
    depth.beginStatement();
    action(depth);
  };

const prefix = begins((depth) => {
  // `for await (…)` waits for no operand.
  if (!depth.afterHead) depth.prefix();
});

const noOperand: Action = (depth) => {
  depth.link(1);
};

const goesOn: Action = (depth) => {
  depth.goOn();
};

const head: Action = (depth) => {
  depth.head();
};

/** What a word does to the depth that is no name. */
const ACTIONS: readonly (readonly [words: string, action: Action])[] = [
  ['if for with', head],
  [
    'while',
    (depth) => {
      depth.whileHead();
    },
  ],
  [
    'do',
    (depth) => {
      depth.loop();
    },
  ],
  ['else catch finally', goesOn],
  ['typeof void delete await yield new extends keyof readonly infer unique asserts', prefix],
  ['return throw case default class function', begins(noOperand)],
  ['in of instanceof as satisfies is', noOperand],
];

const WORDS: ReadonlyMap<string, Action> = new Map(
  ACTIONS.flatMap(([words, action]) => words.split(' ').map((word) => [word, action] as const)),
);

const LONGEST = Math.max(...[...WORDS.keys()].map(({ length }) => length));

/** Reads a name, number or keyword; returns its last index. */
export function readWord(depth: Depth, text: string, index: number): number {
  let end = index + 1;
  while (isPartOfWord(text.charCodeAt(end))) end++;
  const mayAct = end - index <= LONGEST && !depth.afterDot;
  const action = mayAct ? WORDS.get(text.slice(index, end)) : undefined;
  if (action !== undefined && !isKey(text, end)) {
    action(depth);
    return end - 1;
  }
  depth.beginStatement();
  depth.endOperand();
  return end - 1;
}

const isPartOfWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 48 && unit <= 57) ||
  unit === 95 ||
  unit === 36 ||
  unit > 127;

/** `{ if: 1, new: 2 }` */
function isKey(text: string, end: number): boolean {
  let next = end;
  while (text[next] === ' ') next++;
  return text[next] === ':';
}
