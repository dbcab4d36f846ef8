import type { PracticeEntry } from '../../model/practice.js';
import type { Repository } from '../../model/repository.js';
import type { FileFacts } from '../../parse/facts.js';
import { parseFile } from '../../parse/parse-file.js';
import { CatalogIndex } from '../../resolve/indexes/catalog-index.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';
import { Resolver } from '../../resolve/resolver.js';
import { Judging } from '../judging.js';
import { surveyOf } from '../surroundings/survey-of.js';
import type { Concerns } from './concerns.js';
import type { Ground } from './ground.js';
import { PracticeIndex } from './practice-index.js';
import { shownBy, type Shown } from './signs.js';
import { ToolUses } from './tool-uses.js';

export interface ExperimentInput {
  readonly repository: Repository;
  readonly entries: readonly PracticeEntry[];
  readonly modules: ModuleResolver;
  readonly concerns: Concerns;
  readonly read: (file: string) => string;
}

/**
 * Faults that tests inject. Tests are read for this alone: only those of packages that declare a tool,
 * and of these only the ones whose text names both the tool and one of its calls are parsed.
 */
export function experimentsInTests(input: ExperimentInput): readonly Shown[] {
  const { repository, modules } = input;
  const entries = input.entries.filter(injectsFaults);
  const index = new PracticeIndex(entries);
  const tests = parsedTests(input, entries, index);
  if (tests.size === 0) return [];
  const facts = (file: string): FileFacts | undefined => tests.get(file);
  const allFacts = (): Iterable<FileFacts> => tests.values();
  const catalog = new CatalogIndex(index.clients);
  const resolver = new Resolver({ catalog, modules, facts, allFacts });
  const judging = new Judging({ resolver, repository, allFacts, survey: surveyOf });
  const uses = new ToolUses(judging, index);
  const ground: Ground = { judging, tools: judging, index, uses, sites: new Map() };
  return uses
    .all(new Set(tests.keys()))
    .flatMap((use) => shownBy(ground, use))
    .filter((one) => one.of === 'chaosTests');
}

const injectsFaults = ({ types }: PracticeEntry): boolean =>
  Object.values(types).some(({ call, constructs, members = {} }) =>
    [call, constructs, ...Object.values(members)].some((action) =>
      action?.shows?.some((sign) => sign.of === 'chaosTests'),
    ),
  );

function parsedTests(
  input: ExperimentInput,
  entries: readonly PracticeEntry[],
  index: PracticeIndex,
): ReadonlyMap<string, FileFacts> {
  const packages = entries.flatMap((one) => one.packages);
  const names = [...index.names].filter((name) => name !== 'default');
  const parsed = new Map<string, FileFacts>();
  for (const file of testFiles(input, packages)) {
    const text = textOf(input, file);
    if (!packages.some((name) => text.includes(name))) continue;
    if (!names.some((name) => text.includes(name))) continue;
    const result = parseFile(file, text);
    if (result.ok) parsed.set(file, result.facts);
  }
  return parsed;
}

/** Tests of packages that declare one of the tools. */
function testFiles(
  { repository, concerns }: ExperimentInput,
  tools: readonly string[],
): readonly string[] {
  const declaring = new Set(
    repository.packages
      .filter(({ ranges }) => tools.some((name) => Object.hasOwn(ranges, name)))
      .map(({ dir }) => dir),
  );
  if (declaring.size === 0) return [];
  return repository.setAside
    .filter(({ file, reason }) => isTest(reason) && /\.[cm]?[jt]sx?$/.test(file))
    .map(({ file }) => file)
    .filter((file) => declaring.has('.') || declaring.has(concerns.packageDir(file)));
}

const isTest = (reason: string): boolean => reason === 'test' || reason === 'mock';

function textOf({ read }: ExperimentInput, file: string): string {
  try {
    return read(file);
  } catch {
    return '';
  }
}
