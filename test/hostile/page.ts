import type { Fate, HostileCase } from './hostile-case.js';

const introduction = `# Hostile and broken input

resilint scans what strangers wrote, in pull requests among others. Nothing of it is executed, no
link is followed out of the scanned folder, and no input ends or hangs the scan. Each row below is
a test (\`test/hostile\`), and this page is made from them.

A file that cannot be read or parsed is listed as failed, with the reason, and the others are
analysed all the same. The exit code stays 0 until more than 5 % of the sources have failed; then it
is 3, as it is where there are no sources at all. 2 is kept for wrong use, such as a folder that is
not there.

Text reports, progress and errors show control characters, escape sequences, bidirectional marks and
workflow commands (\`::error::\`, \`##[error]\`) escaped; JSON holds every name as it is.
`;

function whatHappens(fate: Fate): string {
  if (fate === 'analysed') return 'searched';
  if (fate === 'not a source') return 'read as far as it makes sense, or left out';
  return 'failed' in fate ? `failed: “${fate.failed}”` : `set aside: ${fate.setAside}`;
}

const cell = (text: string): string => text.replaceAll(/[|<*_]/g, String.raw`\$&`);

const row = ({ input, note, fate }: HostileCase): readonly string[] => [
  cell(input),
  cell(note === undefined ? whatHappens(fate) : `${whatHappens(fate)}; ${note}`),
  '0',
];

const HEAD = ['Input', 'What happens', 'Exit code'];

/** The page that users read, from the cases that the tests run. */
export function pageOf(groups: Readonly<Record<string, readonly HostileCase[]>>): string {
  const sections = Object.entries(groups).map(
    ([title, cases]) => `## ${title}\n\n${table([HEAD, ...cases.map(row)])}\n`,
  );
  return [introduction, ...sections].join('\n');
}

/** Columns as wide as their widest cell, the last one to the right: the form that prettier keeps. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((one) => one[column]?.length ?? 0)));
  const pad = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === HEAD.length - 1 ? text.padStart(width) : text.padEnd(width);
  };
  const rule = widths.map((width, column) =>
    column === HEAD.length - 1 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [head = [], ...body] = rows.map((one) => one.map(pad));
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
