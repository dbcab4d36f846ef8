import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLE, MATURITY_DOCS, maturityDocs } from '../../scripts/maturity-docs.js';
import { compileMaturity } from '../../scripts/rule-compiler.js';
import type { Assessment } from '../../src/model/assessment.js';

const model = compileMaturity(process.cwd());
const example = JSON.parse(readFileSync(`${EXAMPLE}/assessment.json`, 'utf8')) as Assessment;
const page = readFileSync(MATURITY_DOCS, 'utf8');

/** What a sum, product or quotient that the page writes out comes to, by a calculator of its own. */
function worked(expression: string): number {
  const tokens = expression.match(/[\d.]+|[()+×/]/g) ?? [];
  const factor = (): number => {
    const token = tokens.shift();
    if (token !== '(') return Number(token);
    const value = sum();
    tokens.shift();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[0] === '×' || tokens[0] === '/') {
      value = tokens.shift() === '×' ? value * factor() : value / factor();
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[0] === '+') {
      tokens.shift();
      value += product();
    }
    return value;
  };
  return sum();
}

const equations = [...page.matchAll(/(?:\| |= )([\d(][\d.()+×/ ]*?) = \*{0,2}([\d.]+)/g)].map(
  ([, expression, result]) => ({ expression: expression!, result: Number(result) }),
);

describe('the page about maturity', () => {
  it('says what the model says now, and what the example scores now', async () => {
    const made = await maturityDocs(model, example);
    expect(made === page, 'run "npm run build" and commit the page').toBe(true);
  });

  it.each(equations)('adds up: $expression', ({ expression, result }) => {
    expect(worked(expression)).toBeCloseTo(result, 3);
  });

  it('writes out every criterion that applies, every area that has any, and the score', () => {
    const { areas } = example.maturity;
    const applying = areas.flatMap(({ criteria }) => criteria).filter((one) => one.score !== null);
    const scored = areas.filter(({ score }) => score !== null);
    expect(equations).toHaveLength(applying.length + scored.length + 1);
  });

  it('gives each criterion the score of the band that its coverage lies in', () => {
    for (const { coverage, score } of example.maturity.areas.flatMap((area) => area.criteria)) {
      const band = model.bands.find(({ from }) => coverage !== null && coverage >= from);
      expect(score).toBe(band?.score ?? null);
    }
  });
});
