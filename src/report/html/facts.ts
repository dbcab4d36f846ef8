import type {
  Assessment,
  AskedRule,
  Call,
  EntryPoint,
  Evidence,
  Location,
} from '../../model/assessment.js';
import { groupBy } from '../../text/group-by.js';
import { nearestFolder } from '../../text/nearest-folder.js';
import { proseOf, type ProsePart } from './prose.js';

/** Look-ups over an assessment that every section of the report needs. */
export interface Facts {
  readonly assessment: Assessment;
  readonly calls: ReadonlyMap<string, Call>;
  readonly callsOf: ReadonlyMap<string, readonly Call[]>;
  readonly entryPoints: ReadonlyMap<string, EntryPoint>;
  readonly rules: ReadonlyMap<string, AskedRule>;
  /** What rules say, made ready once for all their findings. */
  readonly advice: ReadonlyMap<string, { readonly why: ProsePart[]; readonly remedy: ProsePart[] }>;
  /** Folder of the package that a file belongs to. */
  readonly packageOf: (file: string) => string;
  /** The name for people of that package. */
  readonly packageTitleOf: (file: string) => string;
  /** Who answers for a file, by CODEOWNERS. */
  readonly ownersOf: (file: string) => readonly string[];
  /** The call at a place; undefined where none begins there. */
  readonly callAt: (place: Location) => Call | undefined;
}

export function factsOf(assessment: Assessment): Facts {
  const { calls, entryPoints, rules, packages, files } = assessment;
  const dirs = new Set(packages.map(({ dir }) => dir));
  const owners = new Map(files.map((one) => [one.file, one.owners]));
  const packageOf = remembered((file: string) => nearestFolder(file, dirs));
  const titleOf = remembered((dir: string) => packageTitle(assessment, dir));
  const byLine = groupBy(calls, ({ file, line }) => `${file}:${line}`);
  return {
    assessment,
    calls: new Map(calls.map((call) => [call.id, call])),
    callsOf: groupBy(calls, ({ dependency }) => dependency),
    entryPoints: new Map(entryPoints.map((entry) => [entry.id, entry])),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    advice: new Map(
      rules.map(({ id, why, remedy }) => [id, { why: proseOf(why), remedy: proseOf(remedy) }]),
    ),
    packageOf,
    packageTitleOf: (file) => titleOf(packageOf(file)),
    ownersOf: (file) => owners.get(file) ?? [],
    callAt: ({ file, line, column }) => {
      const here = byLine.get(`${file}:${line}`) ?? [];
      return here.find((call) => call.column === column) ?? here[0];
    },
  };
}

/** The same answer again without the same work. */
function remembered(answer: (question: string) => string): (question: string) => string {
  const known = new Map<string, string>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined) return before;
    const found = answer(question);
    known.set(question, found);
    return found;
  };
}

/** Who is named where CODEOWNERS names nobody. */
export const NOBODY = 'nobody';

/** Calls that wait for an answer or hand data over: the ones that need protection. */
export const isProtectable = ({ role }: Call): boolean => role === 'request' || role === 'publish';

/** "src/http.ts:12". */
export const placeOf = ({ file, line }: Location | Evidence): string => `${file}:${line}`;

/** The name of a package for people: that of package.json, else its folder. */
export function packageTitle({ packages }: Assessment, dir: string): string {
  const name = packages.find((one) => one.dir === dir)?.name;
  return name ?? (dir === '.' ? 'root package' : dir);
}
