import type { CloudFunction } from '../../model/repository.js';
import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { splitHandler } from '../../text/deployed-functions.js';
import { positionAt } from '../../text/positions.js';
import { pathFrom } from './own-folder.js';
import { placeOf, type Judging } from '../judging.js';

const CONSTRUCTS = /^(sst|@serverless-stack|aws-cdk-lib|@aws-cdk)(\/|$)/;
/** "packages/functions/src/app.handler". */
const HANDLER = /^(\.\/)?([\w@.-]+\/)+[\w.-]+\.[A-Za-z_$][\w$]*$/;
const ROUTE = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY) \/\S*$/;
const SCHEDULED = /Cron|Schedule/;
const NOTIFIED = /Queue|Topic|Bus|Bucket|Stream|subscribe|notify/;

/**
 * Functions that the code of an infrastructure (SST, AWS CDK) deploys: texts that name a file of the
 * repository and a function it exports, wherever they stand in what constructs are given.
 */
export const describedByConstructs = (judging: Judging): readonly CloudFunction[] =>
  judging.repository.sources.flatMap(({ file }) => {
    const facts = judging.facts(file);
    if (facts === undefined || !makesConstructs(facts)) return [];
    return facts.calls.flatMap((call) => functionsIn(judging, facts, call));
  });

/** It imports constructs, or uses the global object of SST 3. */
const makesConstructs = ({ requests, calls }: FileFacts): boolean =>
  requests.some(({ specifier }) => CONSTRUCTS.test(specifier)) ||
  calls.some(({ callee }) => isGlobal(rootOf(callee), 'sst'));

function rootOf(expression: Expression): Expression {
  let current = expression;
  while (current.kind === 'member') current = current.object;
  return current;
}

const isGlobal = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.binding === null && expression.name === name;

interface Handler {
  /** Of the handler: without ending. */
  readonly handlerFile: string;
  readonly exported: string;
  readonly route: string | null;
}

function functionsIn(judging: Judging, facts: FileFacts, call: CallFact): readonly CloudFunction[] {
  const first = textOf(call.arguments[0]);
  const key = first !== null && ROUTE.test(first) ? first : null;
  const made = lastName(call.callee) ?? '';
  const trigger = SCHEDULED.test(made) ? 'schedule' : NOTIFIED.test(made) ? 'message' : undefined;
  const { line } = positionAt(facts.lineStarts, call.start);
  return call.arguments
    .flatMap((argument) => handlersIn(judging, argument, { facts, call, key }))
    .map(({ handlerFile, exported, route }) => ({
      ...{ file: facts.file, line, dir: '.', handlerFile, exported },
      name: route ?? `${handlerFile}.${exported}`,
      ...(route !== null && { kind: 'http-route' as const }),
      ...(route === null && trigger !== undefined && { trigger }),
    }));
}

interface Within {
  readonly facts: FileFacts;
  readonly call: CallFact;
  readonly key: string | null;
}

function handlersIn(judging: Judging, given: Expression, within: Within): readonly Handler[] {
  const text = textOf(given);
  if (text !== null) return named(judging, text, within.key);
  if (given.kind !== 'object') return [];
  const entry = given.properties.find(({ key }) => key === 'entry')?.value;
  if (entry !== undefined) return bundled(judging, given, { entry, within });
  return given.properties.flatMap(({ key, value }) =>
    handlersIn(judging, value, {
      ...within,
      key: key !== null && ROUTE.test(key) ? key : within.key,
    }),
  );
}

const textOf = (expression: Expression | undefined): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

/** The one file that the path ends in, below whatever folder sources are looked for in. */
function named(judging: Judging, text: string, route: string | null): readonly Handler[] {
  if (!HANDLER.test(text)) return [];
  const { handlerFile: path, exported } = splitHandler(text.replace(/^\.\//, ''));
  const found = judging.repository.sources
    .map(({ file }) => file.replace(/\.[cm]?[jt]sx?$/, ''))
    .filter((stem) => stem === path || stem.endsWith(`/${path}`));
  const [only] = found.filter((stem) => stem === path).length === 1 ? [path] : found;
  if (only === undefined || (only !== path && found.length > 1)) return [];
  return [{ handlerFile: only, exported, route }];
}

/** `new NodejsFunction(this, 'load', { entry: join(__dirname, 'load.ts'), handler: 'main' })`. */
function bundled(
  judging: Judging,
  { properties }: Extract<Expression, { kind: 'object' }>,
  { entry, within: { facts, call, key } }: { readonly entry: Expression; readonly within: Within },
): readonly Handler[] {
  const path = pathFrom(judging, { expression: entry, place: placeOf(facts.file, call) }, '.');
  if (path === null || judging.facts(path) === undefined) return [];
  const exported = textOf(properties.find((one) => one.key === 'handler')?.value) ?? 'handler';
  return [{ handlerFile: path.replace(/\.[cm]?[jt]sx?$/, ''), exported, route: key }];
}
