import { posix } from 'node:path';
import type { RepositoryPackage } from '../../model/repository.js';
import type { Expression, FileFacts } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';
import { sourceCandidates } from '../../resolve/modules/module-files.js';
import { reachedByFolder } from '../code/open-loads.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';

/**
 * The functions of a platform that takes them from the main file of their package, without those
 * that it does not lead to. Where it leads to none at all, what is taken stands elsewhere.
 */
export function takenFromMain(judging: Judging, drafts: readonly Draft[]): readonly Draft[] {
  const led = new Map<string, Led>();
  const ledTo = (file: string): Led => {
    const known = led.get(file) ?? howLed(judging, file);
    led.set(file, known);
    return known;
  };
  const packageOf = (file: string): string => judging.owner(file).dir;
  const explained = new Set(
    drafts.flatMap(({ file }) => (ledTo(file) === 'by-main' ? [packageOf(file)] : [])),
  );
  return drafts.filter(({ file }) => ledTo(file) !== 'not' || !explained.has(packageOf(file)));
}

/** Whether a main file leads to a file; `maybe` where something else may. */
type Led = 'by-main' | 'maybe' | 'not';

function howLed(judging: Judging, file: string): Led {
  const owner = judging.package(file);
  const main = owner === undefined ? null : mainOf(judging, owner);
  if (owner === undefined || main === null) return 'maybe';
  const importers = judging.importers();
  const above = new Set([file]);
  for (const one of above) for (const by of importers.get(one) ?? []) above.add(by);
  if (above.has(main)) return 'by-main';
  const isOpen =
    handsOutExports(judging.facts(main)) ||
    [...above].some((one) => judging.owner(one).dir !== owner.dir || reachedByFolder(judging)(one));
  return isOpen ? 'maybe' : 'not';
}

const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** The source of the file that a package is loaded by: it names what is built of it. */
function mainOf(judging: Judging, { dir, main = 'index.js' }: RepositoryPackage): string | null {
  const stems = sourceCandidates(main).map((one) => one.replace(/\.[cm]?js$/, ''));
  const paths = stems
    .flatMap((stem) => [stem, `${stem}/index`])
    .flatMap((stem) => ENDINGS.map((ending) => posix.join(dir, stem + ending)));
  return paths.find((path) => judging.facts(path) !== undefined) ?? null;
}

/** `exportFunctions({ exports })`: a package puts there what it finds. */
const handsOutExports = (facts: FileFacts | undefined): boolean =>
  facts?.calls.some((call) => call.arguments.some(isOrHoldsExports)) === true;

const isOrHoldsExports = (expression: Expression): boolean =>
  isExports(expression) ||
  (expression.kind === 'object' && children(expression).some(isOrHoldsExports));

const isExports = (expression: Expression): boolean =>
  expression.kind === 'name'
    ? expression.name === 'exports' && expression.binding === null
    : expression.kind === 'member' &&
      expression.property === 'exports' &&
      expression.object.kind === 'name' &&
      expression.object.name === 'module';
