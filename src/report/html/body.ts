import type { Assessment } from '../../model/assessment.js';
import { severities } from '../../model/levels.js';
import { countOf, grouped } from '../../text/count-of.js';
import { actionsView } from './actions.js';
import { Anchors } from './anchors.js';
import { areasView } from './areas.js';
import { checklistView } from './checklist.js';
import { debtView } from './debt.js';
import { declaredView } from './declared.js';
import { dependenciesView } from './dependencies.js';
import { factsOf } from './facts.js';
import { findingsView } from './findings.js';
import { graphView } from './graph.js';
import type { ReportInput } from './input.js';
import { methodView } from './method.js';
import { reaches } from './outage.js';
import { roadmapView } from './roadmap.js';
import { trendView } from './trend.js';
import { verdictView } from './verdict.js';
import { ranged } from './wording.js';

/** A link to another page of the report. */
export interface PageLink {
  readonly href: string;
  readonly title: string;
}

/** A package with a page of its own. */
export interface PackagePage extends PageLink {
  readonly dir: string;
  readonly assessment: Assessment;
}

/** How a page stands among others. */
export interface Surroundings {
  /** The page that this one belongs to. */
  readonly home: PageLink | null;
  /** Pages of packages; empty on pages that show findings themselves. */
  readonly packages: readonly PackagePage[];
  /** Pages with the findings that this one has no room for. */
  readonly more: readonly PageLink[];
  /** What is said of the JSON in the page. */
  readonly islandWords: string;
}

/** All sections of one page, in their order. */
export function bodyView(input: ReportInput, around: Surroundings) {
  const { assessment, today, former, history } = input;
  const anchors = new Anchors();
  const facts = factsOf(assessment);
  const reached = reaches(facts);
  const isIndex = around.packages.length > 0;
  const findings = findingsView(facts, input, anchors);
  return {
    ...headingOf(input),
    home: around.home,
    morePages: around.more,
    sections: sectionsOf(assessment, isIndex),
    verdict: verdictView(facts, input, { anchors, reached }),
    packages: isIndex ? packagesView(around.packages, assessment) : null,
    actions: actionsView(facts, input),
    areas: areasView(assessment.maturity),
    dependencies: dependenciesView(facts, reached, anchors),
    graph: graphView(facts, reached),
    findings: isIndex ? null : findings,
    elsewhere: isIndex
      ? { total: findings.total, tables: findings.tables, rows: linksOf(around.packages) }
      : null,
    debt: debtView(facts, today),
    trend: trendView(history),
    roadmap: roadmapView(assessment.maturity, today),
    checklist: checklistView(assessment.maturity),
    declared: declaredView(assessment, former),
    method: { ...methodView(facts), island: { words: around.islandWords } },
  };
}

function headingOf({ assessment: { source, tool }, title, today }: ReportInput) {
  return {
    title,
    today,
    commit: source.commit?.slice(0, 12) ?? null,
    isDirty: source.dirty === true,
    version: tool.version,
    rulesHash: tool.rules.slice(0, 12),
  };
}

function sectionsOf(assessment: Assessment, isIndex: boolean) {
  const { dependencies, findings } = assessment;
  const active = findings.filter(isActive).length;
  return [
    { id: 'verdict', title: 'Verdict', note: '' },
    ...(isIndex ? [{ id: 'packages', title: 'Packages', note: '' }] : []),
    { id: 'next', title: 'What to do next', note: '' },
    { id: 'areas', title: 'Areas', note: '' },
    { id: 'dependencies', title: 'Dependencies', note: grouped(dependencies.length) },
    { id: 'findings', title: 'Findings', note: grouped(active) },
    { id: 'plan', title: 'Debt, trend, roadmap', note: '' },
    { id: 'declared', title: 'Declared figures', note: '' },
    { id: 'method', title: 'Method', note: '' },
  ];
}

const isActive = ({ suppression }: Assessment['findings'][number]): boolean =>
  suppression.state === 'active';

/** One row per package: its own standing beside what was found in it. */
function packagesView(pages: readonly PackagePage[], { maturity, packages }: Assessment) {
  const counted = maturity.areas.filter(({ weight }) => weight > 0);
  const tiers = new Map(packages.map(({ dir, tier }) => [dir, tier]));
  return {
    areas: counted.map(({ title }) => title),
    rows: pages.map(({ href, title, dir, assessment }) => {
      const own = assessment.maturity;
      const scores = new Map(
        own.areas.map(({ id, score, scoreUpTo }) => [id, { score, scoreUpTo }]),
      );
      const [errors, warnings, notes] = severities.map((severity) =>
        grouped(
          assessment.findings.filter((one) => isActive(one) && one.severity === severity).length,
        ),
      );
      return {
        ...{ href, title, errors, warnings, notes },
        dir: dir === '.' ? 'top folder' : dir,
        tier: tiers.get(dir) ?? '–',
        level: own.level ?? '–',
        score: ranged(own.score, own.scoreUpTo),
        areas: counted.map(({ id, title: area }) => ({
          title: area,
          value: ranged(scores.get(id)?.score ?? null, scores.get(id)?.scoreUpTo ?? null),
        })),
        calls: grouped(assessment.calls.length),
      };
    }),
  };
}

const linksOf = (pages: readonly PackagePage[]) =>
  pages.map(({ href, title, assessment }) => ({
    href,
    title,
    count: countOf(assessment.findings.filter(isActive).length, 'finding'),
  }));
