import type { MountFact } from '../../model/catalog-entry.js';
import type { Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { ABSENT, type LookUp } from '../settings/found-setting.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { lookUpAt, textAt, type Each } from './texts.js';
import type { Entering } from './entering.js';
import { functionsAt, functionsOf } from './functions-of.js';
import type { Host } from './host.js';
import { creationKey, functionKey, isRouter, type Hosts } from './hosts.js';
import { limitersIn } from './limits.js';
import { middlewareIn } from './middleware.js';
import { itemsOf } from './items.js';

/** Notes what a call mounts. Answers with the functions that it gives a router. */
export function mountBy(
  judging: Judging,
  hosts: Hosts,
  { entering, mounts }: { readonly entering: Entering; readonly mounts: MountFact },
): readonly { readonly file: string; readonly function: number }[] {
  const mounting: Mounting = { judging, hosts, entering, mounts };
  switch (mounts.what) {
    case 'result':
      mountAll(mounting, routersIn(resultOf(judging, entering)), () => hosts.hostsOf(entering));
      return [];
    case 'each':
      mountEach(mounting);
      return [];
    case 'package':
      mountProgram(mounting);
      return [];
    case 'routers':
    case 'plugins':
    case 'within':
      return mountArguments(mounting);
  }
}

function mountProgram(mounting: Mounting): void {
  const { judging, hosts, entering, mounts } = mounting;
  const { file } = entering.point;
  if (mounts.middleware === undefined) hosts.mountPackage(file, () => pathOf(mounting));
  else
    hosts.everywhere.add({ file, functions: middlewareIn(judging, entering, mounts.middleware) });
}

/** What a call makes bounds what it was made from. */
export function limitByResult(judging: Judging, hosts: Hosts, entering: Entering): void {
  for (const value of resultOf(judging, entering)) {
    if (value.kind !== 'external') continue;
    const limiter = { value, entering };
    hosts.limiters.add({ what: limiter, parents: () => hosts.hostsOf(entering), path: () => '' });
  }
}

type Found = Extract<LookUp, { state: 'set' }>;

interface Mounting {
  readonly judging: Judging;
  readonly hosts: Hosts;
  readonly entering: Entering;
  readonly mounts: MountFact;
  /** The object that is mounted, where they are several. */
  readonly each?: Each;
}

export const resultOf = (judging: Judging, { point, place }: Entering): readonly Value[] =>
  judging.resolver.evaluateCall(point.call, place);

/** Routers among values, those in lists included. */
function routersIn(values: readonly Value[]): readonly Host[] {
  return values.flatMap((value): readonly Host[] => {
    if (value.kind === 'list') return routersIn(value.elements);
    const key = isRouter(value) ? creationKey(value) : null;
    return key === null || !isRouter(value) ? [] : [{ key, on: value }];
  });
}

function mountAll(
  { hosts, ...mounting }: Mounting,
  children: readonly Host[],
  parents: () => readonly Host[],
): void {
  const by = mounting.entering.point;
  for (const child of children) {
    hosts.mount({ child, parents, path: () => pathOf({ hosts, ...mounting }), by });
  }
}

function mountArguments(mounting: Mounting): readonly { file: string; function: number }[] {
  const { judging, hosts, entering, mounts } = mounting;
  const { call, place, on } = entering;
  const parents = (): readonly Host[] => parentsOf(mounting);
  const functions: { file: string; function: number }[] = [];
  for (const limiter of limitersIn(judging, entering)) {
    hosts.limiters.add({ what: limiter, parents, path: () => pathOf(mounting) });
  }
  if (mounts.middleware !== undefined) {
    const functions = middlewareIn(judging, entering, mounts.middleware);
    const path = (): string => pathOf(mounting);
    hosts.middlewares.add({ what: { functions, entering }, parents, path });
  }
  for (const argument of call.arguments) {
    mountAll(mounting, routersIn(routerValues(judging, argument, entering)), parents);
    if (mounts.what === 'routers') continue;
    for (const one of functionsOf(judging, argument, place)) {
      if (mounts.what === 'plugins') hosts.addPlugin(one, on);
      else hosts.addWithin(one);
      mountAll(mounting, [{ key: functionKey(one), on: null }], parents);
      functions.push(one);
    }
  }
  return mounts.what === 'plugins' ? [...functions, ...mountObjects(mounting)] : [];
}

/** `register([{ plugin: { register(server) { … } }, routes: { prefix: '/api' } }])`. */
function mountObjects(mounting: Mounting): readonly FunctionPlace[] {
  const { judging, hosts, entering, mounts } = mounting;
  const found = mounts.each === undefined ? ABSENT : lookUpAt({ judging, entering }, mounts.each);
  if (found.state !== 'set') return [];
  return elementsOf(judging, found).flatMap((each) => {
    const functions = (mounts.functions ?? []).flatMap((at) =>
      functionsAt(judging, lookUpAt({ judging, entering, each }, at)),
    );
    for (const one of functions) {
      hosts.addPlugin(one, entering.on);
      mountAll({ ...mounting, each }, [{ key: functionKey(one), on: null }], () =>
        parentsOf(mounting),
      );
    }
    return functions;
  });
}

/** The elements of a list, or the one that stands where a list may. */
function elementsOf(judging: Judging, { values, at }: Found): readonly Each[] {
  const isList = values.some(({ kind }) => kind === 'list');
  return isList ? itemsOf(judging, at.expression, at.place) : [{ key: '', ...at }];
}

/** What the call is made on, or else what it makes: `createServer(app)`. */
function parentsOf({ judging, hosts, entering }: Mounting): readonly Host[] {
  const on = hosts.hostsOf(entering);
  return on.length > 0 ? on : routersIn(resultOf(judging, entering));
}

/** What an argument is, and what a module given whole exports. */
function routerValues(
  { resolver }: Judging,
  argument: Expression,
  { place }: Entering,
): readonly Value[] {
  if (argument.kind === 'literal' || argument.kind === 'function') return [];
  const values = resolver.evaluate(argument, place);
  return values.flatMap((value) =>
    value.kind === 'module' ? resolver.exported(value.file, 'default') : [value],
  );
}

/** `router({ users: usersRouter, byId: procedure })`: keys are the path. */
function mountEach(mounting: Mounting): void {
  const { judging, entering, hosts } = mounting;
  const result = routersIn(resultOf(judging, entering));
  const parents = (): readonly Host[] => result;
  for (const argument of entering.call.arguments) {
    const given = routersIn(judging.resolver.evaluate(argument, entering.place));
    for (const child of given) hosts.mount({ child, parents, path: () => '', by: entering.point });
    mountItems(mounting, argument, { path: [], parents });
  }
}

interface Below {
  readonly path: readonly string[];
  readonly parents: () => readonly Host[];
}

function mountItems(mounting: Mounting, expression: Expression, below: Below): void {
  const { judging, entering, hosts } = mounting;
  if (below.path.length > 3) return;
  for (const item of itemsOf(judging, expression, entering.place)) {
    const path = [...below.path, item.key];
    const children = routersIn(judging.resolver.evaluate(item.expression, item.place));
    for (const child of children) {
      hosts.mount({ child, parents: below.parents, path: () => path.join('.') });
    }
    if (children.length === 0 && item.expression.kind === 'object') {
      mountItems(mounting, item.expression, { ...below, path });
    }
  }
}

const PATH_NAME = /path|prefix|route|url|uri|base|endpoint|version/i;

/** The path that stands there; a computed one is told from a handler by its name. */
function pathOf({ mounts, ...reading }: Mounting): string {
  for (const at of mounts.path) {
    const text = textAt(reading, [at]);
    if (text === null) continue;
    const found = text.startsWith('${') ? lookUpAt(reading, at) : null;
    const isSpelled = found?.state === 'set' && found.values.length === 0;
    if (!isSpelled || PATH_NAME.test(text)) return text;
  }
  return '';
}
