import { assess } from '../index.js';
import type { Assessment, Call, Catalog, CatalogEntry, CatalogExample } from '../index.js';
import { inTemporaryFolder } from '../io/temporary-folder.js';

/**
 * A call as "file:line operation"; in the examples of a guard as "file:line client operation". The
 * verdicts that its line announces follow after commas: "…, timeout bounded 5000, retry no".
 */
export type CallAt = string;

/** The calls of an entry that a scan finds in one of its examples, in the order of `expectedCalls`. */
export function foundCalls(
  entry: CatalogEntry,
  example: CatalogExample,
  { calls }: Assessment,
): readonly CallAt[] {
  const announced = new Map(expectations(example).map((one) => [one.at, one.verdicts]));
  return calls
    .filter(({ client }) => entry.guard || isOf(entry, client))
    .map((call) => {
      const at = `${call.file}:${call.line}`;
      const name = entry.guard ? `${call.client} ${call.operation}` : call.operation;
      const verdicts = (announced.get(at) ?? []).map((one) => verdictLike(call, one));
      return [`${at} ${name}`, ...verdicts].join(', ');
    })
    .sort();
}

/** What a scan of an example finds. */
export const assessExample = (
  catalog: Catalog,
  entry: CatalogEntry,
  example: CatalogExample,
): Assessment =>
  inTemporaryFolder(exampleFiles(entry, example), (root) =>
    assess({ root, catalog, cache: false }),
  );

/** The call's own verdict in the form of an announced one: with a number only where that has one. */
function verdictLike({ protection }: Call, announced: string): string {
  const [name, , number] = announced.split(' ');
  const found = Object.entries(protection).find(([key]) => key === name)?.[1];
  if (found === undefined) return `no protection is called ${name ?? ''}`;
  const value = 'ms' in found ? found.ms : 'attempts' in found ? found.attempts : limitOf(found);
  return [name, found.status, ...(number === undefined ? [] : [String(value)])].join(' ');
}

const limitOf = (found: object): number | undefined =>
  'limit' in found && typeof found.limit === 'number' ? found.limit : undefined;

function exampleFiles(
  { packages }: CatalogEntry,
  { dependencies = declared(packages), files }: CatalogExample,
): Readonly<Record<string, string>> {
  return { 'package.json': JSON.stringify({ name: 'example', dependencies }), ...files };
}

/** A prefix package such as "@aws-sdk/client-*" cannot be declared. */
const declared = (packages: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    packages.filter((name) => !/^node:|\*$/.test(name)).map((name) => [name, '*']),
  );

function isOf({ client, packages, reportPackage }: CatalogEntry, reported: string): boolean {
  if (!reportPackage) return reported === client;
  return packages.some((name) =>
    name.endsWith('*') ? reported.startsWith(name.slice(0, -1)) : reported === name,
  );
}

const EXPECTATION = /\/\/ expect (?<operation>[^\s,][^,]*?)\s*(?:,\s*(?<verdicts>.*?))?\s*$/;

interface Expectation {
  readonly at: string;
  readonly operation: string;
  readonly verdicts: readonly string[];
}

/** What the lines marked `// expect <operation>, <verdict>, …` announce. */
const expectations = ({ files }: CatalogExample): readonly Expectation[] =>
  Object.entries(files).flatMap(([file, content]) =>
    content.split('\n').flatMap((text, index) => {
      const { operation, verdicts } = EXPECTATION.exec(text)?.groups ?? {};
      return operation === undefined
        ? []
        : [{ at: `${file}:${index + 1}`, operation, verdicts: verdicts?.split(/,\s*/) ?? [] }];
    }),
  );

export const expectedCalls = (example: CatalogExample): readonly CallAt[] =>
  expectations(example)
    .map(({ at, operation, verdicts }) => [`${at} ${operation}`, ...verdicts].join(', '))
    .sort();
