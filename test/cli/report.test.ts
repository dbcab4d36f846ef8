import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replace, resilint } from './services.js';

describe('resilint report', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'resilint-reports-'));
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

  beforeAll(async () => {
    cpSync('fixtures/own-clients', folder, { recursive: true });
    rmSync(join(folder, 'assessment.json'));
    await resilint(folder, 'check', '--format', 'json=before.json', '--history', 'runs.ndjson');
    await resilint(folder, 'baseline', 'create', '--owner', '@acme/orders', '--reason', 'known');
    await resilint(folder, 'check', '--format', 'json=after.json', '--history', 'runs.ndjson');
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes the page of a folder, and the same bytes from what a check stored', async () => {
    const made = await resilint(folder, 'report', '-o', 'folder.html', '--title', 'own');
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(/^Level \d, \d+ open findings?: folder\.html\n$/);
    const stored = await resilint(
      folder,
      'report',
      'after.json',
      '-o',
      'stored.html',
      '--title',
      'own',
    );
    expect(stored.status).toBe(0);
    expect(read('stored.html')).toBe(read('folder.html'));
  });

  it('tells what was accepted by whom since when, what changed, and the trend', async () => {
    const words = ['after.json', '-o', 'full.html', '--compare', 'before.json'];
    expect((await resilint(folder, 'report', ...words, '--history', 'runs.ndjson')).status).toBe(0);
    const page = read('full.html');
    expect(page).toContain(
      '<td data-label="Reason">known</td><td data-label="Accepted by">baseline</td><td data-label="Owner">@acme/orders</td><td class="whole" data-label="Age">0 days</td>',
    );
    // A baseline accepts what can fail a gate; the note of a nursery rule stays as it was.
    expect(page).toMatch(/0 findings new, \d+ fixed, 1 as before/);
    expect(page).toContain('From 2026-06-30 to 2026-06-30');
  });

  it('writes looks and script beside the page where a server wants that', async () => {
    await resilint(folder, 'report', 'after.json', '-o', 'linked.html', '--assets', 'linked');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['report.css', 'report.js']));
    expect(read('linked.html')).toContain('<link rel="stylesheet" href="report.css">');
  });

  it('gates a stored assessment anew where it is asked to', async () => {
    const words = ['before.json', '-o', 'gated.html', '--fail-on', 'score<2'];
    expect((await resilint(folder, 'report', ...words)).status).toBe(0);
    expect(read('gated.html')).toContain('“score&lt;2” (it is');
  });

  it.each([
    ['a history that is none', () => ['after.json', '--history', 'after.json'], /is no history/],
    ['a folder that is not there', () => ['nowhere'], /nowhere/],
    ['an output in a folder that is not there', () => ['-o', 'x/y.html'], /Cannot write/],
  ] as const)('refuses %s with exit code 2', async (_, words, message) => {
    const { status, stderr } = await resilint(folder, 'report', ...words());
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('shows a business case that the settings declare, and refuses half of one', async () => {
    const whole =
      'business: { currency: EUR, outageHoursPerYear: 20, costPerOutageHour: 5000, avoidableShare: 0.5, costPerWorkingDay: 800 }\n';
    const file = join(folder, 'resilint.config.yaml');
    writeFileSync(file, whole);
    await resilint(folder, 'report', '-o', 'business.html');
    expect(read('business.html')).toContain('20 h × 5,000 EUR × 0.5 &#x3D; 50,000 EUR a year');
    replace(file, 'costPerOutageHour: 5000, ', '');
    const { status, stderr } = await resilint(folder, 'report', '-o', 'business.html');
    expect(status).toBe(2);
    expect(stderr).toContain('costPerOutageHour');
  });
});
