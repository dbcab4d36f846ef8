import type { ClientEntry } from '../model/catalog.js';
import { patternRisk } from '../text/pattern-risk.js';
import { typeReferences, type TypeReference } from './entry-types.js';
import { didYouMean, type Fault } from './schema-faults.js';

/** What the schema cannot say: names that must exist, patterns that must be harmless. */
export function entryFaults(entry: ClientEntry, folder: string): readonly Fault[] {
  return [
    ...misplaced(entry, folder),
    ...unreachable(entry),
    ...typeReferences(entry).flatMap((reference) => unknownType(entry, reference)),
    ...patternsOf(entry).flatMap(riskOf),
  ];
}

/** Each folder holds one kind of entry; guards and frameworks say what they are. */
const markOf: Readonly<Record<string, 'guard' | 'framework'>> = {
  guards: 'guard',
  frameworks: 'framework',
};

function misplaced(entry: ClientEntry, folder: string): readonly Fault[] {
  return Object.entries(markOf).flatMap(([own, mark]) => {
    if (entry[mark] && folder !== own)
      return [{ path: [mark], message: `a ${mark} stands in the folder "${own}"` }];
    if (!entry[mark] && folder === own)
      return [{ path: [mark], message: `is missing: an entry in "${own}" says \`${mark}: true\`` }];
    return [];
  });
}

/** An entry that neither an import nor a global leads to would silently match nothing. */
function unreachable({ packages, globals }: ClientEntry): readonly Fault[] {
  if (packages.length > 0 || Object.keys(globals).length > 0) return [];
  return [{ path: ['packages'], message: 'name a package here, or a global in "globals"' }];
}

/** A misspelt type would silently match nothing. */
function unknownType({ types }: ClientEntry, { path, name }: TypeReference): readonly Fault[] {
  if (name === 'Self' || Object.hasOwn(types, name)) return [];
  const advice = didYouMean(name, Object.keys(types));
  return [{ path, message: `the type "${name}" is not described under "types"${advice}` }];
}

interface Pattern {
  readonly path: Fault['path'];
  readonly key: string;
}

/** Names written as "/regular expression/". */
function patternsOf({ exports, subpaths = {}, types }: ClientEntry): readonly Pattern[] {
  const patterns = [
    ...keysAt(exports, ['exports']),
    ...Object.entries(subpaths).flatMap(([name, table]) => keysAt(table, ['subpaths', name])),
    ...Object.entries(types).flatMap(([name, { members = {}, annotations = [] }]) => [
      ...keysAt(members, ['types', name, 'members']),
      ...annotations.map((key, index) => ({ path: ['types', name, 'annotations', index], key })),
    ]),
  ];
  return patterns.filter(({ key }) => key.startsWith('/'));
}

const keysAt = (table: object, path: Fault['path']): readonly Pattern[] =>
  Object.keys(table).map((key) => ({ path: [...path, key], key }));

function riskOf({ path, key }: Pattern): readonly Fault[] {
  if (!/^\/.+\/$/s.test(key))
    return [{ path, message: 'a pattern ends with a slash and has no flags' }];
  const risk = patternRisk(key.slice(1, -1));
  return risk === undefined ? [] : [{ path, message: `this pattern ${risk}` }];
}
