import type { BindingId, CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';
import { requestedModule } from '../../parse/module-requests.js';
import type { Judging } from '../judging.js';
import { unimportedFiles } from '../code/unimported-files.js';
import type { Entering } from './entering.js';
import type { Host } from './host.js';
import type { Hosts } from './hosts.js';
import { loadedByName } from './loaded-by-name.js';

const known = new WeakMap<Judging, Set<string>>();

/** Files of routers that nothing mounts, as far as registrations on them were asked for. */
export function unmountedRouters(judging: Judging): ReadonlySet<string> {
  return noted(judging);
}

function noted(judging: Judging): Set<string> {
  const files = known.get(judging) ?? new Set<string>();
  known.set(judging, files);
  return files;
}

/**
 * Whether what a call registers lets nothing in: it is registered on a router of a file that nothing
 * takes it from. Where no router is mounted at all, what mounts them is not in the sources.
 */
export function idleRegistrations(judging: Judging, hosts: Hosts): (entering: Entering) => boolean {
  const isMountedAnywhere = [...hosts.mounted()].some(needsMounting);
  if (!isMountedAnywhere) return (entering) => isLeftProcedure(judging, entering);
  // `router.route('/users')` is a part of its router from the start.
  const isPart = (host: Host): boolean => needsMounting(host) || hosts.isMounted(host.key);
  return (entering) => {
    if (isLeftProcedure(judging, entering)) return true;
    const on = hosts.hostsOf(entering);
    if (on.length === 0 || !on.every(isPart)) return false;
    const all = hosts.above(on, entering.point).map(({ host }) => host);
    const left = all.filter((host) => !hosts.isMounted(host.key));
    // Where all are mounted, the last of them is so on what is not known (`koa-mount`).
    if (left.length > 0 && left.every((host) => isLeftAlone(judging, host)) && all.every(isPart)) {
      noted(judging).add(entering.point.file);
      return true;
    }
    return false;
  };
}

/** `export const users = router({ byId: procedure.query(load) })`, in a file that nobody imports and that serves none. */
function isLeftProcedure(judging: Judging, { action, point, start }: Entering): boolean {
  const facts = judging.facts(point.file);
  if (action.registers?.mounted !== 'result' || facts === undefined) return false;
  if (!unimportedFiles(judging).has(point.file) || loadedByName(judging)(point.file)) return false;
  const router = facts.bindings.findIndex(({ value }) => {
    const made = value?.kind === 'call' ? facts.calls[value.call] : undefined;
    return (
      made !== undefined && made.start < start && start < made.end && !takesOthers(facts, made)
    );
  });
  return router >= 0 && !isHandedOver(facts, router) && !isMentionedByFunctions(facts, router);
}

/** `router({ users, orders })` of other files is the one that is served. */
const takesOthers = ({ bindings }: FileFacts, made: CallFact): boolean =>
  made.arguments.some(
    (one) =>
      one.kind === 'object' &&
      one.properties.some(
        ({ value }) => value.kind === 'name' && bindings[value.binding ?? -1]?.import !== undefined,
      ),
  );

const needsMounting = ({ on }: Host): boolean => on?.client.types[on.type]?.mounted === true;

/** A router whose file does nothing with it but to export it, and that nobody takes from there. */
function isLeftAlone(judging: Judging, { on }: Host): boolean {
  const [made] = on?.creations ?? [];
  const facts = made === undefined ? undefined : judging.facts(made.place.file);
  if (made === undefined || facts === undefined || made.place.function !== 0) return false;
  const { file } = facts;
  const router = facts.bindings.findIndex(
    ({ value }) => value?.kind === 'call' && facts.calls[value.call]?.start === made.start,
  );
  if (router < 0 || isHandedOver(facts, router) || loadedByName(judging)(file)) return false;
  const importers = judging.importers().get(file);
  return importers === undefined
    ? unimportedFiles(judging).has(file)
    : !importers.some((by) => takesIn(judging, by, file));
}

/** To a call, or to whoever calls what returns it. */
const isHandedOver = ({ calls, functions }: FileFacts, router: BindingId): boolean =>
  [...calls.map((call) => call.arguments), ...functions.map(({ returns }) => returns)].some(
    (given) => given.some((one) => isName(one, router)),
  );

const isName = (expression: Expression, binding: BindingId): boolean =>
  expression.kind === 'name' && expression.binding === binding;

/** Whether a file does anything with what it imports from another: `const users = require('./users')` alone does not. */
function takesIn(judging: Judging, by: string, file: string): boolean {
  const facts = judging.facts(by);
  if (facts === undefined) return true;
  const leadsThere = (specifier: string): boolean => {
    const target = judging.resolver.modules.resolve(by, specifier);
    return target.kind === 'file' && target.file === file;
  };
  if (facts.exports.some(({ from }) => from !== undefined && leadsThere(from.specifier)))
    return true;
  const asking = new Set(
    facts.calls.flatMap((call, id) => {
      const specifier = requestedModule(call);
      return specifier !== null && leadsThere(specifier) ? [id] : [];
    }),
  );
  const kept = new Set<CallId>();
  const takers = facts.bindings.flatMap(({ import: source, value }, id) => {
    if (source !== undefined) return !source.typeOnly && leadsThere(source.specifier) ? [id] : [];
    if (value?.kind !== 'call' || !asking.has(value.call)) return [];
    kept.add(value.call);
    return [id];
  });
  return (
    hasInline(
      facts,
      [...asking].filter((id) => !kept.has(id)),
    ) || takers.some((id) => isMentioned(facts, id))
  );
}

/** `app.use(require('./users'))`, and not `require('./users');`. */
const hasInline = ({ calls }: FileFacts, asking: readonly CallId[]): boolean =>
  asking.some((id) => calls[id]?.use !== 'statement');

const isMentioned = (facts: FileFacts, id: BindingId): boolean =>
  isMentionedByFunctions(facts, id) || facts.exports.some(({ binding }) => binding === id);

const isMentionedByFunctions = ({ functions }: FileFacts, id: BindingId): boolean =>
  functions.some(
    ({ mentions = [], memberMentions = [] }) =>
      mentions.includes(id) || memberMentions.some(({ binding }) => binding === id),
  );
