import type { Assessment } from '../index.js';
import { appendLine } from '../io/output-file.js';
import { printableJson } from '../text/printable-json.js';

/** Appends one line about a run to a file, from which a trend can be drawn. */
export function appendHistory(file: string, assessment: Assessment, day: string): void {
  appendLine(file, printableJson(runOf(assessment, day)));
}

function runOf({ tool, source, maturity, findings, calls, gate }: Assessment, day: string) {
  const active = findings.filter(({ suppression }) => suppression.state === 'active');
  const count = (severity: string): number =>
    active.filter((finding) => finding.severity === severity).length;
  return {
    day,
    commit: source.commit ?? null,
    version: tool.version,
    /** A trend marks where the rules changed: that is no change of the code. */
    rules: tool.rules,
    passed: gate?.passed ?? null,
    level: maturity.level,
    score: maturity.score,
    areas: Object.fromEntries(maturity.areas.map(({ id, score }) => [id, score])),
    calls: calls.length,
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    silenced: findings.length - active.length,
  };
}
