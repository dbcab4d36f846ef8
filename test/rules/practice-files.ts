import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';
import type { Service } from '../../src/model/assessment.js';
import {
  practiceNames,
  type PracticeEntry,
  type PracticeExample,
} from '../../src/model/practice.js';

const FOLDER = fileURLToPath(new URL('../../rules/catalog/practices/', import.meta.url));

/** Every tool of the shipped catalogue as it stands in its file. */
export const practiceFiles = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ name, content: parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as unknown }));

/** The one service that an example is. */
export function exampleService(entry: PracticeEntry, example: PracticeExample): Service {
  return inTemporaryFolder(exampleFiles(entry, example), (root) => {
    const { services } = assess({ root, cache: false });
    const [service] = services;
    if (service === undefined || services.length > 1) {
      throw new Error(`the example is ${services.length} services`);
    }
    return service;
  });
}

function exampleFiles(
  { packages }: PracticeEntry,
  { dependencies = declared(packages), files }: PracticeExample,
): Readonly<Record<string, string>> {
  const own = { ...declared(packages), ...dependencies };
  const manifest = { name: 'example', scripts: { start: 'node .' }, dependencies: own };
  return { 'package.json': JSON.stringify(manifest), ...files };
}

const declared = (packages: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    packages.filter((name) => !/^node:|\*$/.test(name)).map((name) => [name, '*']),
  );

/** Evidence as "file:line practice", but none in files that cannot hold a comment. */
export const foundEvidence = (service: Service): readonly string[] =>
  practiceNames
    .flatMap((practice) => {
      const verdict = service[practice];
      return 'evidence' in verdict
        ? verdict.evidence.map(({ file, line }) => `${file}:${line} ${practice}`)
        : [];
    })
    .filter((text) => !/\.json:/.test(text))
    .sort();

const EXPECTATION = /(?:\/\/|#) shows (?<practices>\w+(?: \w+)*)$/;

/** The evidence that lines marked `// shows <practice>` announce. */
export const expectedEvidence = ({ files }: PracticeExample): readonly string[] =>
  Object.entries(files)
    .flatMap(([file, content]) =>
      content.split('\n').flatMap((text, index) => {
        const practices = EXPECTATION.exec(text)?.groups?.['practices'];
        return (practices?.split(' ') ?? []).map((name) => `${file}:${index + 1} ${name}`);
      }),
    )
    .sort();
