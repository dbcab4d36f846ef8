import { posix } from 'node:path';
import type { CloudFunction } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { isRecord } from '../text/record.js';
import type { JsonFiles } from './json-files.js';
import { pathRuleFor } from './path-rules.js';

/**
 * Functions of Azure as they were described before version 4 of its programming model: each has a
 * folder with a `function.json`, below the one of the `host.json`. In order of their files.
 */
export const azureFunctions = (
  json: JsonFiles,
  paths: readonly string[],
): readonly CloudFunction[] =>
  paths
    .filter((file) => posix.basename(file) === 'function.json' && !isSetAside(file))
    .toSorted(compareText)
    .flatMap((file) => functionsIn(json, file));

/** What is installed or built is a copy; what tests and examples describe is not deployed. */
function isSetAside(file: string): boolean {
  const reason = pathRuleFor(file, '.')?.reason;
  return reason !== undefined && reason !== 'generated';
}

function functionsIn(json: JsonFiles, file: string): readonly CloudFunction[] {
  const value = valueIn(json, file);
  if (!isRecord(value) || value['disabled'] === true || !Array.isArray(value['bindings']))
    return [];
  const folder = posix.dirname(file);
  const name = posix.basename(folder);
  const trigger = value['bindings'].filter(isRecord).find(({ type }) => isTrigger(type));
  if (trigger === undefined) return [];
  const { scriptFile: script, entryPoint } = value;
  const handler = typeof script === 'string' ? script.replaceAll('\\', '/') : 'index.js';
  const dir = posix.dirname(folder);
  return [
    {
      ...{ file, line: 1, dir },
      ...enteringBy(trigger, { name, routePrefix: routePrefix(json, dir) }),
      handlerFile: posix.join(folder, handler.replace(/\.[cm]?[jt]s$/, '')),
      ...(typeof entryPoint === 'string' && { exported: entryPoint }),
    },
  ];
}

/** Other tools have files of these names: what cannot be read is none of ours. */
function valueIn(json: JsonFiles, file: string): unknown {
  const content = json.read(file);
  return content.failed === undefined ? content.value : undefined;
}

const isTrigger = (type: unknown): boolean => typeof type === 'string' && /Trigger$/i.test(type);

interface Surroundings {
  readonly name: string;
  readonly routePrefix: string;
}

type Binding = Readonly<Record<string, unknown>>;

/** How work enters, and the name that whoever sends it knows. */
function enteringBy(
  binding: Binding,
  { name, routePrefix: prefix }: Surroundings,
): Pick<CloudFunction, 'kind' | 'name'> {
  const text = (key: string): string | null =>
    typeof binding[key] === 'string' ? binding[key] : null;
  const type = text('type') ?? '';
  if (/^httpTrigger$/i.test(type)) {
    const path = posix.join('/', prefix, text('route') ?? name);
    return { kind: 'http-route', name: `${methodsOf(binding)} ${path}` };
  }
  if (/^timerTrigger$/i.test(type))
    return { kind: 'cron', name: `cron ${text('schedule') ?? name}` };
  // Steps that an orchestration of the same application runs.
  if (/^(orchestration|activity|entity)Trigger$/i.test(type)) return { kind: 'lambda', name };
  const topic = text('topicName') ?? text('eventHubName') ?? text('topic');
  if (topic !== null) return { kind: 'consumer', name: `topic ${topic}` };
  const queue = text('queueName');
  return { kind: 'consumer', name: queue === null ? name : `queue ${queue}` };
}

function methodsOf({ methods }: Binding): string {
  const named = Array.isArray(methods) ? methods.filter((one) => typeof one === 'string') : [];
  return named.length === 0 ? 'ALL' : named.join('|').toUpperCase();
}

const DEFAULT_PREFIX = 'api';

/** What a `host.json` puts in front of every route, "api" where it says nothing. */
function routePrefix(json: JsonFiles, dir: string): string {
  const value = valueIn(json, posix.join(dir, 'host.json'));
  const extensions = isRecord(value) ? value['extensions'] : undefined;
  const http = isRecord(extensions) ? extensions['http'] : undefined;
  const prefix = isRecord(http) ? http['routePrefix'] : undefined;
  return typeof prefix === 'string' ? prefix : DEFAULT_PREFIX;
}
