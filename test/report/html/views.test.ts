import { describe, expect, it } from 'vitest';
import { scored } from '../../../src/assess.js';
import { compare } from '../../../src/gate/compare.js';
import { actionsView } from '../../../src/report/html/actions.js';
import { Anchors } from '../../../src/report/html/anchors.js';
import { areasView } from '../../../src/report/html/areas.js';
import { checklistView } from '../../../src/report/html/checklist.js';
import { codeLines, highlighted } from '../../../src/report/html/code.js';
import { addWorkingDays, daysBetween } from '../../../src/report/html/days.js';
import { debtView } from '../../../src/report/html/debt.js';
import { declaredView } from '../../../src/report/html/declared.js';
import { dependenciesView } from '../../../src/report/html/dependencies.js';
import { factsOf } from '../../../src/report/html/facts.js';
import { methodView } from '../../../src/report/html/method.js';
import { reaches } from '../../../src/report/html/outage.js';
import { packageParts } from '../../../src/report/html/package-parts.js';
import { roadmapView } from '../../../src/report/html/roadmap.js';
import { trendView } from '../../../src/report/html/trend.js';
import { verdictView } from '../../../src/report/html/verdict.js';
import { golden, inputOf, TODAY } from './report-of.js';
import { history, richAssessment } from './rich-assessment.js';

const rich = richAssessment();
const accepted = { state: 'suppressed', by: 'baseline', reason: 'known' } as const;
const facts = factsOf(rich);
const marked = { anchors: new Anchors(), reached: reaches(facts) };

describe('the verdict', () => {
  it('names what decided the gate, and says what an outage would hit', () => {
    const view = verdictView(facts, inputOf(rich), marked);
    expect(view.gate.word).toBe('failed');
    expect(view.gate.decided).toBe('Decided by “error” (4 findings).');
    expect(view.steps.map(({ word }) => word)).toEqual(['here', 'next step', '', '']);
    expect(view.outage[0]?.consequence).toMatch(/^\d+ of \d+ entry points can wait without end$/);
  });

  it('tells how it differs from a former assessment', () => {
    const former = { commit: 'f'.repeat(40), comparison: compare(golden('express-orders'), rich) };
    const [levels, findings] = verdictView(facts, inputOf(rich, { former }), marked).delta;
    expect(levels).toContain('level 0 as before');
    expect(findings).toMatch(/^0 findings new, 1 fixed, \d+ as before\.$/);
  });
});

describe('what to do next', () => {
  it('is five actions with gain, sites and something to copy', () => {
    const { actions } = actionsView(facts, inputOf(rich));
    expect(actions).toHaveLength(5);
    expect(actions[0]).toMatchObject({ rank: 1, command: 'npx resilint explain missing-timeout' });
  });

  it('offers the codemod where the command to run it is there', () => {
    const { actions } = actionsView(facts, inputOf(rich, { codemods: ['add-timeout'] }));
    expect(actions[0]?.command).toBe('npx resilint fix --unsafe --only add-timeout');
    expect(actions[0]?.commandSays).toMatch(/^Plans edits for \d+ open findings, and shows them/);
  });

  it('offers no codemod that has nothing to edit', () => {
    const silenced = rich.findings.map((finding) => ({ ...finding, suppression: accepted }));
    const others = factsOf({ ...rich, findings: silenced });
    const { actions } = actionsView(others, inputOf(rich, { codemods: ['add-timeout'] }));
    expect(actions[0]?.command).toBe('npx resilint explain missing-timeout');
  });

  it('says what the places show now, in words that add up to all of them', () => {
    for (const { statuses, sites } of actionsView(facts, inputOf(rich)).actions) {
      const counts = [...statuses.matchAll(/\d+/g)].map(([count]) => Number(count));
      const sum = counts.reduce((all, count) => all + count, 0);
      expect(sites).toMatch(sum === 0 ? /^1 / : new RegExp(`^${sum} `));
    }
  });
});

describe('areas, checklist and formula', () => {
  it('count every criterion once, and mark what blocks the next level', () => {
    const { scored: areas, others, nextMissing } = areasView(rich.maturity);
    expect(areas).toHaveLength(4);
    for (const { met, inPart, open, missing, notApplicable, criteria } of [...areas, ...others]) {
      expect(met + inPart + open + missing + notApplicable).toBe(criteria.length);
    }
    expect(others.flatMap(({ blockers }) => blockers)).toEqual(
      nextMissing.map(({ title }) => title),
    );
  });

  it('list what each level asks with its state', () => {
    const [basic] = checklistView(rich.maturity);
    expect(basic?.items.map(({ word }) => word)).toEqual(['to do', 'done', 'done', 'done']);
  });

  it('give the score of the assessment when the formula is worked out', () => {
    const [sum = '', result = ''] = methodView(facts).formula.total.split(' = ');
    const terms = sum.split(' + ').map((term) => term.split(' × ').map(Number));
    const total = terms.reduce((all, [share = 0, score = 0]) => all + share * score, 0);
    expect(total).toBeCloseTo(Number(result), 3);
    expect(Number(result)).toBe(rich.maturity.score);
  });
});

describe('the dependency map', () => {
  it('has a row for each, with counts that add up to its calls', () => {
    const { rows } = dependenciesView(facts, marked.reached, new Anchors());
    expect(rows).toHaveLength(rich.dependencies.length);
    const payments = rows.find(({ name }) => name === 'PAYMENTS_URL');
    expect(payments?.cells[0]).toMatchObject({ heat: 'none', words: 'none of 2' });
    expect(payments?.worstCase).toBe('no bound');
    expect(payments?.runbook.fails[0]).toBe('When it stalls: all 2 calls can wait without end.');
  });
});

describe('debt, trend and roadmap', () => {
  it('show who accepted what, since when and until when', () => {
    expect(debtView(facts, TODAY).rows).toMatchObject([
      {
        owner: '@acme/orders',
        age: '29 days',
        until: '2026-07-10',
        due: '10 days left',
        isDue: true,
      },
    ]);
    expect(debtView(facts, '2026-07-11').rows[0]?.due).toBe('expired');
  });

  it('mark where the rules changed, not the code', () => {
    const { marks, points, sentence } = trendView(history);
    expect(marks.map(({ day }) => day)).toEqual(['2026-06-01']);
    expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).toSorted((a, b) => b - a));
    expect(sentence).toContain('score 0.15 → 0.23');
  });

  it('plan one action after another, on working days, foundation first', () => {
    const { phases, effort } = roadmapView(rich.maturity, '2026-07-04');
    expect(phases.map(({ title }) => title)).toEqual([
      'Foundation',
      'Resilience layer',
      'Advanced patterns',
    ]);
    const actions = phases.flatMap((phase) => phase.actions);
    expect(actions[0]?.starts).toBe('2026-07-06');
    for (const [index, action] of actions.slice(1).entries()) {
      expect(action.starts).toBe(actions[index]?.endsLatest);
    }
    const least = rich.maturity.recommendations.reduce((sum, { days }) => sum + days[0], 0);
    expect(effort.startsWith(`${least}–`)).toBe(true);
  });

  it('count days as calendars do', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(addWorkingDays('2026-07-03', 1)).toBe('2026-07-06');
    expect(addWorkingDays('2026-07-06', 5)).toBe('2026-07-13');
  });
});

describe('declared figures', () => {
  const { business, indicators } = declaredView(rich, undefined);

  it('make a business case of inputs, formula and result', () => {
    expect(business?.saved).toBe('20 h × 5,000 EUR × 0.5 = 50,000 EUR a year');
    expect(business?.result).toMatch(/^First year: /);
  });

  it('are compared with those of a former assessment, and with a target', () => {
    expect(indicators.flatMap(({ rows }) => rows)).toMatchObject([
      { title: 'Mean time to recovery (min)', before: '–', now: '45', state: '? not known' },
      { title: 'False alerts per month', now: '12' },
    ]);
    const before = { ...rich, declared: { indicators: { mttrMinutes: 138 } } };
    const former = { commit: undefined, comparison: compare(before, rich) };
    const [first] = declaredView(rich, former).indicators;
    expect(first?.rows[0]).toMatchObject({ before: '138', state: '✓ reached' });
  });

  it('are absent where nothing was declared', () => {
    expect(declaredView(golden('express-orders'), undefined)).toMatchObject({
      business: null,
      indicators: [],
      tiers: [],
    });
  });
});

describe('the pages of packages', () => {
  it('score each as the assessment of the whole does', () => {
    const whole = scored(golden('workspaces-shop'));
    const parts = packageParts(whole);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.some(({ assessment }) => assessment.services.length === 0)).toBe(true);
    for (const { dir, assessment } of parts) {
      const { score, level } = scored(assessment, whole).maturity;
      const own = whole.maturity.packages.find((one) => one.dir === dir);
      expect({ dir, score, level }).toEqual({
        dir,
        score: own?.score ?? null,
        level: own?.level ?? null,
      });
    }
  });

  it('share out calls and findings, and lose none', () => {
    const whole = golden('workspaces-shop');
    const parts = packageParts(whole).map(({ assessment }) => assessment);
    expect(parts.flatMap(({ calls }) => calls)).toHaveLength(whole.calls.length);
    expect(parts.flatMap(({ findings }) => findings)).toHaveLength(whole.findings.length);
  });
});

describe('code', () => {
  it('is cut into looks without losing a character', () => {
    const line =
      "  const user = await http.get(`/users/${id}`, { timeout: 5_000 }); // it's 'soon'";
    const tokens = highlighted(line);
    expect(tokens.map(({ text }) => text).join('')).toBe(line);
    expect(tokens.filter(({ look }) => look !== '').map(({ look, text }) => [look, text])).toEqual([
      ['k', 'const'],
      ['k', 'await'],
      ['f', 'get'],
      ['s', '`/users/${id}`'],
      ['n', '5_000'],
      ['c', "// it's 'soon'"],
    ]);
  });

  it('loses the indentation that its lines share', () => {
    const lines = codeLines({ line: 7, endLine: 8, excerpt: ['    a(', '      b);', '    c'] });
    expect(lines.map(({ tokens }) => tokens.map(({ text }) => text).join(''))).toEqual([
      'a(',
      '  b);',
      'c',
    ]);
    expect(lines.map(({ isMarked }) => isMarked)).toEqual([true, true, false]);
  });
});
