import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const configFile = '.dependency-cruiser.mjs';
const depcruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** One breach per rule: the rule, the file that commits it, and what that file imports. */
const breaches: readonly (readonly [rule: string, file: string, specifier: string])[] = [
  ['model-border', 'src/model/breach.ts', '../text/legal.js'],
  ['text-border', 'src/text/breach.ts', '../model/legal.js'],
  ['io-border', 'src/io/breach.ts', '../parse/legal.js'],
  ['discover-border', 'src/discover/breach.ts', '../parse/legal.js'],
  ['parse-border', 'src/parse/breach.ts', '../resolve/legal.js'],
  ['resolve-border', 'src/resolve/breach.ts', '../detect/legal.js'],
  ['detect-border', 'src/detect/breach.ts', '../judge/legal.js'],
  ['judge-border', 'src/judge/breach.ts', '../report/legal.js'],
  // By the package's name: only `exports` tells that this is src/runtime.
  ['score-border', 'src/score/breach.ts', '@resilint/runtime'],
  ['drill-border', 'src/drill/breach.ts', '../io/legal.js'],
  ['report-border', 'src/report/breach.ts', '../parse/legal.js'],
  ['gate-border', 'src/gate/breach.ts', '../config/legal.js'],
  ['config-border', 'src/config/breach.ts', '../discover/legal.js'],
  ['fix-border', 'src/fix/breach.ts', '../detect/legal.js'],
  ['cli-border', 'src/cli/breach.ts', '../report/legal.js'],
  ['runtime-stands-alone', 'src/runtime/src/breach.ts', 'zod'],
  ['node-only-in-the-node-entry-of-runtime', 'src/runtime/src/browser.ts', 'node:async_hooks'],
  ['runtime-only-by-its-name', 'src/shortcut.ts', './runtime/src/index.js'],
  ['only-assess-names-the-stages', 'src/index.ts', './detect/legal.js'],
  ['nothing-imports-the-cli', 'src/assess.ts', './cli/legal.js'],
  ['parser-packages-only-in-parse-and-fix', 'src/resolve/parsing.ts', 'oxc-parser'],
  ['ts-morph-only-in-fix', 'src/parse/morphing.ts', 'ts-morph'],
  ['yaml-only-in-config-and-discover', 'src/detect/reading.ts', 'yaml'],
  ['file-system-and-processes-only-in-io', 'src/discover/spawning.ts', 'node:child_process'],
  ['no-development-code-in-src', 'src/model/testing.ts', '../../test/helper.js'],
  ['no-development-dependency-in-src', 'src/io/developing.ts', 'vitest'],
  ['no-undeclared-dependency', 'src/text/borrowing.ts', 'left-pad'],
  ['no-unresolvable-import', 'src/text/misspelling.ts', './absent.js'],
  ['no-cycle', 'src/text/circling-back.ts', './circling.js'],
];

/** Imports that must stay possible: folder → what a legal file in it names. */
const legalImports: Readonly<Record<string, readonly string[]>> = {
  model: ['zod'],
  text: [],
  io: ['../model/legal.js', '../text/legal.js', 'node:fs', 'node:child_process'],
  discover: ['../model/legal.js', '../text/legal.js', '../io/legal.js', 'yaml'],
  parse: ['../model/legal.js', '../text/legal.js', '../io/legal.js', 'oxc-parser'],
  resolve: ['../model/legal.js', '../text/legal.js', '../io/legal.js', '../parse/legal.js'],
  detect: ['../resolve/legal.js', '../parse/legal.js'],
  judge: ['../detect/legal.js', '../resolve/legal.js'],
  score: ['../model/legal.js', '../text/legal.js'],
  drill: ['../model/legal.js', '../text/legal.js'],
  report: ['../model/legal.js', '../text/legal.js'],
  gate: ['../model/legal.js', '../text/legal.js'],
  config: ['../model/legal.js', '../text/legal.js', '../io/legal.js', 'yaml'],
  fix: ['../model/legal.js', '../parse/legal.js', '../io/legal.js', 'ts-morph', 'oxc-parser'],
  cli: ['../index.js', '../config/legal.js', '../io/legal.js', '../text/legal.js'],
};

const packages = ['zod', 'yaml', 'oxc-parser', 'ts-morph', 'vitest', 'left-pad'];

let tree = '';
let result: ICruiseResult;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'resilint-borders-'));
  plantTree();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [depcruise, '--config', configFile, '--output-type', 'json', 'src'],
    { cwd: tree, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  );
  expect(stderr).toBe('');
  result = JSON.parse(stdout) as ICruiseResult;
  // It reads all sources; beside other test files that takes longer than a hook may by default.
}, 60_000);

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

describe('the borders', () => {
  it.each(breaches)('report a breach of %s, and nothing else, for %s', (rule, file) => {
    const fired = result.summary.violations
      .filter(({ from }) => from === file)
      .map((violation) => violation.rule.name);
    expect(fired).toEqual([rule]);
  });

  it('leave every legal import alone', () => {
    const guilty = new Set(breaches.map(([, file]) => file));
    expect(result.summary.violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });

  it('have one planted breach for each rule of the configuration', async () => {
    const rules = (await forbiddenRules()).map(({ name }) => name);
    expect(breaches.map(([rule]) => rule).sort()).toEqual(rules.sort());
  });

  it('say in a comment what is allowed and what to do', async () => {
    for (const { name, comment } of await forbiddenRules()) {
      expect(comment?.match(/[.;] [A-Z]/), name).toBeTruthy();
    }
  });
});

async function forbiddenRules(): Promise<(IForbiddenRuleType & { name: string })[]> {
  const url = pathToFileURL(resolve(configFile)).href;
  const module = (await import(url)) as { default: { forbidden: unknown } };
  return module.default.forbidden as (IForbiddenRuleType & { name: string })[];
}

/** A synthetic repository under the configuration of this one. */
function plantTree(): void {
  for (const file of [configFile, 'tsconfig.json']) copyFileSync(file, join(tree, file));
  const dependencies = { zod: '*', yaml: '*', 'oxc-parser': '*', 'ts-morph': '*' };
  plant(
    'package.json',
    JSON.stringify({
      name: 'planted',
      type: 'module',
      dependencies: { ...dependencies, '@resilint/runtime': '*' },
      devDependencies: { vitest: '*' },
    }),
  );
  for (const name of packages) plantPackage(`node_modules/${name}`, name, './index.js');
  plantRuntime();
  plant('test/helper.ts', 'export const planted = true;\n');
  plant('src/text/circling.ts', importing(['./circling-back.js']));
  for (const [folder, specifiers] of Object.entries(legalImports)) {
    plant(`src/${folder}/legal.ts`, importing(specifiers));
  }
  for (const [, file, specifier] of breaches) plant(file, importing([specifier]));
}

function plantRuntime(): void {
  plantPackage('src/runtime', '@resilint/runtime', './src/index.ts');
  plant('src/runtime/src/index.ts', importing([]));
  plant('src/runtime/src/node/legal.ts', importing(['node:async_hooks', '../index.js']));
  mkdirSync(join(tree, 'node_modules/@resilint'), { recursive: true });
  symlinkSync('../../src/runtime', join(tree, 'node_modules/@resilint/runtime'));
}

function plantPackage(directory: string, name: string, entry: string): void {
  const manifest = {
    name,
    type: 'module',
    exports: { '.': { import: entry } },
    dependencies: { zod: '*' },
  };
  plant(`${directory}/package.json`, JSON.stringify(manifest));
  if (entry === './index.js') plant(`${directory}/index.js`, importing([]));
}

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

function importing(specifiers: readonly string[]): string {
  const imports = specifiers.map((specifier) => `import '${specifier}';\n`);
  return `${imports.join('')}export const planted = true;\n`;
}
