import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  compileClients,
  compileMaturity,
  InvalidRulesError,
  writeRulePack,
} from '../../scripts/rule-compiler.js';
import { shippedCatalog, shippedMaturityModel } from '../../src/io/rule-pack.js';

const valid = `client: tiny
kind: http
packages: [tiny]
exports:
  default: Tiny
types:
  Tiny:
    members:
      get: { role: request, returns: Self }
examples:
  - name: a call
    files:
      a.ts: |
        import tiny from 'tiny';
        tiny.get(); // expect get
  - name: no call
    files: { b.ts: "import 'tiny';" }
`;

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resilint-rules-'));
  for (const folder of ['clients', 'guards', 'frameworks']) {
    mkdirSync(join(root, 'rules/catalog', folder), { recursive: true });
  }
  copyFileSync('rules/maturity.yaml', join(root, 'rules/maturity.yaml'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('compiling the rules', () => {
  it('sorts the clients by name, whatever their files are called', () => {
    write('a.yaml', valid.replaceAll('tiny', 'zebra'));
    write('b.yaml', valid.replaceAll('tiny', 'aardvark'));
    expect(compileClients(root).map(({ client }) => client)).toEqual(['aardvark', 'zebra']);
  });

  it('writes the same bytes for the same rules', () => {
    write('tiny.yaml', valid);
    expect(writeRulePack(root)).toEqual({ clients: 1, practices: 0, rules: 0 });
    const first = readFileSync(join(root, 'rules/compiled.json'), 'utf8');
    writeRulePack(root);
    expect(readFileSync(join(root, 'rules/compiled.json'), 'utf8')).toBe(first);
  });

  it.each([
    { fault: 'a value that is not allowed', from: 'http', to: 'smoke', at: '2: kind' },
    { fault: 'a misspelt field', from: 'role:', to: 'rol:', at: '9: types.Tiny.members.get.rol' },
    { fault: 'a missing field', from: 'client: tiny\n', to: '', at: '1: client' },
    { fault: 'an unknown exported type', from: ': Tiny', to: ': Tyni', at: '5: exports.default' },
    {
      fault: 'an unknown result',
      from: 'Self',
      to: 'Sefl',
      at: '9: types.Tiny.members.get.returns',
    },
  ])('names file, line and field of $fault', ({ from, to, at }) => {
    write('tiny.yaml', valid.replace(from, to));
    expect(problems()).toMatch(`rules/catalog/clients/tiny.yaml:${at}: `);
  });

  it('names the line of a YAML mistake', () => {
    write('tiny.yaml', valid.replace('kind: http', 'kind: http\nkind: db'));
    expect(problems()).toMatch('rules/catalog/clients/tiny.yaml:3: Map keys must be unique');
  });

  it('refuses a client that is described twice', () => {
    write('one.yaml', valid);
    write('../guards/two.yaml', valid.replace('kind:', 'guard: true\nkind:'));
    expect(problems()).toMatch(
      'rules/catalog/guards/two.yaml:1: client: the client "tiny" is already described in rules/catalog/clients/one.yaml',
    );
  });

  it('names file, line and field of a mistake in the maturity model', () => {
    const model = readFileSync('rules/maturity.yaml', 'utf8');
    const line = model.split('\n').findIndex((text) => text.includes('timeouts: 0.8')) + 1;
    const wrong = model.replace('timeouts: 0.8', 'timeuots: 0.8');
    writeFileSync(join(root, 'rules/maturity.yaml'), wrong);
    expect(problems()).toBe(
      `rules/maturity.yaml:${line}: levels.1.requires.timeuots: no such criterion; did you mean "timeouts"?`,
    );
  });

  it('reports the problems of all files at once and writes nothing', () => {
    write('one.yaml', valid.replace('http', 'smoke'));
    write('two.yaml', valid.replace('http', 'mirrors'));
    expect(problems().split('\n')).toHaveLength(2);
    expect(() => readFileSync(join(root, 'rules/compiled.json'))).toThrow('ENOENT');
  });
});

describe('the rule pack that is read at run time', () => {
  it('holds what the rule files say now', () => {
    expect(shippedCatalog().clients).toEqual(compileClients(process.cwd()));
    expect(shippedMaturityModel()).toEqual(compileMaturity(process.cwd()));
  });

  it('has a hash', () => {
    expect(shippedCatalog().hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

function write(name: string, text: string): void {
  writeFileSync(join(root, 'rules/catalog/clients', name), text);
}

function problems(): string {
  try {
    writeRulePack(root);
  } catch (error) {
    if (error instanceof InvalidRulesError) return error.message;
    throw error;
  }
  return '';
}
