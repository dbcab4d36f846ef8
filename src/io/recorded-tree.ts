import { sha256 } from '../text/sha256.js';
import type { FileTree } from './file-tree.js';

type Question =
  | readonly ['list' | 'state']
  | readonly ['entry' | 'names' | 'text', path: string]
  | readonly ['head', path: string, length: number];

/** What a tree was asked, in the order it was first asked, each with the hash of its answer. */
export type Answers = ReadonlyMap<string, string>;

export interface RecordedTree {
  readonly tree: FileTree;
  readonly answers: Answers;
}

/**
 * A tree that remembers all that was read of it: whoever works from nothing else comes to the same
 * result as long as the answers stay the same.
 */
export function recordedTree(tree: FileTree): RecordedTree {
  const answers = new Map<string, string>();
  function keep(question: Question, hash: string): void {
    const key = JSON.stringify(question);
    const before = answers.get(key);
    answers.set(key, before === undefined || before === hash ? hash : CHANGED);
  }
  function kept<T>(question: Question, ask: () => T): T {
    try {
      const answer = ask();
      keep(question, hashOf(answer));
      return answer;
    } catch (error) {
      keep(question, failed(error));
      throw error;
    }
  }
  return {
    answers,
    tree: {
      root: tree.root,
      list: () => kept(['list'], () => tree.list()),
      entryAt: (path) => kept(['entry', path], () => tree.entryAt(path)),
      namesIn: (path) => kept(['names', path], () => tree.namesIn(path)),
      readText: (path) => kept(['text', path], () => tree.readText(path)),
      readHead: (path, length) => kept(['head', path, length], () => tree.readHead(path, length)),
      state: () => kept(['state'], () => tree.state()),
    },
  };
}

/** Whether a tree still gives all these answers. */
export function stillAnswers(tree: FileTree, answers: Answers): boolean {
  for (const [question, hash] of answers) {
    if (answerOf(tree, JSON.parse(question) as Question) !== hash) return false;
  }
  return true;
}

function answerOf(tree: FileTree, question: Question): string {
  try {
    return hashOf(ask(tree, question));
  } catch (error) {
    return failed(error);
  }
}

function ask(tree: FileTree, question: Question): unknown {
  switch (question[0]) {
    case 'list':
      return tree.list();
    case 'state':
      return tree.state();
    case 'entry':
      return tree.entryAt(question[1]);
    case 'names':
      return tree.namesIn(question[1]);
    case 'text':
      return tree.readText(question[1]);
    case 'head':
      return tree.readHead(question[1], question[2]);
  }
}

/** Of what was not the same twice in one run; no answer has it. */
const CHANGED = 'changed';

const hashOf = (answer: unknown): string =>
  sha256(typeof answer === 'string' ? answer : JSON.stringify(answer ?? null));

const failed = (error: unknown): string =>
  `failed: ${error instanceof Error ? error.message : String(error)}`;
