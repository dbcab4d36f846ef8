import type { CallFact, Expression, FileFacts, MemberFact } from '../../parse/facts.js';
import type { IfFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { letsWorkIn } from '../code/incoming.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { probeKind } from './health-paths.js';
import { functionsOf, type Root } from './reach.js';

/** A path that a service answers. */
export interface Route {
  /** As a client asks for it: "/api/health". */
  readonly path: string;
  readonly file: string;
  readonly start: number;
  /** Functions that answer; none where they are not known. */
  readonly handlers: readonly Root[];
}

/** Paths with which a prober may ask a service. */
export function probeRoutes(judging: Judging, files: Iterable<FileFacts>): readonly Route[] {
  const registered = VERBS.flatMap((name) => judging.names.calls(name)).flatMap((point) =>
    registeredRoute(judging, point),
  );
  const declared = [...files].flatMap((facts) => [
    ...decoratedRoutes(facts),
    ...fileRoutes(judging, facts),
    ...comparedRoutes(judging, facts),
  ]);
  return [...registered, ...declared];
}

const VERBS = ['get', 'all', 'head', 'use', 'route'];

function registeredRoute(judging: Judging, point: Point): readonly Route[] {
  const call = judging.call(point);
  const [first, ...rest] = call?.arguments ?? [];
  if (call === undefined || first === undefined) return [];
  const path = textOf(first) ?? textOf(propertyOf(first, ['url', 'path']));
  if (path?.startsWith('/') !== true || probeKind(path) === null) return [];
  const given = first.kind === 'object' ? [propertyOf(first, ['handler'])] : rest;
  if (given.every((one) => one === undefined) || isClient(judging, point)) return [];
  const handlers = given.flatMap((one) => handlersIn(judging, one, { file: point.file, call }));
  return [{ path: rooted(path), file: point.file, start: call.start, handlers }];
}

const isClient = (judging: Judging, point: Point): boolean =>
  judging
    .callees(point)
    .some(
      (value) => (value.kind === 'operation' || value.kind === 'external') && !letsWorkIn(value),
    );

const textOf = (expression: Expression | undefined): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

function propertyOf(expression: Expression, names: readonly string[]): Expression | undefined {
  if (expression.kind !== 'object') return undefined;
  return expression.properties.find(({ key }) => key !== null && names.includes(key))?.value;
}

const rooted = (path: string): string => `/${path.replace(/^\/+|\/+$/g, '')}`;

/** Functions that an expression stands for or that are handed to the wrapper it calls. */
function handlersIn(
  judging: Judging,
  expression: Expression | undefined,
  at: { readonly file: string; readonly call: CallFact },
): readonly FunctionPlace[] {
  if (expression === undefined) return [];
  const { file, call } = at;
  const own = judging.resolver
    .evaluate(expression, placeOf(file, call))
    .flatMap((value) => (value.kind === 'function' ? functionsOf(judging, value) : []));
  const wrapper = expression.kind === 'call' ? judging.facts(file)?.calls[expression.call] : null;
  if (own.length > 0 || wrapper == null) return own;
  return wrapper.arguments.flatMap((one) => handlersIn(judging, one, { file, call: wrapper }));
}

/** `@Controller('health')` and `@Get('ready')`. */
function decoratedRoutes({ file, classes, calls }: FileFacts): readonly Route[] {
  const argumentOf = (decorators: readonly Expression[], name: RegExp): string | null => {
    for (const one of decorators) {
      const call = one.kind === 'call' ? calls[one.call] : undefined;
      if (call === undefined || !name.test(lastName(call.callee) ?? '')) continue;
      const [first] = call.arguments;
      return textOf(first) ?? textOf(first && propertyOf(first, ['path'])) ?? '';
    }
    return null;
  };
  return classes.flatMap(({ decorators, members }) => {
    const base = argumentOf(decorators, /Controller$/);
    if (base === null) return [];
    return members.flatMap(({ decorators: own, function: id }: MemberFact) => {
      const path = argumentOf(own, /^(Get|All|Head|HttpGet)$/);
      if (path === null || id === undefined) return [];
      const whole = rooted([base, path].join('/').replaceAll(/\/+/g, '/'));
      const [decorator] = own;
      const start = decorator?.kind === 'call' ? (calls[decorator.call]?.start ?? 0) : 0;
      const handlers = [{ file, function: id }];
      return probeKind(whole) === null ? [] : [{ path: whole, file, start, handlers }];
    });
  });
}

const ROUTE_FILE =
  /(?:^|\/)(?:pages|app|routes)\/(?:\([\w-]+\)\/)*(.*?)(?:\/route|\/index|\/\+server)?\.[cm]?[jt]sx?$/;

/** Files that a framework answers a path with because of where they lie. */
function fileRoutes(judging: Judging, { file, exports, functions }: FileFacts): readonly Route[] {
  const path = ROUTE_FILE.exec(file)?.[1]?.replaceAll('.', '/');
  if (path === undefined || probeKind(path) === null) return [];
  const answering = exports.filter(({ name }) => /^(default|GET|HEAD|loader|handler)$/.test(name));
  const handlers = answering.flatMap(({ name }) =>
    judging.resolver.exported(file, name).flatMap((value) => functionsOf(judging, value)),
  );
  const [first] = handlers;
  if (answering.length === 0) return [];
  const start = first?.file === file ? (functions[first.function]?.start ?? 0) : 0;
  return [{ path: rooted(path), file, start, handlers }];
}

/** `if (request.url === '/health')` of servers without a framework. */
function comparedRoutes(judging: Judging, { file }: FileFacts): readonly Route[] {
  return (judging.map(file)?.statements('if') ?? []).flatMap((one: IfFact) => {
    const path = comparedPath(one.test);
    if (path === null || probeKind(path) === null || !answersIn(judging, file, one)) return [];
    const handler = { file, function: one.function, span: one.then };
    return [{ path, file, start: one.start, handlers: [handler] }];
  });
}

const PASSES_ON = /^(next|done|debug|info|log|trace|warn|error)$/;

/** A branch that only goes on to what comes next answers nothing. */
const answersIn = (judging: Judging, file: string, { then }: IfFact): boolean =>
  (judging.map(file)?.callsWithin(then) ?? []).some((id) => {
    const call = judging.call({ file, call: id });
    return call !== undefined && !PASSES_ON.test(lastName(call.callee) ?? '');
  });

function comparedPath(test: Expression): string | null {
  if (test.kind === 'logical') return comparedPath(test.left) ?? comparedPath(test.right);
  if (test.kind !== 'binary' || !/^===?$/.test(test.operator)) return null;
  const [asked, text] =
    test.left.kind === 'literal' ? [test.right, test.left] : [test.left, test.right];
  const isAsked = /^(url|path|pathname|originalUrl|rawPath|route)$/.test(lastName(asked) ?? '');
  const path = textOf(text);
  return isAsked && path?.startsWith('/') === true ? path : null;
}
