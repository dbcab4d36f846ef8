import type { Coverage, Failed, SetAside } from '../model/assessment.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import { compareText } from '../text/compare-text.js';
import type { Detection } from './detect.js';

/** How much of the repository was searched; every file is analysed, set aside or failed. */
export function coverageOf(
  repository: Repository,
  files: FactsStore,
  { unresolvedCalls, suspectedClients }: Detection,
): Coverage {
  const sources = new Set(repository.sources.map(({ file }) => file));
  // Files read only to resolve values are set aside already, whatever reading them showed.
  const isSource = ({ file }: { readonly file: string }): boolean => sources.has(file);
  const setAsideSources = files.setAside.filter(isSource);
  const setAsideNames = new Set(setAsideSources.map(({ file }) => file));
  const failedSources = files.failed.filter((one) => isSource(one) && !setAsideNames.has(one.file));
  const setAside = [...repository.setAside, ...setAsideSources];
  const failed = [...repository.failed, ...failedSources];
  return {
    files: sources.size + repository.setAside.length + repository.failed.length,
    analysed: sources.size - setAsideSources.length - failedSources.length,
    setAside: byReason(setAside),
    failed: failed.map((failure): Failed => ({ ...failure })).sort(byFile),
    unresolvedCalls: [...unresolvedCalls].sort(byPlace),
    suspectedClients: [...suspectedClients].sort((left, right) =>
      compareText(left.package, right.package),
    ),
  };
}

function byReason(files: Repository['setAside']): SetAside[] {
  const groups = new Map<SetAside['reason'], string[]>();
  for (const { file, reason } of files) {
    const group = groups.get(reason) ?? [];
    groups.set(reason, group);
    group.push(file);
  }
  return [...groups]
    .map(([reason, group]) => ({ reason, count: group.length, files: group.sort(compareText) }))
    .sort((left, right) => compareText(left.reason, right.reason));
}

interface Placed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const byFile = (left: { readonly file: string }, right: { readonly file: string }): number =>
  compareText(left.file, right.file);

/** Orders by file, then by where in it. */
export function byPlace(left: Placed, right: Placed): number {
  return byFile(left, right) || left.line - right.line || left.column - right.column;
}
