import { assess } from './assess.js';
import { planFixes, type FixWishes } from './fix/plan-fixes.js';
import { targetNames, targetOf, type Target } from './fix/policy/target.js';
import { writerFor } from './fix/policy/writer.js';
import type { ReadFile } from './fix/timeout/node-support.js';
import { typeCheck } from './fix/verify/type-check.js';
import { shippedCatalog, shippedRules } from './io/rule-pack.js';
import type { AssessOptions } from './model/assess-options.js';
import type { Assessment } from './model/assessment.js';
import type { Catalog } from './model/catalog.js';
import type { PlannedFix, PlanVerification } from './model/fix.js';
import { readRepository, treeOf } from './read-repository.js';
import { KnownError } from './text/known-error.js';

/** What to fix, and how sure to be of it. */
export interface FixOptions extends AssessOptions, FixWishes {
  /** The assessment to work from; without it the folder is assessed. */
  readonly assessment?: Assessment;
  /** How edits are verified; by types unless said otherwise. */
  readonly verify?: PlanVerification;
  /**
   * Copies the runtime library into the repository, rather than asking for it from the registry.
   * Where nothing is said, it is copied unless some package asks for it already.
   */
  readonly vendor?: boolean;
  /** The library that policies are made with, by its name in the catalogue; "runtime" unless said otherwise. */
  readonly target?: string;
}

/** Plans edits that protect the calls of a folder. Nothing is written, and nothing of it is executed. */
export async function fix(options: FixOptions): Promise<PlannedFix> {
  const { catalog = shippedCatalog(), rules = shippedRules(), verify = 'types' } = options;
  const tree = treeOf(options);
  const read = onceEach((file) => {
    try {
      return tree.readText(file);
    } catch {
      return null;
    }
  });
  const assessment = options.assessment ?? assess(options);
  const reassess =
    verify === 'none'
      ? null
      : (texts: ReadonlyMap<string, string>): Assessment => assess({ ...options, texts });
  const writer = await writerFor(assessment, read, {
    vendor: options.vendor,
    target: libraryOf(options.target, catalog),
  });
  let sources: readonly string[] | undefined;
  const sourceFiles = (): readonly string[] =>
    (sources ??= readRepository(options, tree).repository.sources.map(({ file }) => file));
  const types = typeCheck({ root: tree.root, read, verify, writer, sourceFiles });
  const known = { assessment, catalog, rules, sourceFiles };
  const ground = { ...known, writer, reassess, verification: verify, ...types };
  return { ...(await planFixes(ground, options)), assessment };
}

/** What is read while edits are planned stays as it is. */
function onceEach(read: ReadFile): ReadFile {
  const texts = new Map<string, string | null>();
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = read(file);
    texts.set(file, text);
    return text;
  };
}

/** Null for the runtime library. */
function libraryOf(name: string | undefined, catalog: Catalog): Target | null {
  if (name === undefined || name === 'runtime') return null;
  const target = targetOf(catalog, name);
  if (target !== null) return target;
  const known = ['runtime', ...targetNames(catalog)].join(', ');
  throw new KnownError(`No policies are made with ${name}`, `Take one of ${known}.`, 2);
}
