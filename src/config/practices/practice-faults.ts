import type { PracticeEntry } from '../../model/practice.js';
import { patternRisk } from '../../text/pattern-risk.js';
import { typeReferences, type TypeReference } from '../entry-types.js';
import { didYouMean, type Fault } from '../schema-faults.js';

/** What the schema cannot say: names that must exist, patterns that must be harmless. */
export const practiceFaults = (entry: PracticeEntry): readonly Fault[] => [
  ...unreachable(entry),
  ...typeReferences(entry).flatMap((reference) => unknownType(entry, reference)),
  ...patternsOf(entry).flatMap(riskOf),
];

/** An entry that nothing leads to would silently match nothing. */
function unreachable(entry: PracticeEntry): readonly Fault[] {
  const { packages, globals, commands = [], documents = [] } = entry;
  const ways = [...packages, ...Object.keys(globals), ...commands, ...documents];
  if (ways.length > 0) return [];
  return [{ path: ['packages'], message: 'name a package, a global, a command or a document' }];
}

function unknownType({ types }: PracticeEntry, { path, name }: TypeReference): readonly Fault[] {
  if (name === 'Self' || Object.hasOwn(types, name)) return [];
  const advice = didYouMean(name, Object.keys(types));
  return [{ path, message: `the type "${name}" is not described under "types"${advice}` }];
}

interface Pattern {
  readonly path: Fault['path'];
  readonly source: string;
}

function patternsOf({ commands = [], documents = [] }: PracticeEntry): readonly Pattern[] {
  return [
    ...commands.map(({ line }, index) => ({ path: ['commands', index, 'line'], source: line })),
    ...documents.flatMap(({ line, needs, speaks }, index) =>
      Object.entries({ line, needs, speaks }).flatMap(([field, source]) =>
        source === undefined ? [] : [{ path: ['documents', index, field], source }],
      ),
    ),
  ];
}

function riskOf({ path, source }: Pattern): readonly Fault[] {
  const risk = patternRisk(source);
  return risk === undefined ? [] : [{ path, message: `this pattern ${risk}` }];
}
