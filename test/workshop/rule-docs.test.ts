import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../scripts/rule-compiler.js';
import { RULE_DOCS, ruleDocs } from '../../scripts/rule-docs.js';

const rules = compileRules(process.cwd());

describe('the page about the rules', () => {
  it('says what the rules say now', async () => {
    const page = await ruleDocs(rules);
    expect(
      page === readFileSync(RULE_DOCS, 'utf8'),
      'run "npm run build" and commit the page',
    ).toBe(true);
  });

  it('leads from its table to a part about each rule', async () => {
    const page = await ruleDocs(rules);
    for (const { id } of rules) {
      expect(page).toContain(`[${id}](#${id})`);
      expect(page).toContain(`\n### ${id}\n`);
    }
  });
});
