import type { Call, Dependency } from '../../model/assessment.js';
import { groupBy } from '../../text/group-by.js';
import { countOf, grouped } from '../../text/count-of.js';
import { shorten } from '../../text/shorten.js';
import { coveredBy } from './coverage-of-calls.js';
import { isProtectable, packageTitle, type Facts } from './facts.js';
import type { Reach } from './outage.js';

const DRAWN = 14;
const ROW = 40;
const TOP = 34;
const COLUMNS = { entry: 0, service: 300, dependency: 600 } as const;
const BOX = { width: 220, height: 28 } as const;
/** Letters that a box has room for, with its note. */
const LETTERS = 30;

interface Node {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly x: number;
  readonly y: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly look: 'guarded' | 'partly' | 'open';
}

/** Entry points → services → dependencies, by protection: the table before it has every figure. */
export function graphView(facts: Facts, reached: readonly Reach[]) {
  const found = reached.map(({ dependency }) => dependency);
  const shown = found.slice(0, DRAWN);
  const drawn = drawnCalls(facts, shown);
  const dirs = busiestPackages(facts, drawn);
  const entries = entryGroups(facts, new Set(dirs));
  const nodes = centred([
    column(entries.map(entryNode), COLUMNS.entry),
    column(
      dirs.map((dir) => serviceNode(facts, dir)),
      COLUMNS.service,
    ),
    column(shown.map(dependencyNode), COLUMNS.dependency),
  ]);
  const at = new Map(nodes.map((node) => [node.key, node]));
  const lines = [
    ...entries.map(({ dir, kind }) => entryEdge(dir, kind)),
    ...dirs.flatMap((dir) => edgesFrom(dir, drawn)),
  ].flatMap((edge) => lineOf(edge, at));
  return {
    isDrawn: dirs.length > 0,
    height: Math.max(0, ...nodes.map(({ y }) => y)) + BOX.height + 10,
    width: COLUMNS.dependency + BOX.width + 10,
    box: BOX,
    headings,
    nodes: nodes.map(nodeView),
    lines,
    left: found.length - shown.length,
    hasLeft: found.length > shown.length,
    words: lines.map(({ words }) => words).filter((words) => words !== ''),
  };
}

const headings = [
  { x: COLUMNS.entry, text: 'Entry points' },
  { x: COLUMNS.service, text: 'Packages' },
  { x: COLUMNS.dependency, text: 'Dependencies' },
];

const nodeView = ({ label, note, x, y }: Node) => ({
  ...{ x, y, note },
  label: shorten(label, LETTERS - note.length),
  full: note === '' ? label : `${label}: ${note}`,
  textX: x + 8,
  textY: y + 18,
  noteX: x + BOX.width - 8,
});

/** Calls to what is drawn: by package, then by dependency. */
type Drawn = ReadonlyMap<string, ReadonlyMap<string, readonly Call[]>>;

function drawnCalls({ callsOf, packageOf }: Facts, shown: readonly Dependency[]): Drawn {
  const drawn = new Map<string, Map<string, readonly Call[]>>();
  for (const { id } of shown) {
    const calls = (callsOf.get(id) ?? []).filter(isProtectable);
    for (const [dir, own] of groupBy(calls, ({ file }) => packageOf(file))) {
      drawn.set(dir, (drawn.get(dir) ?? new Map<string, readonly Call[]>()).set(id, own));
    }
  }
  return drawn;
}

/** Packages with calls to what is drawn, the one with most calls first. */
function busiestPackages({ assessment, packageOf }: Facts, drawn: Drawn): string[] {
  const calls = assessment.calls.filter(isProtectable);
  return [...groupBy(calls, ({ file }) => packageOf(file))]
    .filter(([dir]) => drawn.has(dir))
    .toSorted(([, left], [, right]) => right.length - left.length)
    .slice(0, DRAWN)
    .map(([dir]) => dir);
}

function entryGroups({ assessment, packageOf }: Facts, dirs: ReadonlySet<string>) {
  const groups = groupBy(assessment.entryPoints, ({ file, kind }) => `${packageOf(file)}\n${kind}`);
  return [...groups]
    .map(([key, entries]) => {
      const [dir = '.', kind = ''] = key.split('\n');
      return { dir, kind, count: entries.length };
    })
    .filter(({ dir }) => dirs.has(dir));
}

const entryNode = ({ dir, kind, count }: { dir: string; kind: string; count: number }) => ({
  key: `e ${dir} ${kind}`,
  label: kind,
  note: grouped(count),
});

const dependencyNode = ({ id, name, callCount }: Dependency) => ({
  key: `d ${id}`,
  label: name,
  note: countOf(callCount, 'call'),
});

const serviceNode = (facts: Facts, dir: string) => ({
  key: `s ${dir}`,
  label: packageTitle(facts.assessment, dir),
  note: '',
});

const column = (
  nodes: readonly { readonly key: string; readonly label: string; readonly note: string }[],
  x: number,
): Node[] => nodes.map((node, index) => ({ ...node, x, y: TOP + index * ROW }));

/** Shorter columns stand in the middle of the tallest. */
function centred(columns: readonly (readonly Node[])[]): Node[] {
  const tallest = Math.max(...columns.map(({ length }) => length));
  return columns.flatMap((nodes) =>
    nodes.map((node) => ({ ...node, y: node.y + ((tallest - nodes.length) * ROW) / 2 })),
  );
}

const entryEdge = (dir: string, kind: string): Edge => ({
  from: `e ${dir} ${kind}`,
  to: `s ${dir}`,
  calls: 0,
  look: 'guarded',
});

const edgesFrom = (dir: string, drawn: Drawn): Edge[] =>
  [...(drawn.get(dir) ?? [])].map(([id, calls]) => {
    const { full, part, asked } = coveredBy('timeout', calls);
    const look = full === asked ? 'guarded' : full + part > 0 ? 'partly' : 'open';
    return { from: `s ${dir}`, to: `d ${id}`, calls: calls.length, look } as const;
  });

/** A curve, as wide as there are calls; its dashes say how they end. */
function lineOf({ from, to, calls, look }: Edge, at: ReadonlyMap<string, Node>) {
  const [start, end] = [at.get(from), at.get(to)];
  if (start === undefined || end === undefined) return [];
  const [x1, y1, x2, y2] = [start.x + BOX.width, start.y + 14, end.x, end.y + 14];
  const middle = (x1 + x2) / 2;
  return [
    {
      path: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
      width: calls === 0 ? 1 : Math.round(Math.min(6, 1 + Math.log2(calls)) * 10) / 10,
      look: calls === 0 ? 'way' : look,
      dash: calls === 0 ? '0' : dashes[look],
      words:
        calls === 0
          ? ''
          : `${start.label} → ${end.label}: ${countOf(calls, 'call')}, ${ends[look]}`,
    },
  ];
}

const dashes = { guarded: '0', partly: '8 4', open: '2 4' } as const;
const ends = {
  guarded: 'all end by themselves',
  partly: 'some end by themselves',
  open: 'none is known to end by itself',
} as const;
