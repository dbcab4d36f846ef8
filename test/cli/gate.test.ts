import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryTree } from '../io/temporary-tree.js';
import { commit, git, replace, resilint, service } from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const cases = [
  {
    fixture: 'express-orders',
    client: 'src/clients/http.js',
    bound: /^ {2}timeout: config\.inventory\.timeoutMs,\n/m,
    untouched: ['src/clients/inventory.js:18'],
  },
  {
    fixture: 'workspaces-shop',
    client: 'packages/http-client/src/base-client.ts',
    bound: /^ *timeout: \{ request: timeoutMs \},\n/m,
    untouched: [
      'packages/http-client/src/rest-client.ts:8',
      'services/catalog/src/reviews-client.ts:18',
    ],
  },
  {
    fixture: 'lambda-media',
    client: 'src/shared/clients.ts',
    bound: 'requestTimeout: 3000, ',
    untouched: ['src/shared/publish.ts:8', 'src/shared/media-store.ts:25'],
  },
] as const;

describe.each(cases)('the gate of $fixture', ({ fixture, client, bound, untouched }) => {
  it('is green after init, and red when a shared client loses its timeout', () => {
    const folder = service(fixture);
    const started = resilint(folder, 'init');
    expect(started.stderr).toBe('');
    expect(started.stdout).toContain('wrote .github/workflows/resilint.yml');
    const base = commit(folder, 'add resilint');
    expect(resilint(folder, 'check')).toMatchObject({ status: 0, stderr: '' });

    replace(join(folder, client), bound, '');
    commit(folder, 'a bound less');
    for (const words of [['check'], ['check', '--since', base]]) {
      const { status, stdout } = resilint(folder, ...words);
      expect(status, stdout).toBe(1);
      for (const place of untouched) expect(stdout).toContain(place);
    }
  });

  it('is red again when an entry of the baseline has expired', () => {
    const folder = service(fixture);
    resilint(folder, 'init');
    rmSync(join(folder, 'resilint-baseline.jsonl'));
    resilint(folder, 'baseline', 'create', '--expires', '2026-07-31', '--reason', 'known');
    expect(resilint(folder, 'check').status).toBe(0);
    replace(join(folder, 'resilint-baseline.jsonl'), /2026-07-31/g, '2026-06-29');
    const { status, stdout } = resilint(folder, 'check');
    expect(status).toBe(1);
    expect(stdout).toContain('expired in the baseline');
  });

  it('stays red for a change that accepts its own flaw, where the policy comes from its base', () => {
    const folder = service(fixture);
    resilint(folder, 'init');
    const base = commit(folder, 'add resilint');
    replace(join(folder, client), bound, '');
    resilint(folder, 'baseline', 'create');
    commit(folder, 'a bound less, accepted at once');
    expect(resilint(folder, 'check').status).toBe(0);
    expect(resilint(folder, 'check', '--policy-from', base).status).toBe(1);

    writeFileSync(join(folder, 'resilint.config.yaml'), 'exclude: ["**"]\nfailOn: []\n');
    commit(folder, 'nothing is looked at any more');
    expect(resilint(folder, 'check', '--policy-from', base).status).toBe(1);
  });

  it('decides the same once files have moved and code has moved down', () => {
    const folder = service(fixture);
    resilint(folder, 'init');
    const base = commit(folder, 'add resilint');
    const [file = ''] = untouched[0].split(':');
    writeFileSync(join(folder, file), '\n'.repeat(50) + readFileSync(join(folder, file), 'utf8'));
    commit(folder, 'moved down');
    expect(resilint(folder, 'check', '--since', base, '--fail-on', 'new:note').status).toBe(0);
  });
});

describe('a guard of its own', () => {
  it('does not pass the gate of a change that brings it, where the policy comes from its base', () => {
    const folder = service('express-orders');
    resilint(folder, 'init');
    const base = commit(folder, 'add resilint');
    replace(
      join(folder, 'src/clients/http.js'),
      /^ {2}timeout: config\.inventory\.timeoutMs,\n/m,
      '',
    );
    mkdirSync(join(folder, '.resilint/rules'), { recursive: true });
    const rule = readFileSync('rules/timeout/missing-timeout.yaml', 'utf8');
    writeFileSync(
      join(folder, '.resilint/rules/missing-timeout.yaml'),
      rule.replace(/^severity:.*$/m, 'severity: note'),
    );
    commit(folder, 'a weaker rule');
    expect(resilint(folder, 'check').stdout).toContain('✓ The gate passed');
    expect(resilint(folder, 'check', '--policy-from', base).status).toBe(1);
  });
});

describe('a renamed file', () => {
  it('changes no decision: what the baseline accepts is found by its content', () => {
    const folder = service('express-orders');
    resilint(folder, 'init');
    const base = commit(folder, 'add resilint');
    renameSync(join(folder, 'src/db/orders.js'), join(folder, 'src/db/order-store.js'));
    for (const file of git(folder, 'grep', '-l', 'db/orders', '--', '*.js').split('\n')) {
      replace(join(folder, file), /db\/orders/g, 'db/order-store');
    }
    commit(folder, 'renamed');
    expect(resilint(folder, 'check').status).toBe(0);
    expect(resilint(folder, 'check', '--since', base).status).toBe(0);
  });
});

describe('a shallow clone', () => {
  it('ends with 2 and the line that helps', () => {
    const origin = service('express-orders');
    const first = git(origin, 'rev-parse', 'HEAD');
    writeFileSync(join(origin, 'more.js'), '');
    commit(origin, 'more');
    const folder = join(temporaryTree({}), 'clone');
    git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, folder);
    const { status, stderr } = resilint(folder, 'check', '--since', first);
    expect(status).toBe(2);
    expect(stderr).toContain('git fetch --unshallow origin');
  });
});
