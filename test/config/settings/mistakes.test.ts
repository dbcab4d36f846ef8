import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../../src/config/settings/configuration.js';
import { temporaryTree } from '../../io/temporary-tree.js';
import { mistakes, refusal } from './loading.js';
import { ownRule } from './own-rule.js';

const rule = { '.resilint/rules/unbounded-call.yaml': ownRule };

describe('a mistake is told with file, line and field:', () => {
  it.each([
    ['an unknown field', 'faiOn: []', 'faiOn: no such field; did you mean "failOn"?'],
    [
      'an unknown severity',
      'rules: { unbounded-call: warnng }',
      'rules.unbounded-call: must be one of off, error, warning, note; did you mean "warning"?, or must be a mapping',
    ],
    [
      'an unknown field of a rule',
      'rules: { unbounded-call: { severty: note } }',
      'rules.unbounded-call.severty: no such field; did you mean "severity"?',
    ],
    [
      'an unknown rule',
      'rules: { unbound-call: note }',
      'rules.unbound-call: no such rule; did you mean "unbounded-call"?',
    ],
    [
      'a condition that is none',
      'failOn: [eror]',
      'failOn.0: "eror" is no condition; did you mean "error"?',
    ],
    [
      'a condition that compares with nothing',
      'failOn: [maturityLevel]',
      'failOn.0: "maturityLevel" compares with nothing; write for example maturityLevel<1',
    ],
    [
      'a figure that is none',
      "packages: { a: { failOn: ['scor<0.5'] } }",
      'packages.a.failOn.0: "scor<0.5" compares "scor", which is no figure; did you mean "score"?',
    ],
    [
      'a tier that is none',
      'packages: { a: { tier: 4 } }',
      'packages.a.tier: must be 3 at the most',
    ],
    [
      'a protection of nothing',
      "protections: [{ for: { client: pg }, reason: 'x' }]",
      'protections.0: declares none of timeout, retry, breaker, bulkhead',
    ],
    [
      'a protection without a reason',
      'protections: [{ for: { client: pg }, breaker: true }]',
      'protections.0.reason: is missing',
    ],
    [
      'a glob that could take for ever',
      "exclude: ['*a*a*a*a*b']",
      'exclude.0: has more than 3 stars between two slashes',
    ],
  ])('%s', async (_, line, message) => {
    const told = await mistakes({ ...rule, 'resilint.config.yaml': `baseline: x\n${line}\n` });
    expect(told).toEqual([`resilint.config.yaml:2: ${message}`]);
  });

  it('in JSON with comments, at the line of the key', async () => {
    const text = '{\n\t// "faiOn": 1\n\t"exclude": ["//", "/*"],\n\n\t"faiOn": [],\n}';
    expect(await mistakes({ 'resilint.config.jsonc': text })).toEqual([
      'resilint.config.jsonc:5: faiOn: no such field; did you mean "failOn"?',
    ]);
  });

  it('in package.json, at its line there', async () => {
    const text = '{\n  "name": "app",\n  "resilint": {\n    "baselin": "x"\n  }\n}';
    expect(await mistakes({ 'package.json': text })).toEqual([
      'package.json:4: resilint.baselin: no such field; did you mean "baseline"?',
    ]);
  });

  it('where the text is no JSON, at the line where it ends to be', async () => {
    expect(await mistakes({ 'resilint.config.json': '{\n  "exclude": [}\n' })).toEqual([
      'resilint.config.json:2: no valid JSON: unexpected text',
    ]);
  });

  it('all of all files at once', async () => {
    const told = await mistakes({
      'resilint.config.yaml': 'extends: [./base.yaml]\nxyzzy: 1\nplugh: 1',
      'base.yaml': 'quux: 1',
    });
    expect(told).toEqual([
      'resilint.config.yaml:2: xyzzy: no such field',
      'resilint.config.yaml:3: plugh: no such field',
      'base.yaml:1: quux: no such field',
    ]);
  });
});

describe('hostile settings are refused:', () => {
  it('a billion laughs', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner =
        level === 0
          ? '"ha"'
          : Array(12)
              .fill(`*l${level - 1}`)
              .join(', ');
      return `l${level}: &l${level} [${inner}]`;
    });
    expect(await mistakes({ 'resilint.config.yaml': levels.join('\n') })).toEqual([
      'resilint.config.yaml:2: aliases (*name) that stand for too much',
    ]);
  });

  it('a link', async () => {
    const root = temporaryTree({ 'elsewhere.yaml': 'baseline: x' });
    symlinkSync(join(root, 'elsewhere.yaml'), join(root, 'resilint.config.yaml'));
    const { details } = await refusal(loadConfiguration(root));
    expect(details).toEqual(['resilint.config.yaml:1: is a link, which is not followed']);
  });

  it('a folder in place of a file, and a file that is too large', async () => {
    const root = temporaryTree({});
    mkdirSync(join(root, 'resilint.config.json'));
    expect((await refusal(loadConfiguration(root))).details).toEqual([
      'resilint.config.json:1: is no regular file',
    ]);
    expect(await mistakes({ 'resilint.config.yaml': `baseline: ${'x'.repeat(70_000)}` })).toEqual([
      'resilint.config.yaml:1: is larger than 64 KiB',
    ]);
  });

  it('names that every object has', async () => {
    const told = await mistakes({
      'resilint.config.json': '{ "__proto__": { "baseline": "x" }, "constructor": 1 }',
    });
    expect(told).toContain('resilint.config.json:1: constructor: no such field');
    expect({}).not.toHaveProperty('baseline');
  });
});
