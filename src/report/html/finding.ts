import type { Call, Finding } from '../../model/assessment.js';
import type { Anchors } from './anchors.js';
import { codeLines } from './code.js';
import { fixView } from './fix-command.js';
import { NOBODY, placeOf, type Facts } from './facts.js';
import { verdictsOf } from './verdicts.js';
import { severityMark } from './wording.js';

/** What findings are shown with. */
export interface FindingContext {
  readonly facts: Facts;
  readonly anchors: Anchors;
  /** Ids of findings that were not there before; empty without a state to compare with. */
  readonly isNew: ReadonlySet<string>;
  /** Codemods that `resilint fix` knows. */
  readonly codemods: readonly string[];
  readonly dependencyOf: (finding: Finding) => string | undefined;
}

/** What every finding shows, in full or as one line where there are too many. */
export function findingView(finding: Finding, context: FindingContext) {
  const { facts, anchors, isNew } = context;
  const { id, rule, severity, stability, message, file } = finding;
  const owners = facts.ownersOf(file);
  return {
    id: anchors.of('f', id),
    rule,
    severity,
    message,
    mark: severityMark[severity],
    isNursery: stability === 'nursery',
    isNew: isNew.has(id),
    place: placeOf(finding),
    package: facts.packageTitleOf(file),
    owners: owners.length === 0 ? NOBODY : owners.join(', '),
    isOwned: owners.length > 0,
    dependency: context.dependencyOf(finding) ?? '',
  };
}

/** All that proves a finding, and what to do about it. */
export function detailView(finding: Finding, context: FindingContext) {
  const { facts, anchors } = context;
  const advice = facts.advice.get(finding.rule);
  const call = callOf(finding, facts);
  return {
    ruleId: anchors.of('rule', finding.rule),
    frame: call === undefined ? null : frameOf(call),
    symbol: call?.symbol ?? '',
    verdicts: finding.subject === 'call' && call !== undefined ? verdictsOf(call) : '',
    evidence: chainOf(finding, call),
    why: advice?.why ?? [],
    remedy: advice?.remedy ?? [],
    fix: fixView(finding, context),
    silence: silenceOf(finding),
    explain: `npx resilint explain ${finding.id}`,
  };
}

/** The call that a finding is about, or the first that its evidence names. */
function callOf({ subject, subjectId, evidence }: Finding, facts: Facts): Call | undefined {
  if (subject === 'call') return facts.calls.get(subjectId);
  for (const place of evidence) {
    const call = facts.callAt(place);
    if (call !== undefined) return call;
  }
  return undefined;
}

/** The places that prove it; where none does, those that the client of the call comes from. */
function chainOf({ evidence, subject }: Finding, call: Call | undefined) {
  const origin = subject === 'call' ? (call?.origin ?? []) : [];
  const places = evidence.length > 0 ? evidence : origin;
  return places.map((place) => ({ place: placeOf(place), what: place.what ?? '' }));
}

const frameOf = (call: Call) => ({
  place: placeOf(call),
  lines: codeLines(call),
  goesOn: call.endLine > call.line + call.excerpt.length - 1 ? call.endLine : null,
});

/** What silences it in code, where code is what it is about. */
const silenceOf = ({ rule, file }: Finding): string | null =>
  /\.[cm]?[jt]sx?$/.test(file) ? `// resilint-disable-next-line ${rule} -- why` : null;
