import type { Seed } from './seed.js';

/** What a mistake was caught by; null where nothing did. */
export type Catch = 'parse' | 'program' | 'scan' | 'types' | null;

/** What became of one mistake. */
export interface Row {
  readonly seed: Seed;
  readonly typed: Catch;
  readonly plain: Catch;
  /** With the comparison of programs left out. */
  readonly typedOthers: Catch;
  readonly plainOthers: Catch;
  readonly tests: boolean;
}

const HEAD = `# Wrong rewrites

What would happen if a codemod were wrong? A test (\`test/fix/proof\`) gives \`fix\` codemods that make
one mistake each, in a service of its own file for each, and notes what keeps the edit from being made.
This page is what it found.

- **parse**: the edited file does not parse.
- **program**: the edited program differs in more than the edit is for.
- **scan**: a scan of the edited sources does not find what the edit is to give.
- **types**: the type checker finds a new error.
- **tests**: tests of the service end otherwise, as \`--verify tests\` would see (JavaScript, with the
  mistake made).

Each is tried in TypeScript, with \`--unsafe\`, and in JavaScript without it, where nothing is known of
types and a new breaker only observes, so that a scan has the least to look for. "Else" is what would
have caught it had programs not been compared.
`;

/** The page of what caught what. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ seed, typed, typedOthers, plain, plainOthers, tests }) =>
    [
      ...[seed.name, seed.wrong, seed.codemod, told(typed), told(typedOthers)],
      ...[told(plain), told(plainOthers), tests ? 'fail' : 'pass'],
    ].join(' | '),
  );
  return [
    ...[HEAD, summary(rows), ''],
    '| mistake | what is wrong | made by | TypeScript | else | JavaScript | else | tests |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

const told = (stage: Catch): string => stage ?? '**nothing**';

function summary(rows: readonly Row[]): string {
  const count = (has: (row: Row) => boolean): string => String(rows.filter(has).length);
  return [
    `Of ${String(rows.length)} mistakes, ${count(({ typed }) => typed !== null)} are caught in TypeScript and`,
    `${count(({ plain }) => plain !== null)} in JavaScript; without the comparison of programs`,
    `${count(({ typedOthers }) => typedOthers !== null)} and ${count(({ plainOthers }) => plainOthers !== null)}. The tests alone find ${count(({ tests }) => tests)}.`,
  ].join('\n');
}
