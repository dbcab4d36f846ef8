import type { BaselineEntry } from '../model/baseline.js';
import { compareText } from '../text/compare-text.js';
import { printableJson } from '../text/printable-json.js';

/**
 * A baseline holds one finding a line, sorted by place, and nothing else: two branches that accept
 * different findings merge without a conflict.
 */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  return entries
    .toSorted(byPlace)
    .map((entry) => `${printableJson(inOrder(entry))}\n`)
    .join('');
}

const byPlace = (left: BaselineEntry, right: BaselineEntry): number =>
  compareText(left.file, right.file) ||
  compareText(left.rule, right.rule) ||
  compareText(left.id, right.id);

const inOrder = (entry: BaselineEntry) => {
  const { file, rule, id, contentId, reason, owner, since, expires } = entry;
  return { file, rule, id, contentId, reason, owner, since, expires };
};
