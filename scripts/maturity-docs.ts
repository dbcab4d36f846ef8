import { format, resolveConfig } from 'prettier';
import type { Area, Assessment, Criterion } from '../src/model/assessment.js';
import type { CriterionModel, MaturityModel } from '../src/model/maturity-model.js';
import { factsOf, wholeScope } from '../src/score/facts.js';
import { creditOf, measure } from '../src/score/measure.js';

export const MATURITY_DOCS = 'docs/maturity.md';
export const EXAMPLE = 'fixtures/express-orders';

/** The page about the score: the model, and one service worked out with every number. */
export async function maturityDocs(model: MaturityModel, example: Assessment): Promise<string> {
  const parts = [introduction(model), levelsPart(model), examplePart(model, example)];
  const options = await resolveConfig(MATURITY_DOCS);
  return format(parts.join('\n\n'), { ...options, parser: 'markdown' });
}

const introduction = ({ bands, areas, credit }: MaturityModel): string => `# Maturity

This page is made from \`rules/maturity.yaml\` by \`npm run build\`: change that, not this.

Each criterion asks every call, dependency or service for a status and gives it a credit. The mean
of the credits is its coverage, and a band turns the coverage into a score. The score of an area is
the mean of its criteria by weight; that of the service is the mean of its areas by weight. What
does not apply weighs nothing, and its weight is shared out. An unknown verdict earns 0; the upper
bound says what it could earn.

| coverage from | score | |
| --- | --- | --- |
${bands.map(({ from, score, name }) => `| ${from} | ${score} | ${name} |`).join('\n')}

| area | weight |
| --- | --- |
${areas.map(({ title, weight }) => `| ${title} | ${weight === 0 ? 'for levels only' : weight} |`).join('\n')}

| measured | what a status earns |
| --- | --- |
${Object.entries(credit)
  .map(([metric, earned]) => `| ${metric} | ${earnings(earned)} |`)
  .join('\n')}`;

const earnings = (earned: Readonly<Record<string, number>>): string =>
  Object.entries(earned)
    .map(([status, value]) => `${status} ${value}`)
    .join(', ');

function levelsPart({ levels }: MaturityModel): string {
  const lines = levels.map(({ level, name, means, requires }) => {
    const needs = Object.entries(requires).map(([id, least]) => `${id} ${least}`);
    return `- **${level} ${name}.** ${means}${needs.length === 0 ? '' : ` Coverage of ${needs.join(', ')}.`}`;
  });
  return `## Levels\n\nA level is reached where it and all below it hold.\n\n${lines.join('\n')}`;
}

function examplePart(model: MaturityModel, example: Assessment): string {
  const { score, scoreUpTo, level, areas } = example.maturity;
  const counted = areas.filter((area) => area.weight > 0);
  const sum = counted.map((area) => `${area.share} × ${area.score ?? 0}`).join(' + ');
  return [
    `## A worked example\n\nThis is \`${EXAMPLE}\`: \`node dist/cli/main.js score ${EXAMPLE}\`.`,
    ...areas.map((area) => areaPart(area, model, example)),
    `### Score and level\n\nscore = ${sum} = **${score ?? 0}**, at most ${scoreUpTo ?? 0}; level **${level ?? 0}**.`,
  ].join('\n\n');
}

function areaPart({ id, title, score, criteria }: Area, model: MaturityModel, example: Assessment) {
  const models = model.areas.find((one) => one.id === id)?.criteria ?? [];
  const rows = criteria.map((criterion) => {
    const own = models.find((one) => one.id === criterion.id);
    if (own === undefined) throw new Error(`no criterion "${criterion.id}" in the model`);
    return row(criterion, own, { model, example });
  });
  const sum = criteria
    .filter(({ score: own }) => own !== null)
    .map(({ share, score: own }) => `${share} × ${own ?? 0}`)
    .join(' + ');
  return `### ${title}

| criterion | coverage | score | share |
| --- | --- | --- | --- |
${rows.join('\n')}

${title} = ${sum === '' ? 'does not apply' : `${sum} = **${score ?? 0}**`}`;
}

interface Given {
  readonly model: MaturityModel;
  readonly example: Assessment;
}

function row(criterion: Criterion, own: CriterionModel, given: Given): string {
  const { title, coverage, score, share, notApplicable } = criterion;
  if (notApplicable !== undefined) return `| ${title} | ${notApplicable.reason} | – | 0 |`;
  return `| ${title} | ${means(own, given)} = ${coverage ?? 0} | ${score ?? 0} | ${share} |`;
}

/** The mean of the groups' means, written out: "(0 + 0.5) / 2". */
function means(own: CriterionModel, { model, example }: Given): string {
  const groups = new Map<string, number[]>();
  const ruler = { model, facts: factsOf(example) };
  for (const { group, status } of measure(own, wholeScope(example), ruler)) {
    groups.set(group, [...(groups.get(group) ?? []), creditOf(own.metric, status, model)]);
  }
  const terms = [...groups.values()].map((credits) => fraction(credits));
  return terms.length === 1 ? (terms[0] ?? '') : `(${counted(terms)}) / ${terms.length}`;
}

/** Equal credits are written once: "(15 × 0 + 5 × 1) / 20". */
function fraction(credits: readonly number[]): string {
  const [only] = credits;
  if (credits.length === 1) return String(only);
  return `(${counted(credits.map(String))}) / ${credits.length}`;
}

function counted(terms: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .map(([term, count]) => (count === 1 ? term : `${count} × ${term}`))
    .join(' + ');
}
