import type { Run } from '../../model/run.js';
import { grouped } from '../../text/count-of.js';
import { figure } from './wording.js';

const WIDTH = 720;
const HEIGHT = 160;
const LEFT = 34;
const BOTTOM = 22;
const LISTED = 20;

/** How score and findings moved; a change of rules is marked, as it is none of the code. */
export function trendView(history: readonly Run[]) {
  const points = history.map((run, index) => ({
    run,
    x: xOf(index, history.length),
    isMarked: index > 0 && isOtherRules(history[index - 1], run),
  }));
  const scored = points.flatMap(({ run, x }) =>
    run.score === null ? [] : [{ x, y: yOf(run.score), day: run.day, score: figure(run.score) }],
  );
  return {
    isDrawn: scored.length > 1,
    isEmpty: history.length === 0,
    ...{ width: WIDTH, height: HEIGHT, left: LEFT, right: WIDTH - 8, base: yOf(0) },
    grid: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ y: yOf(value), label: figure(value) })),
    line: scored.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    points: scored,
    marks: points.filter(({ isMarked }) => isMarked).map(({ x, run }) => ({ x, day: run.day })),
    first: history[0]?.day ?? '',
    last: history.at(-1)?.day ?? '',
    sentence: sentenceOf(history),
    runs: points.slice(-LISTED).toReversed().map(runView),
    earlier: Math.max(0, history.length - LISTED),
  };
}

const xOf = (index: number, count: number): number =>
  Math.round(LEFT + (count < 2 ? 0 : (index / (count - 1)) * (WIDTH - LEFT - 12)));

const yOf = (score: number): number => Math.round((1 - score) * (HEIGHT - BOTTOM - 8)) + 8;

/** Older lines do not name their rules: there the version tells. */
function isOtherRules(before: Run | undefined, run: Run): boolean {
  if (before === undefined) return false;
  return before.rules !== undefined && run.rules !== undefined
    ? before.rules !== run.rules
    : before.version !== run.version;
}

function sentenceOf(history: readonly Run[]): string {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || history.length < 2) return '';
  const score = (run: Run): string => (run.score === null ? 'none' : figure(run.score));
  return `From ${first.day} to ${last.day}: score ${score(first)} → ${score(last)}, level ${first.level ?? '–'} → ${last.level ?? '–'}, errors ${grouped(first.findings.error)} → ${grouped(last.findings.error)}.`;
}

function runView({ run, isMarked }: { readonly run: Run; readonly isMarked: boolean }) {
  const { day, commit, version, level, score, findings, silenced, passed, calls } = run;
  return {
    ...{ day, version, isMarked },
    commit: commit?.slice(0, 12) ?? '–',
    level: level ?? '–',
    score: score === null ? '–' : figure(score),
    errors: grouped(findings.error),
    warnings: grouped(findings.warning),
    notes: grouped(findings.note),
    silenced: grouped(silenced),
    calls: grouped(calls),
    gate: passed === null ? 'not asked' : passed ? '✓ passed' : '✗ failed',
  };
}
