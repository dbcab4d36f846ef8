import type { UserFile } from '../../io/user-files.js';
import { parseCondition } from '../../model/condition.js';
import type { Location } from '../../model/location.js';
import { globRisk } from '../../text/glob-risk.js';
import { isRecord } from '../../text/record.js';
import type { EntryProblem } from '../entry-problem.js';
import { readJson } from '../json-document.js';
import { didYouMean, faultsOf, type Fault } from '../schema-faults.js';
import { toldFaults } from '../told-faults.js';
import { readYaml, type FieldPath, type YamlDocument } from '../yaml-document.js';
import { isManifestName, PACKAGE_KEY } from './find-settings.js';
import { settingsSchema, type WrittenSettings } from './schema.js';

/** One file of settings, as far as it could be read. */
export interface ParsedSettings {
  readonly file: string;
  /** Absent where there are mistakes. */
  readonly written?: WrittenSettings;
  /** Packs to begin with, told of mistakes as well. */
  readonly extended: readonly string[];
  readonly problems: readonly EntryProblem[];
  readonly problemAt: (path: FieldPath, message: string) => EntryProblem;
}

/** Reads one file; every problem names the line on which its field stands. */
export function parseSettings(given: UserFile): ParsedSettings {
  const { file } = given;
  const whole = (message: string): EntryProblem => ({ file, line: 1, field: '', message });
  const unread = {
    file,
    extended: [],
    problemAt: (_: FieldPath, message: string) => whole(message),
  };
  if (!('text' in given)) return { ...unread, problems: [whole(given.problem)] };
  const document = /\.jsonc?$/.test(file) ? readJson(file, given.text) : readYaml(file, given.text);
  if (!('value' in document)) return { ...unread, problems: document };
  return checked(file, isManifestName(file) ? below(document, PACKAGE_KEY) : document);
}

function checked(file: string, { value, valueAt, problemAt }: YamlDocument): ParsedSettings {
  const result = settingsSchema.safeParse(value);
  const faults = result.success
    ? contentFaults(result.data)
    : result.error.issues.flatMap((issue) => faultsOf(issue, { schema: settingsSchema, valueAt }));
  const problems = toldFaults(faults).map(({ path, message }) => problemAt(path, message));
  const parsed = { file, problemAt, problems, extended: textsIn(value, 'extends') };
  return result.success ? { ...parsed, written: result.data } : parsed;
}

function textsIn(value: unknown, key: string): readonly string[] {
  const list: unknown = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}

/** The part of a document below a key, as a document of its own. */
function below({ value, valueAt, problemAt }: YamlDocument, key: string): YamlDocument {
  return {
    value: isRecord(value) ? value[key] : undefined,
    valueAt: (path) => valueAt([key, ...path]),
    problemAt: (path, message) => problemAt([key, ...path], message),
  };
}

/** What the schema cannot say: conditions must be right, and globs harmless. */
function contentFaults(written: WrittenSettings): readonly Fault[] {
  return [
    ...globFaults(written.include, ['include']),
    ...globFaults(written.exclude, ['exclude']),
    ...globFaults(Object.keys(written.packages ?? {}), ['packages']),
    ...(written.overrides ?? []).flatMap(({ files }, index) =>
      globFaults(files, ['overrides', index, 'files']),
    ),
    ...(written.protections ?? []).flatMap((one, index) => protectionFaults(one, index)),
    ...conditionFaults(written.failOn, ['failOn']),
    ...Object.entries(written.packages ?? {}).flatMap(([name, { failOn }]) =>
      conditionFaults(failOn, ['packages', name, 'failOn']),
    ),
  ];
}

function globFaults(globs: readonly string[] = [], path: FieldPath): readonly Fault[] {
  const byKey = path.at(-1) === 'packages';
  return globs.flatMap((glob, index) => {
    const risk = globRisk(glob);
    return risk === undefined ? [] : [{ path: [...path, byKey ? glob : index], message: risk }];
  });
}

const kinds = ['timeout', 'retry', 'breaker', 'bulkhead'] as const;

function protectionFaults(
  written: NonNullable<WrittenSettings['protections']>[number],
  index: number,
): readonly Fault[] {
  const declaresSomething = kinds.some((kind) => written[kind] !== undefined);
  const path = ['protections', index];
  return [
    ...globFaults(written.for.files, [...path, 'for', 'files']),
    ...(declaresSomething ? [] : [{ path, message: `declares none of ${kinds.join(', ')}` }]),
  ];
}

function conditionFaults(conditions: readonly string[] = [], path: FieldPath): readonly Fault[] {
  return conditions.flatMap((text, index) => {
    const condition = parseCondition(text);
    if (!('problem' in condition)) return [];
    const { problem, name = '', known = [] } = condition;
    return [{ path: [...path, index], message: `${problem}${didYouMean(name, known)}` }];
  });
}

/** Where a field stands. */
export function locationOf({ problemAt }: ParsedSettings, path: FieldPath): Location {
  const { file, line } = problemAt(path, '');
  return { file, line };
}
