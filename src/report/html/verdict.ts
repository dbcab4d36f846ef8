import type { Assessment, ConditionResult, Level } from '../../model/assessment.js';
import { protectionNames } from '../../model/protection-names.js';
import { severities } from '../../model/levels.js';
import { countOf, grouped } from '../../text/count-of.js';
import type { Anchors } from './anchors.js';
import type { Facts } from './facts.js';
import { outageSentences, type Reach } from './outage.js';
import type { Former, ReportInput } from './input.js';
import { percent, ranged, severityMark, signed } from './wording.js';

/** What several sections share: ids of elements, and the reach of dependencies. */
interface Marked {
  readonly anchors: Anchors;
  readonly reached: readonly Reach[];
}

/** The first screen: where the repository stands, and what decided it. */
export function verdictView(facts: Facts, input: ReportInput, { anchors, reached }: Marked) {
  const { assessment } = facts;
  const { maturity } = assessment;
  return {
    isScored: maturity.level !== null,
    level: maturity.level,
    levelName: maturity.levels.find(({ level }) => level === maturity.level)?.name ?? 'Not scored',
    levelMeans: maturity.levels.find(({ level }) => level === maturity.level)?.means ?? '',
    hasMore: maturity.levelUpTo !== maturity.level,
    atMost: maturity.levelUpTo,
    score: ranged(maturity.score, maturity.scoreUpTo),
    steps: stepsOf(maturity.levels, maturity.level),
    outage: outageSentences(facts, reached, anchors),
    gate: gateView(assessment),
    delta: deltaLines(assessment, input.former),
    figures: figuresOf(assessment),
    severities: severityCounts(assessment),
    coverage: coverageView(assessment),
  };
}

/** The stepped scale: what is reached, where it stands, what comes next. */
function stepsOf(levels: readonly Level[], current: number | null) {
  const next = levels.find(({ reached }) => !reached)?.level;
  return levels.map(({ level, name, means, reached, requirements }) => ({
    level,
    name,
    means,
    isHere: level === current,
    isNext: level === next,
    isReached: reached,
    word: level === current ? 'here' : level === next ? 'next step' : reached ? 'reached' : '',
    left: countOf(
      requirements.filter(({ state }) => state === 'fails' || state === 'open').length,
      'criterion',
      'criteria',
    ),
  }));
}

function gateView({ gate }: Assessment) {
  if (gate === undefined) {
    return { word: 'not asked', mark: '–', isFailed: false, decided: noGate, conditions: [] };
  }
  const failing = gate.conditions.filter(({ passed }) => !passed);
  return {
    word: gate.passed ? 'passed' : 'failed',
    mark: gate.passed ? '✓' : '✗',
    isFailed: !gate.passed,
    decided: gate.passed
      ? `It would fail by ${gate.conditions.map(conditionText).join(' or ')}.`
      : `Decided by ${failing.map(conditionText).join(' and ')}.`,
    conditions: (gate.conditions.length > 1 ? gate.conditions : []).map((condition) => ({
      mark: condition.passed ? '✓' : '✗',
      word: condition.passed ? 'passed' : 'failed',
      text: condition.text,
      found: foundBy(condition),
      where: condition.package ?? '',
    })),
  };
}

const noGate = 'This assessment was made by a scan. "resilint check" asks a gate as well.';

const conditionText = (condition: ConditionResult): string =>
  `“${condition.text}”${condition.package === undefined ? '' : ` in ${condition.package}`} (${foundBy(condition)})`;

function foundBy({ value, findings }: ConditionResult): string {
  if (value === undefined) return countOf(findings.length, 'finding');
  return value === null ? 'does not apply' : `it is ${String(Math.round(value * 100) / 100)}`;
}

/** What changed since another state, as far as one was given. */
function deltaLines({ gate }: Assessment, former: Former | undefined): string[] {
  if (former !== undefined) return comparedLines(former);
  if (gate?.since !== undefined) {
    const { since, fixed } = gate;
    return [
      `Since commit ${since.slice(0, 12)}: ${countOf(gate.new.length, 'new finding')}, ${fixed.length} fixed.`,
    ];
  }
  if (gate?.baseline !== undefined) {
    const { file, silenced, unmatched, expired } = gate.baseline;
    return [
      `Against the baseline ${file}: ${countOf(gate.new.length, 'new finding')}, ${grouped(silenced)} accepted, ${unmatched.length} gone, ${expired.length} expired.`,
    ];
  }
  return ['Nothing to compare with: neither a baseline nor a former assessment was given.'];
}

function comparedLines({ commit, comparison }: Former): string[] {
  const { score, level, added, fixed, remaining } = comparison;
  const since = commit === undefined ? 'the former assessment' : `commit ${commit.slice(0, 12)}`;
  const moved =
    score.before === null || score.after === null
      ? 'the score cannot be compared'
      : `score ${score.before.toFixed(2)} → ${score.after.toFixed(2)} (${signed(score.after - score.before)})`;
  const levels =
    level.before === level.after
      ? `level ${level.after ?? '–'} as before`
      : `level ${level.before ?? '–'} → ${level.after ?? '–'}`;
  return [
    `Since ${since}: ${levels}, ${moved}.`,
    `${countOf(added.length, 'finding')} new, ${grouped(fixed.length)} fixed, ${grouped(remaining)} as before.`,
  ];
}

function figuresOf({ calls, dependencies, entryPoints, services }: Assessment) {
  return [
    { value: grouped(calls.length), title: 'outbound calls' },
    { value: grouped(dependencies.length), title: 'dependencies' },
    { value: grouped(entryPoints.length), title: 'entry points' },
    { value: grouped(services.length), title: services.length === 1 ? 'service' : 'services' },
  ];
}

function severityCounts({ findings }: Assessment) {
  return severities.map((severity) => {
    const { length } = findings.filter(
      (one) => one.severity === severity && one.suppression.state === 'active',
    );
    return { severity, mark: severityMark[severity], count: grouped(length), isAny: length > 0 };
  });
}

/** How much of the repository the verdict speaks about. */
function coverageView({ coverage, calls }: Assessment) {
  const { analysed, failed, unresolvedCalls, suspectedClients, setAside } = coverage;
  const aside = setAside.reduce((sum, { count }) => sum + count, 0);
  const sources = analysed + failed.length;
  let open = 0;
  for (const { protection } of calls) {
    for (const name of protectionNames) {
      const verdict = protection[name];
      if (verdict.status === 'unknown' && verdict.notApplicable !== true) open += 1;
    }
  }
  return {
    share: percent(analysed, sources),
    lines: [
      `${grouped(analysed)} of ${countOf(sources, 'source file')} analysed, ${grouped(failed.length)} failed; ${grouped(aside)} set aside as tests, generated code and the like.`,
      `${countOf(unresolvedCalls.length, 'call')} could not be followed to a client; ${countOf(suspectedClients.length, 'package')} outside the catalogue may talk over the network.`,
      `${grouped(open)} of ${countOf(calls.length * protectionNames.length, 'verdict')} on protections are unknown${open > 0 ? ', each with its reason' : ''}.`,
    ],
  };
}
