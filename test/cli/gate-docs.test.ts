import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cases } from './gate-cases.js';
import { commit, git, replace, resilint, service } from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const PAGE = 'docs/gate.md';

const blockOf = (fixture: string): RegExp =>
  new RegExp(`(<!-- transcript of ${fixture} -->\n)([^]*?)(<!-- end -->)`);

/** What a person would see who types these commands. */
async function transcript({ fixture, client, bound }: (typeof cases)[number]): Promise<string> {
  const folder = service(fixture);
  const lines: string[] = [];
  const type = async (...words: string[]): Promise<void> => {
    const { stdout, stderr, status } = await resilint(folder, ...words);
    const shown = `${stderr}${stdout}`.replaceAll(/\bcommit [0-9a-f]{12}\b/g, 'commit …');
    lines.push(`$ resilint ${words.join(' ')}`, shown.trim(), `$ echo $?`, String(status));
  };
  await type('init');
  commit(folder, 'add resilint');
  await type('check');
  replace(join(folder, client), bound, '');
  commit(folder, 'a bound less');
  const stat = git(folder, 'show', '--stat', '--format=%s');
  lines.push('$ git show --stat --format=%s', stat);
  await type('check');
  return `\n\`\`\`console\n${lines.join('\n')}\n\`\`\`\n\n`;
}

describe.each(cases)('the transcript of $fixture in the documentation', (one) => {
  it('is what these commands print', async () => {
    const block = blockOf(one.fixture);
    const now = await transcript(one);
    const page = readFileSync(PAGE, 'utf8');
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(
        PAGE,
        page.replace(block, (...[, begin, , end]) => `${String(begin)}${now}${String(end)}`),
      );
    }
    const [, , written] = block.exec(readFileSync(PAGE, 'utf8')) ?? [];
    expect(written, 'accept it with: UPDATE_GOLDEN=1 npx vitest run test/cli/gate-docs').toBe(now);
    for (const place of one.untouched) expect(written).toContain(place);
    expect(written).toMatch(/\$ resilint check\n[^$]*✓ The gate passed[^]*✗ The gate failed/);
  });
});
