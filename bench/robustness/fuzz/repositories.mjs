// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { corpusFiles } from '../corpus-files.mjs';
import { mutate } from './mutations.mjs';
import { seededRandom } from './random.mjs';

const LARGEST = 60_000;

/**
 * The texts that repositories are made from, with the endings of their files.
 *
 * @param {readonly string[]} folders
 * @returns {{ readonly ending: string, readonly text: string }[]}
 */
export function readPool(folders) {
  return folders.flatMap((folder) =>
    corpusFiles(folder)
      .filter(({ file, size }) => size > 0 && size < LARGEST && !file.includes('node_modules/'))
      .map(({ file }) => ({
        ending: /\.[cm]?[jt]sx?$/.exec(file)[0],
        text: readFileSync(path.join(folder, file), 'utf8'),
      })),
  );
}

export const isFolder = (name) => statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;

const manifest = {
  name: 'fuzzed',
  dependencies: { axios: '1.0.0', pg: '^8.0.0', knex: '3.0.0', '@aws-sdk/client-s3': '3.0.0' },
  exports: { '.': './src/f0.ts', './*': './src/*.ts' },
  imports: { '#*': './src/*.ts' },
};

const tsconfig = {
  compilerOptions: { baseUrl: '.', paths: { '@/*': ['src/*'], '~*': ['./*'] } },
  extends: './tsconfig.base.json',
};

const specifier = /(from\s+|require\(\s*|import\(\s*|import\s+)(['"])([^'"\n]*)\2/g;

/**
 * The same seed, number and pool give the same files: path → text.
 *
 * @param {ReturnType<typeof readPool>} pool
 * @param {number} seed
 * @param {number} number
 * @returns {Record<string, string>}
 */
export function repositoryOf(pool, seed, number) {
  const random = seededRandom(seed * 1_000_003 + number);
  const chosen = Array.from({ length: 1 + random.below(6) }, () => random.pick(pool));
  const names = chosen.map(({ ending }, index) => `src/f${index}${ending}`);
  const files = chosen.map(({ text }, index) => {
    const linked = linkedTo(names, text, random);
    return [names[index], mutate(linked, random.pick(pool).text, random)];
  });
  return Object.fromEntries([...files, ...settings(random)]);
}

/** Half of the imports lead to the other files, itself included. */
function linkedTo(names, text, random) {
  return text.replaceAll(specifier, (whole, before, quote) => {
    if (random.chance(0.5)) return whole;
    const target = path.posix.basename(random.pick(names)).replace(/\.[cm]?[jt]sx?$/, '');
    const written = random.pick([`./${target}`, `./${target}.js`, `@/${target}`, `#${target}`]);
    return before + quote + written + quote;
  });
}

function settings(random) {
  const mutated = (value) => {
    const text = JSON.stringify(value, null, 2);
    return random.chance(0.3) ? mutate(text, text, random) : text;
  };
  const files = [['package.json', mutated(manifest)]];
  if (random.chance(0.5)) files.push(['tsconfig.json', mutated(tsconfig)]);
  if (random.chance(0.3)) files.push(['tsconfig.base.json', mutated(tsconfig)]);
  if (random.chance(0.2)) files.push(['package-lock.json', mutated({ packages: manifest })]);
  return files;
}
