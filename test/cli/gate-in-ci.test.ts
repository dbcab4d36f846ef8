import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { ciSnippets } from '../../src/cli/ci-snippets.js';
import { temporaryTree } from '../io/temporary-tree.js';
import {
  environment,
  gatedService,
  git,
  main,
  replace,
  resilint,
  run,
  service,
} from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

describe('the snippets for CI', () => {
  const commands = ciSnippets.flatMap(({ name, text }) =>
    [...text.matchAll(/npx resilint ([^\n']*)/g)].map((match) => ({ name, words: match[1]! })),
  );

  it.each(commands)('of $name runs: resilint $words', async ({ words }) => {
    const folder = await gatedService('express-orders');
    git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    const line = `BASE=HEAD; "${process.execPath}" "${main}" ${words}`;
    const { status, stderr } = run(folder, 'sh', ['-c', line]);
    expect(stderr).not.toContain('rror');
    expect(status).toBe(0);
    const written = [...words.matchAll(/=(resilint[\w.-]+)/g)].map((match) => match[1]!);
    for (const file of written) expect(readFileSync(join(folder, file), 'utf8')).not.toBe('');
  });
});

describe('the matrix in the documentation', () => {
  interface Workflow {
    readonly jobs: Readonly<
      Record<'facts' | 'gate', { readonly steps: readonly { readonly run?: string }[] }>
    >;
  }
  const [, text = ''] = /^As a matrix [^]*?```yaml\n([^]*?)```/m.exec(
    readFileSync('docs/gate.md', 'utf8'),
  )!;
  const { jobs } = parse(text) as Workflow;
  const lineOf = (job: keyof typeof jobs): string =>
    jobs[job].steps.find(({ run: line }) => line !== undefined)!.run!;

  it('gives what a single run gives', () => {
    const folder = service('express-orders');
    const temporary = temporaryTree({ 'facts/.keep': '' });
    const sh = (line: string) =>
      run(folder, 'sh', [
        '-c',
        `RUNNER_TEMP='${temporary}'; ${line.replace('npx resilint', `"${process.execPath}" "${main}"`)}`,
      ]);
    for (const part of [1, 2, 3]) {
      const { status, stderr } = sh(lineOf('facts').replaceAll('${{ matrix.part }}', String(part)));
      expect(status, stderr).toBe(0);
      renameSync(join(temporary, `facts-${part}`), join(temporary, `facts/facts-${part}`));
    }
    rmSync(join(temporary, 'facts/.keep'));
    const merged = sh(lineOf('gate'));
    const single = sh('npx resilint check . --format github');
    expect(merged.status).toBe(1);
    expect(merged.stdout).toContain('::error title=missing-timeout');
    expect(merged).toEqual({ ...single, stderr: merged.stderr });
  });
});

describe('the action for GitHub', () => {
  interface Action {
    readonly runs: { readonly steps: readonly { run: string; env: Record<string, string> }[] };
  }
  const { runs } = parse(readFileSync('action.yml', 'utf8')) as Action;
  const [step] = runs.steps;

  /** Runs the step as the runner would, with the built command line in place of the published one. */
  function act(folder: string, inputs: Readonly<Record<string, string>>) {
    const bin = temporaryTree({
      npx: `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${main}" "$@"\n`,
    });
    chmodSync(join(bin, 'npx'), 0o755);
    const variables = Object.keys(step!.env).map((name) => [name, inputs[name] ?? ''] as const);
    const env = {
      ...environment,
      ...Object.fromEntries(variables),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    };
    return spawnSync('bash', ['-e', '-c', step!.run], { cwd: folder, encoding: 'utf8', env });
  }

  it('annotates, writes SARIF and a summary, and fails with the gate', () => {
    const folder = service('express-orders');
    const { status, stdout } = act(folder, { RESILINT_PATH: '.', RESILINT_SARIF: 'out.sarif' });
    expect(stdout).toContain('::error title=missing-timeout,file=src/clients/payments.js');
    expect(readFileSync(join(folder, 'out.sarif'), 'utf8')).toContain('"version": "2.1.0"');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('the gate failed');
    expect(status).toBe(1);
  });

  it('takes inputs as they are, and runs nothing that stands in them', () => {
    const folder = service('express-orders');
    const { status } = act(folder, {
      RESILINT_PATH: '.',
      RESILINT_SARIF: 'out.sarif',
      RESILINT_FAIL_ON: 'score<0.1',
      RESILINT_SINCE: 'HEAD',
      RESILINT_POLICY_FROM: 'HEAD',
    });
    expect(status).toBe(0);
    const attack = act(folder, {
      RESILINT_PATH: '$(touch owned); touch owned',
      RESILINT_SARIF: 'x',
    });
    expect(attack.status).toBe(2);
    expect(git(folder, 'status', '--porcelain', '--', 'owned')).toBe('');
  });
});

describe('the history and the comparison of runs', () => {
  it('has a line for each run, and tells what a change gained and lost', async () => {
    const folder = service('express-orders');
    for (const [name, bound] of [
      ['before', 'timeout: config.inventory.timeoutMs,'],
      ['after', ''],
    ] as const) {
      if (bound === '') replace(join(folder, 'src/clients/http.js'), /timeout: .*,/, '');
      const output = join(folder, `${name}.json`);
      await resilint(folder, 'check', '--history', 'runs.ndjson', '--format', `json=${output}`);
    }
    const lines = readFileSync(join(folder, 'runs.ndjson'), 'utf8').trimEnd().split('\n');
    const [first, second] = lines.map(
      (line) => JSON.parse(line) as { findings: { error: number } },
    );
    expect(lines).toHaveLength(2);
    expect(second!.findings.error).toBeGreaterThan(first!.findings.error);

    const words = ['compare', 'before.json', 'after.json'];
    const { status, stdout, stderr } = run(folder, process.execPath, [main, ...words]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^New\n[^]*? {2}error missing-timeout {2}src\/clients\/http\.js:24/m);
    expect(stdout).toContain('0 fixed');
  });
});
