import type { Finding } from '../../model/assessment.js';
import type { Directive } from '../../parse/directives.js';
import { sha256 } from '../../text/sha256.js';
import { similarName } from '../../text/similar-name.js';
import { suppressionRules, type SuppressionRule } from '../../model/suppression-rules.js';

/**
 * The findings with those silenced that a comment above them names, and findings about comments
 * that name no rule or no reason, or silence nothing.
 */
export function suppress(
  findings: readonly Finding[],
  directives: readonly Directive[],
  ruleIds: readonly string[],
): Finding[] {
  const ordinals = new Map<string, number>();
  const flaws: Finding[] = [];
  const silencedBy = new Map<Finding, Directive>();
  for (const directive of directives) {
    const fault = faultOf(directive, ruleIds);
    if (fault !== null) {
      flaws.push(flawOf('invalid-suppression', directive, { message: fault, ordinals }));
      continue;
    }
    const found = findings.filter((finding) => isMeant(finding, directive));
    for (const finding of found) silencedBy.set(finding, directive);
    for (const rule of directive.rules) {
      if (found.some((finding) => finding.rule === rule)) continue;
      const message = `No finding of ${rule} begins in line ${directive.target}: the comment silences nothing.`;
      flaws.push(flawOf('unused-suppression', directive, { message, ordinals }));
    }
  }
  return [...findings.map((finding) => silenced(finding, silencedBy.get(finding))), ...flaws];
}

const isMeant = (finding: Finding, { file, target, rules }: Directive): boolean =>
  finding.file === file && finding.line === target && rules.includes(finding.rule);

/** What is decided in the settings needs no comment. */
function silenced(finding: Finding, directive: Directive | undefined): Finding {
  if (directive === undefined || finding.suppression.state === 'suppressed') return finding;
  const { file, line, column, reason } = directive;
  const at = { file, line, column };
  return { ...finding, suppression: { state: 'suppressed', by: 'comment', reason, at } };
}

function faultOf({ rules, reason }: Directive, known: readonly string[]): string | null {
  if (rules.length === 0) return 'This comment names no rule: it silences nothing.';
  const unknown = rules.find((rule) => !known.includes(rule));
  if (unknown !== undefined) {
    const similar = similarName(unknown, known);
    const advice = similar === undefined ? '' : `; did you mean "${similar}"?`;
    return `There is no rule "${unknown}": the comment silences nothing${advice === '' ? '.' : advice}`;
  }
  return reason === ''
    ? 'This comment gives no reason, so it silences nothing: add "-- why" at its end.'
    : null;
}

interface About {
  readonly message: string;
  /** How many of the same text in the same file came before. */
  readonly ordinals: Map<string, number>;
}

function flawOf(
  rule: SuppressionRule,
  directive: Directive,
  { message, ordinals }: About,
): Finding {
  const { file, line, column, endLine, endColumn, rules, reason } = directive;
  const content = [rule, ...rules, reason];
  const key = JSON.stringify([file, ...content]);
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  const id = shortHash([...content, file, String(ordinal)]);
  return {
    ...{ id, contentId: shortHash(content), file, line, column, endLine, endColumn, rule },
    severity: suppressionRules.find((one) => one.id === rule)?.severity.request ?? 'warning',
    stability: 'stable',
    message,
    subject: 'suppression',
    subjectId: id,
    evidence: [],
    suppression: { state: 'active' },
  };
}

const shortHash = (parts: readonly string[]): string => sha256(JSON.stringify(parts)).slice(0, 16);
