import { createRequire } from 'node:module';
import type { ParserOptions, Program } from 'oxc-parser';
import type { ChildKeys } from './survey.js';

/** How syntax trees come over from native code: both ways give the same tree. */
export type Transfer = 'raw' | 'json';

export interface SyntaxTree {
  readonly ok: true;
  /** Whether no error was found in all of it. */
  readonly clean: boolean;
  readonly program: Program;
  readonly childKeys: ChildKeys;
}

export interface SyntaxFailure {
  readonly ok: false;
  readonly message: string;
  readonly offset: number;
}

type Parser = typeof import('oxc-parser');
type Attempt = Pick<ParserOptions, 'lang' | 'sourceType'>;

let loaded: Parser | undefined;

/** Loaded on first use: commands that parse nothing never pay for the native module. */
function parser(): Parser {
  loaded ??= createRequire(import.meta.url)('oxc-parser') as Parser;
  return loaded;
}

export const rawTransferWorks = (): boolean => parser().rawTransferSupported();

/** The first way of reading the source that finds no error, else the first that finds a program. */
export function parseSource(
  file: string,
  text: string,
  transfer: Transfer = rawTransferWorks() ? 'raw' : 'json',
): SyntaxTree | SyntaxFailure {
  const results: Result[] = [];
  for (const attempt of attemptsFor(file)) {
    const result = run({ file, text, transfer }, attempt);
    if (result.program !== null && result.errors.length === 0) return tree(result.program, true);
    results.push(result);
  }
  const recovered = results.find(({ program }) => program !== null && program.body.length > 0);
  return recovered?.program == null ? failure(results) : tree(recovered.program, false);
}

/** Where comments stand, delimiters included, and what is between the delimiters. */
export interface CommentText {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The comments of a source, also where its code has errors. */
export function commentsOf(file: string, text: string): readonly CommentText[] {
  const [attempt] = attemptsFor(file);
  return parser().parseSync(file, text, attempt).comments;
}

const tree = (program: Program, clean: boolean): SyntaxTree => ({
  ok: true,
  clean,
  program,
  childKeys: parser().visitorKeys,
});

/** Plain JavaScript files hold JSX, types or sloppy CommonJS code as well. */
const JAVASCRIPT: readonly Attempt[] = [
  { lang: 'jsx', sourceType: 'module' },
  { lang: 'jsx', sourceType: 'commonjs' },
  { lang: 'tsx', sourceType: 'module' },
  { lang: 'ts', sourceType: 'module' },
];

const typescript = (lang: 'ts' | 'tsx' | 'dts'): readonly Attempt[] => [
  { lang, sourceType: 'module' },
  { lang, sourceType: 'commonjs' },
];

function attemptsFor(file: string): readonly Attempt[] {
  if (/\.d\.[cm]?ts$/.test(file)) return typescript('dts');
  if (/\.[cm]?ts$/.test(file)) return typescript('ts');
  return file.endsWith('.tsx') ? typescript('tsx') : JAVASCRIPT;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly transfer: Transfer;
}

interface Result {
  /** null where the parser itself has failed. */
  readonly program: Program | null;
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
}

function run({ file, text, transfer }: Source, attempt: Attempt): Result {
  const options = { ...attempt, astType: 'ts', preserveParens: false } as const;
  // The typings leave this option out.
  const raw = { ...options, experimentalRawTransfer: true };
  if (transfer === 'raw') {
    try {
      return result(parser().parseSync(file, text, raw));
    } catch (error) {
      // Its deserialiser recurses, and its buffer may not be had; the JSON way has neither limit.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  try {
    return result(parser().parseSync(file, text, options));
  } catch (error) {
    // Of some escapes in names it makes JSON that is none.
    if (error instanceof RangeError) throw error;
    return { program: null, errors: [{ message: 'the parser failed', offset: 0 }] };
  }
}

const result = ({ program, errors }: ReturnType<Parser['parseSync']>): Result => ({
  program,
  errors: errors.map(({ message, labels }) => ({ message, offset: labels[0]?.start ?? 0 })),
});

/** The error that is furthest into the text belongs to the way of reading that fits best. */
function failure(results: readonly Result[]): SyntaxFailure {
  const errors = results.flatMap(({ errors: found }) => found.slice(0, 1));
  const [furthest] = errors.toSorted((one, two) => two.offset - one.offset);
  return { ok: false, message: furthest?.message ?? 'no program', offset: furthest?.offset ?? 0 };
}
