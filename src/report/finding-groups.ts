import type { Assessment, Finding } from '../model/assessment.js';

/** Findings that nothing silences, by where a report shows them. */
export interface FindingGroups {
  /** By id of the call. */
  readonly ofCalls: ReadonlyMap<string, readonly Finding[]>;
  /** By id of the dependency: what is about all of its calls, and about breakers, retries and pools. */
  readonly ofDependencies: ReadonlyMap<string, readonly Finding[]>;
  /** What belongs to no dependency: entry points, call paths and services. */
  readonly others: readonly Finding[];
  /** Places that are shown with a frame anyway: "file:line" of each call. */
  readonly callPlaces: ReadonlySet<string>;
}

export function groupFindings(assessment: Assessment): FindingGroups {
  const dependencyOf = dependencies(assessment);
  const ofCalls = new Map<string, Finding[]>();
  const ofDependencies = new Map<string, Finding[]>();
  const others: Finding[] = [];
  for (const finding of assessment.findings) {
    if (finding.suppression.state === 'suppressed') continue;
    const dependency = dependencyOf(finding);
    if (finding.subject === 'call') add(ofCalls, finding.subjectId, finding);
    else if (dependency !== undefined) add(ofDependencies, dependency, finding);
    else others.push(finding);
  }
  const callPlaces = new Set(assessment.calls.map(({ file, line }) => `${file}:${line}`));
  return { ofCalls, ofDependencies, others, callPlaces };
}

/** The dependency that a finding is about; undefined where it is about none. */
function dependencies(assessment: Assessment): (finding: Finding) => string | undefined {
  const ofCall = new Map(assessment.calls.map((call) => [call.id, call.dependency]));
  const { breakers, retries, pools } = assessment;
  const guards = new Map(
    [...breakers, ...retries, ...pools].map(({ id, calls }) => [id, ofCall.get(calls[0] ?? '')]),
  );
  return ({ subject, subjectId }) => (subject === 'dependency' ? subjectId : guards.get(subjectId));
}

function add(groups: Map<string, Finding[]>, key: string, finding: Finding): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [finding]);
  else group.push(finding);
}
