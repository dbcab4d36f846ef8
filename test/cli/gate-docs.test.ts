import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cases } from './gate-cases.js';
import { commit, git, replace, resilint, service } from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

const PAGE = 'docs/gate.md';
/** Lines at the end of a check that say what decided it. */
const DECISION = 9;

const blockOf = (fixture: string): RegExp =>
  new RegExp(`(<!-- transcript of ${fixture} -->\n)([^]*?)(<!-- end -->)`);

/** What a person would see who types these commands. */
async function transcript({ fixture, client, bound }: (typeof cases)[number]): Promise<string> {
  const folder = service(fixture);
  const lines: string[] = [];
  const printed = async (...words: string[]): Promise<{ shown: string; status: number }> => {
    const { stdout, stderr, status } = await resilint(folder, ...words);
    const shown = `${stderr}${stdout}`.replaceAll(/\b(commit|policy of) [0-9a-f]{12}\b/g, '$1 …');
    return { shown: shown.trim(), status };
  };
  const type = async (...words: string[]): Promise<void> => {
    const { shown, status } = await printed(...words);
    lines.push(`$ resilint ${words.join(' ')}`, shown, `$ echo $?`, String(status));
  };
  const typeForTheEnd = async (...words: string[]): Promise<void> => {
    const { shown, status } = await printed(...words);
    const end = shown.split('\n').slice(-DECISION).join('\n').trim();
    const command = `$ resilint ${words.join(' ')} | tail -n ${DECISION}`;
    lines.push(command, end, '$ echo ${PIPESTATUS[0]}', String(status));
  };
  await type('init');
  commit(folder, 'add resilint');
  await type('check');
  replace(join(folder, client), bound, '');
  commit(folder, 'a bound less');
  const stat = git(folder, 'show', '--stat', '--format=%s');
  lines.push('$ git show --stat --format=%s', stat);
  await type('check');

  lines.push('', '# The same change accepts its own flaw.');
  await type('baseline', 'create');
  commit(folder, 'accepted at once');
  lines.push("$ git commit -qam 'accepted at once'");
  await typeForTheEnd('check');
  await typeForTheEnd('check', '--policy-from', 'HEAD~2');

  lines.push('', '# What was accepted until yesterday: these lines are of 2026-06-30.');
  replace(join(folder, 'resilint-baseline.jsonl'), /\}$/gm, ',"expires":"2026-06-29"}');
  lines.push(`$ sed -i 's/}$/,"expires":"2026-06-29"}/' resilint-baseline.jsonl`);
  await typeForTheEnd('check');
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
    const decisions = [...written!.matchAll(/(✓ The gate passed|✗ The gate failed)/g)];
    expect(decisions.map(([text]) => text.slice(-6))).toEqual([
      'passed',
      'failed',
      'passed',
      'failed',
      'failed',
    ]);
  });
});
