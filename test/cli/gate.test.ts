import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryTree } from '../io/temporary-tree.js';
import { cases } from './gate-cases.js';
import { commit, gatedService, git, head, replace, resilint, service } from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

describe.each(cases)('the gate of $fixture', ({ fixture, client, bound, untouched, accepted }) => {
  it('is green after init, and red when a shared client loses its timeout', async () => {
    const folder = await gatedService(fixture);
    const base = head(folder);
    expect(existsSync(join(folder, '.github/workflows/resilint.yml'))).toBe(true);
    expect(await resilint(folder, 'check')).toMatchObject({ status: 0, stderr: '' });

    replace(join(folder, client), bound, '');
    commit(folder, 'a bound less');
    for (const words of [['check'], ['check', '--since', base]]) {
      const { status, stdout } = await resilint(folder, ...words);
      expect(status, stdout).toBe(1);
      for (const place of untouched) expect(stdout).toContain(place);
    }
  });

  it('is red again when an entry of the baseline has expired', async () => {
    const folder = await gatedService(fixture);
    const baseline = join(folder, 'resilint-baseline.jsonl');
    replace(baseline, /\}$/gm, ',"expires":"2026-06-30"}');
    const words = ['check', '--fail-on', accepted];
    expect((await resilint(folder, ...words)).status).toBe(0);
    replace(baseline, /2026-06-30/g, '2026-06-29');
    const { status, stdout } = await resilint(folder, ...words);
    expect(status).toBe(1);
    expect(stdout).toContain('expired in the baseline');
  });

  it('stays red for a change that accepts its own flaw, where the policy comes from its base', async () => {
    const folder = await gatedService(fixture);
    const base = head(folder);
    replace(join(folder, client), bound, '');
    await resilint(folder, 'baseline', 'create');
    commit(folder, 'a bound less, accepted at once');
    expect((await resilint(folder, 'check')).status).toBe(0);
    expect((await resilint(folder, 'check', '--policy-from', base)).status).toBe(1);

    writeFileSync(join(folder, 'resilint.config.yaml'), 'exclude: ["**"]\nfailOn: []\n');
    commit(folder, 'nothing is looked at any more');
    expect((await resilint(folder, 'check', '--policy-from', base)).status).toBe(1);
  });

  it('decides the same once files have moved and code has moved down', async () => {
    const folder = await gatedService(fixture);
    const base = head(folder);
    const [file = ''] = untouched[0].split(':');
    writeFileSync(join(folder, file), '\n'.repeat(50) + readFileSync(join(folder, file), 'utf8'));
    commit(folder, 'moved down');
    const words = ['check', '--since', base, '--fail-on', 'new:note'];
    expect((await resilint(folder, ...words)).status).toBe(0);
  });
});

const bounded = `client: acme-bound
guard: true
kind: other
packages: [acme-bound]
docs: https://acme.example.com/bound
exports:
  default: Bound
types:
  Bound: { call: { invokes: call.0 } }
protection:
  timeout:
    settings:
      - { at: [call.1], covers: [total], source: 'acme-bound@1.0.0 index.js' }
examples:
  - name: a bound
    dependencies: { acme-bound: ^1.0.0, axios: ^1.0.0 }
    files:
      src/a.js: |
        const bound = require('acme-bound');
        const axios = require('axios');
        exports.all = () => bound(() => axios.get('http://users'), 1500); // expect axios get, timeout bounded 1500
  - name: no bound
    dependencies: { acme-bound: ^1.0.0, axios: ^1.0.0 }
    files:
      src/b.js: |
        require('acme-bound');
`;

/** Hands the calls that lost their bound to the guard that the change describes. */
function guardCalls(folder: string): void {
  const bound = "const bound = require('acme-bound');\n";
  for (const [name, call] of [
    ['http.js', /await (http\.\w+\(.*\));$/gm],
    ['inventory.js', /await (inventoryHttp\.delete\(.*\));$/m],
  ] as const) {
    const file = join(folder, 'src/clients', name);
    replace(file, call, 'await bound(() => $1, 1000);');
    writeFileSync(file, bound + readFileSync(file, 'utf8'));
  }
}

function silenceCalls(folder: string): void {
  const comment = '// resilint-disable-next-line missing-timeout -- trust me';
  for (const [name, line] of [
    ['http.js', /^.* http\.get\(/m],
    ['inventory.js', /^.* inventoryHttp\.delete\(/m],
  ] as const) {
    replace(join(folder, 'src/clients', name), line, `${comment}\n$&`);
  }
}

describe('what a change says in its own favour', () => {
  /** A change that takes the bound of a shared client away, and adds a file in its favour. */
  async function changed(file: string, text: string, edit?: (folder: string) => void) {
    const folder = await gatedService('express-orders');
    const base = head(folder);
    const client = join(folder, 'src/clients/http.js');
    replace(client, /^ {2}timeout: config\.inventory\.timeoutMs,\n/m, '');
    edit?.(folder);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    commit(folder, 'in its own favour');
    return { folder, base };
  }

  it('counts as a weaker rule, but not where the policy comes from its base', async () => {
    const rule = readFileSync('rules/timeout/missing-timeout.yaml', 'utf8');
    const weaker = rule.replace(/^severity:.*$/m, 'severity: note');
    const { folder, base } = await changed('.resilint/rules/missing-timeout.yaml', weaker);
    expect((await resilint(folder, 'check')).stdout).toContain('✓ The gate passed');
    expect((await resilint(folder, 'check', '--policy-from', base)).status).toBe(1);
  });

  it('counts as a guard, but not where the policy comes from its base', async () => {
    const { folder, base } = await changed('.resilint/guards/bounded.yaml', bounded, guardCalls);
    expect((await resilint(folder, 'check')).stdout).toContain('✓ The gate passed');
    const { status, stdout } = await resilint(folder, 'check', '--policy-from', base);
    expect(status).toBe(1);
    expect(stdout).toContain('src/clients/inventory.js');
  });

  it('counts as a comment, but not where the policy comes from its base', async () => {
    const { folder, base } = await changed('notes.md', '', silenceCalls);
    const { stdout } = await resilint(folder, 'check');
    expect(stdout).toContain('✓ The gate passed');
    expect((await resilint(folder, 'check', '--policy-from', base)).status).toBe(1);
  });
});

describe('a renamed file', () => {
  it('changes no decision: what the baseline accepts is found by its content', async () => {
    const folder = await gatedService('express-orders');
    const base = head(folder);
    renameSync(join(folder, 'src/db/orders.js'), join(folder, 'src/db/order-store.js'));
    for (const file of git(folder, 'grep', '-l', 'db/orders', '--', '*.js').split('\n')) {
      replace(join(folder, file), /db\/orders/g, 'db/order-store');
    }
    commit(folder, 'renamed');
    expect((await resilint(folder, 'check')).status).toBe(0);
    expect((await resilint(folder, 'check', '--since', base)).status).toBe(0);
  });
});

describe('a shallow clone', () => {
  it('ends with 2 and the line that helps', async () => {
    const origin = service('express-orders');
    const first = git(origin, 'rev-parse', 'HEAD');
    writeFileSync(join(origin, 'more.js'), '');
    commit(origin, 'more');
    const folder = join(temporaryTree({}), 'clone');
    git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, folder);
    const { status, stderr } = await resilint(folder, 'check', '--since', first);
    expect(status).toBe(2);
    expect(stderr).toContain('git fetch --unshallow origin');
  });
});
