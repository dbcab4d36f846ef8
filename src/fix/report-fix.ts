import pc from 'picocolors';
import type { FixResult, FixSite } from '../model/fix.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { unifiedDiff } from './diff.js';
import { reasonText } from './reasons.js';

/** The forms that need nothing but the result; SARIF tells of the findings too. */
export type FixForm = 'text' | 'json' | 'patch';

/** The result of the codemods in one of its forms. */
export function reportFix(
  result: FixResult,
  format: FixForm,
  { color }: { readonly color: boolean },
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(withDiffs(result), null, 2)}\n`;
    case 'patch':
      return patchOf(result);
    case 'text':
      return textOf(result, color);
  }
}

const withDiffs = ({ sites, files, verification, notes }: FixResult) => ({
  ...{ sites, verification, notes },
  files: files.map((file) => ({
    file: file.file,
    ...(file.copied === true ? { copied: true } : { diff: unifiedDiff(file) }),
  })),
});

const patchOf = ({ files }: FixResult): string => files.map(unifiedDiff).join('');

function textOf(result: FixResult, color: boolean): string {
  const paint = pc.createColors(color);
  const { sites, files, notes } = result;
  const parts = [
    ...files
      .filter(({ copied }) => copied !== true)
      .map((file) => painted(unifiedDiff(file), paint)),
    ...copiesLine(files),
    ...section(
      'Edits',
      sites.filter(({ applied }) => applied),
    ),
    ...section('With --unsafe', waiting(sites, 'unsafe')),
    ...section('With --only and the id of the finding', waiting(sites, 'suggestion')),
    ...section('Not edited', waiting(sites, 'refused')),
    ...(sites.length === 0 ? ['Nothing to fix: no finding has a codemod.\n'] : []),
    ...notes.map((note) => `note: ${note}\n`),
  ];
  return parts.join('\n');
}

/** Nobody reads a library in a terminal. */
function copiesLine(files: FixResult['files']): readonly string[] {
  const copies = files.filter(({ copied }) => copied === true);
  const folder = copies[0]?.file.split('/').slice(0, -1).join('/');
  return folder === undefined
    ? []
    : [`${folder}: ${countOf(copies.length, 'file')}, a copy of @resilint/runtime\n`];
}

const waiting = (sites: readonly FixSite[], safety: FixSite['safety']): readonly FixSite[] =>
  sites.filter((site) => !site.applied && site.safety === safety);

function section(title: string, sites: readonly FixSite[]): readonly string[] {
  if (sites.length === 0) return [];
  const lines = sites.map((site) => `  ${escapeControls(lineOf(site))}\n`);
  return [`${title} (${countOf(sites.length, 'place')}):\n${lines.join('')}`];
}

function lineOf(site: FixSite): string {
  const { file, line, column, what, rules, calls, codemod, reason, why } = site;
  const place = `${file}:${String(line)}:${String(column)}`;
  const does = what === undefined ? codemod : `${codemod}: ${what}`;
  const obstacle = reason === undefined ? '' : ` · ${reason}: ${why ?? reasonText[reason]}`;
  const ids = site.safety === 'suggestion' ? ` · ${site.findings.join(', ')}` : '';
  const served = calls.length === 0 ? '' : ` · ${countOf(calls.length, 'call')}`;
  return `${place}  ${does} · ${rules.join(', ')}${served}${ids}${obstacle}`;
}

function painted(diff: string, paint: ReturnType<typeof pc.createColors>): string {
  const lines = diff.split('\n').map((line) => {
    const shown = line.replace(/\r$/, '').split('\t').map(escapeControls).join('\t');
    if (/^(\+\+\+|---|diff )/.test(line)) return paint.bold(shown);
    if (line.startsWith('+')) return paint.green(shown);
    return line.startsWith('-') ? paint.red(shown) : shown;
  });
  return lines.join('\n');
}
