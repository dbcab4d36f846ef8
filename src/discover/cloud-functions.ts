import { createRequire } from 'node:module';
import { posix } from 'node:path';
import type * as Yaml from 'yaml';
import type { FileTree } from '../io/file-tree.js';
import type { CloudFunction, Repository } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { SERVERLESS_TIMEOUT, splitHandler, triggerOf } from '../text/deployed-functions.js';
import { isRecord } from '../text/record.js';
import { functionFolders, type Description } from './function-folders.js';

const serverless = /^serverless(\.[\w-]+)?\.ya?ml$/;
const template = /^(template|sam|sam-template)(\.[\w-]+)?\.ya?ml$/;

/** Seconds after which a function is ended when nothing is said. */
const LAMBDA_TIMEOUT = 3;

/** Functions that the Serverless Framework or AWS SAM deploys, in order of their files. */
export function describedFunctions(
  tree: FileTree,
  paths: readonly string[],
): Required<Pick<Repository, 'cloudFunctions' | 'functionFolders'>> {
  const files = paths
    .filter((file) => isServerless(file) || template.test(posix.basename(file)))
    .toSorted(compareText);
  const descriptions = files.flatMap((file) => described(tree, file) ?? []);
  return {
    cloudFunctions: descriptions.flatMap((one) =>
      isServerless(one.file) ? serverlessFunctions(one) : samFunctions(one),
    ),
    functionFolders: functionFolders(files.filter(isServerless), descriptions, paths),
  };
}

const isServerless = (file: string): boolean => serverless.test(posix.basename(file));

/** The names are not reserved: what is no YAML is some other tool's template. */
function described(tree: FileTree, file: string): Description | null {
  try {
    const text = tree.readText(file);
    // Few repositories have such a file, and start-up is not to pay for a parser.
    const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof Yaml;
    const document = parseDocument(text, { logLevel: 'silent' });
    const content: unknown = document.toJS();
    const hasMistakes = document.errors.length > 0;
    return isRecord(content) ? { file, text, content, hasMistakes } : null;
  } catch {
    return null;
  }
}

function serverlessFunctions(description: Description): readonly CloudFunction[] {
  const { functions, provider } = description.content;
  const shared = isRecord(provider) ? provider['timeout'] : undefined;
  const groups = Array.isArray(functions) ? functions : [functions];
  return groups.filter(isRecord).flatMap((group) =>
    Object.entries(group).flatMap(([name, own]) => {
      if (!isRecord(own) || typeof own['handler'] !== 'string') return [];
      const timeout = seconds(own['timeout']) ?? seconds(shared) ?? SERVERLESS_TIMEOUT;
      return [
        functionOf(description, {
          name,
          handler: own['handler'],
          timeout,
          concurrency: own['reservedConcurrency'],
          trigger: triggerOf(serverlessEvents(own['events'])),
        }),
      ];
    }),
  );
}

function samFunctions(description: Description): readonly CloudFunction[] {
  const { Resources, Globals } = description.content;
  const shared = isRecord(Globals) && isRecord(Globals['Function']) ? Globals['Function'] : {};
  return Object.entries(isRecord(Resources) ? Resources : {}).flatMap(([name, resource]) => {
    if (!isRecord(resource) || !isFunction(resource['Type'])) return [];
    const properties = isRecord(resource['Properties']) ? resource['Properties'] : {};
    const of = (key: string): unknown => properties[key] ?? shared[key];
    const handler = of('Handler');
    if (typeof handler !== 'string') return [];
    const code = of('CodeUri');
    const timeout = seconds(of('Timeout')) ?? LAMBDA_TIMEOUT;
    const dir = typeof code === 'string' ? code : '.';
    const concurrency = properties['ReservedConcurrentExecutions'];
    const trigger = triggerOf(samEvents(properties['Events']));
    const at = posix.join(dir, handler);
    return [functionOf(description, { name, handler: at, timeout, concurrency, trigger })];
  });
}

const isFunction = (type: unknown): boolean =>
  type === 'AWS::Serverless::Function' || type === 'AWS::Lambda::Function';

const seconds = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

interface Named {
  readonly name: string;
  /** "src/users.load": file without ending, and exported name. */
  readonly handler: string;
  readonly timeout: number;
  readonly concurrency: unknown;
  readonly trigger: CloudFunction['trigger'];
}

/** `events: [{ sqs: … }, { httpApi: … }]`: the names of what runs a function. */
const serverlessEvents = (events: unknown): readonly string[] =>
  (Array.isArray(events) ? events : []).flatMap((event: unknown) =>
    isRecord(event) ? Object.keys(event) : [String(event)],
  );

/** `Events: { Orders: { Type: SQS } }`. */
const samEvents = (events: unknown): readonly string[] =>
  Object.values(isRecord(events) ? events : {}).flatMap((event) =>
    isRecord(event) && typeof event['Type'] === 'string' ? [event['Type']] : [],
  );

function functionOf(
  { file, text }: Description,
  { name, handler, timeout, concurrency, trigger }: Named,
): CloudFunction {
  const dir = posix.dirname(file);
  return {
    ...{ file, dir, name, ...splitHandler(posix.join(dir, handler)) },
    line: text.split('\n').findIndex((line) => line.trim().startsWith(`${name}:`)) + 1,
    timeoutMs: timeout * 1_000,
    ...(trigger !== undefined && { trigger }),
    ...(typeof concurrency === 'number' && { concurrency }),
  };
}
