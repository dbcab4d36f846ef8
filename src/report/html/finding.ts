import type { Call, Finding } from '../../model/assessment.js';
import type { Anchors } from './anchors.js';
import { codeLines } from './code.js';

import { packageTitle, placeOf, type Facts } from './facts.js';
import { verdictsOf } from './verdicts.js';
import { severityMark } from './wording.js';

/** What findings are shown with. */
export interface FindingContext {
  readonly facts: Facts;
  readonly anchors: Anchors;
  /** Ids of findings that were not there before; empty without a state to compare with. */
  readonly isNew: ReadonlySet<string>;
  readonly dependencyOf: (finding: Finding) => string | undefined;
}

/** What every finding shows, in full or as a row. */
function commonView(finding: Finding, context: FindingContext) {
  const { facts, anchors, isNew } = context;
  const { id, rule, severity, stability, message, file, line } = finding;
  const owners = facts.ownersOf(file);
  return {
    id: anchors.of('f', id),
    ...{ rule, severity, message },
    mark: severityMark[severity],
    isNursery: stability === 'nursery',
    isNew: isNew.has(id),
    place: placeOf({ file, line }),
    package: packageTitle(facts.assessment, facts.packageOf(file)),
    owners: owners.length === 0 ? 'nobody' : owners.join(', '),
    isOwned: owners.length > 0,
    dependency: context.dependencyOf(finding) ?? '',
    ruleId: anchors.of('rule', rule),
  };
}

/** A finding as one line, where there are too many to show all in full. */
export const rowView = (finding: Finding, context: FindingContext) => ({
  ...commonView(finding, context),
  detail: null,
});

/** A finding with all that proves it and what to do about it. */
export function findingView(finding: Finding, context: FindingContext) {
  const { facts } = context;
  const advice = facts.advice.get(finding.rule);
  const call = callOf(finding, facts);
  return {
    ...commonView(finding, context),
    detail: {
      frame: call === undefined ? null : frameOf(call),
      symbol: call?.symbol ?? '',
      verdicts: finding.subject === 'call' && call !== undefined ? verdictsOf(call) : '',
      evidence: chainOf(finding, call),
      why: advice?.why ?? [],
      remedy: advice?.remedy ?? [],
      fix:
        finding.fix === undefined
          ? null
          : {
              codemod: finding.fix.codemod,
              safety: finding.fix.safety,
              reason: finding.fix.reason ?? '',
            },
      silence: silenceOf(finding),
      explain: `npx resilint explain ${finding.id}`,
    },
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
