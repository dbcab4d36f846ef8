import type { Detection } from '../../detect/detect.js';
import type { FileFacts } from '../../parse/facts.js';
import { compareText } from '../../text/compare-text.js';
import type { Judging } from '../judging.js';
import { functionKey } from '../code/points.js';
import { conventionDrafts } from './conventions.js';
import { classDrafts } from './decorated.js';
import { deployedDrafts } from './deployed.js';
import { withoutUndeployed } from './described-whole.js';
import type { Draft } from './draft.js';
import type { Entering } from './entering.js';
import { exportedDrafts } from './exported.js';
import { takenFromMain } from './main-files.js';
import { distinctPlaces } from './methods-of.js';
import { middlewareDrafts } from './middleware.js';
import { programDrafts } from './programs.js';
import { registrationsOf } from './registrations.js';
import { siblingDrafts } from './sibling-handlers.js';
import { tabledRoutes } from './route-tables.js';
import { survey, type Survey } from './survey.js';
import { timerDrafts, type StartUp } from './timers.js';
import { idleRegistrations } from './unmounted.js';

export interface EntrySources {
  readonly files: readonly FileFacts[];
  readonly contexts: Detection['contexts'];
}

/**
 * Every place of a repository where work enters, in order of files and lines; what stands in a file
 * that is set aside (an example that a description deploys, say) is none of it.
 */
export function findEntryPoints(
  judging: Judging,
  { files: all, contexts }: EntrySources,
): readonly Draft[] {
  // What a browser runs, no client of the service can reach.
  const files = all.filter(({ file }) => contexts.get(file)?.context !== 'browser');
  const { hosts, entering } = survey(judging, files);
  const registered = registeredDrafts(judging, { hosts, entering });
  const ofClasses = files.flatMap((facts) => classDrafts({ judging, hosts, facts }));
  const deployed = deployedDrafts(judging);
  const exported = exportedHandlers(judging, files, deployed);
  const placed = conventionDrafts(judging, files);
  const inFront = middlewareDrafts(hosts, registered);
  const drafts = [...deployed, ...registered, ...ofClasses, ...exported, ...placed, ...inFront];
  // What a platform loads and calls is no program of its own.
  const called = new Set([...deployed, ...exported, ...placed].map(({ file }) => file));
  const registering = new Set(
    entering.filter(({ action }) => action.registers !== undefined).map(({ call }) => call),
  );
  const isScript = (file: string): boolean => contexts.get(file)?.context === 'script';
  const programs = programDrafts(
    { judging, isScript, registering },
    files.filter(({ file }) => !called.has(file)),
  );
  const startUp = startUpOf(judging, drafts);
  const timers = files
    .filter(({ file }) => !isScript(file))
    .flatMap((facts) => timerDrafts(startUp, facts));
  const analysed = new Set(all.map(({ file }) => file));
  const found = distinctDrafts([...drafts, ...programs, ...timers])
    .filter(({ file }) => analysed.has(file))
    .toSorted(byPlace);
  for (const { handlers, before = [] } of found)
    for (const place of [...handlers, ...before]) judging.handlers.add(functionKey(place));
  return found;
}

/** What calls register on what lets work in. */
function registeredDrafts(judging: Judging, { hosts, entering }: Survey): readonly Draft[] {
  const isIdle = idleRegistrations(judging, hosts);
  const draftsOf = (one: Entering): readonly Draft[] => {
    const { registers, registersToo = [] } = one.action;
    if (registers === undefined || isIdle(one)) return [];
    const reading = { judging, entering: one };
    return [registers, ...registersToo].flatMap((each) =>
      registrationsOf({ reading, hosts, registers: each }),
    );
  };
  const isTaken = ({ on }: Entering): boolean => on.client.takenFromMain === true;
  const others = entering.filter((one) => !isTaken(one)).flatMap(draftsOf);
  return [...others, ...takenFromMain(judging, entering.filter(isTaken).flatMap(draftsOf))];
}

/** What platforms call because it is exported, and the routes that it is made of. */
function exportedHandlers(
  judging: Judging,
  files: readonly FileFacts[],
  deployed: readonly Draft[],
): readonly Draft[] {
  const typed = files.flatMap((facts) => exportedDrafts(judging, facts));
  const alike = [...typed, ...siblingDrafts(judging, files, typed)];
  const exported = withoutUndeployed(judging, alike, deployed);
  const tabled = files.flatMap((facts) => {
    const lambdas = exported.filter(({ file }) => file === facts.file);
    return lambdas.length === 0 ? [] : tabledRoutes(judging, facts, lambdas);
  });
  return [...exported, ...tabled];
}

function startUpOf(judging: Judging, drafts: readonly Draft[]): StartUp {
  const placesOf = (some: readonly Draft[]): ReadonlySet<string> =>
    new Set(some.flatMap(({ handlers }) => handlers.map(functionKey)));
  const hooks = placesOf(drafts.filter(({ kind }) => kind === 'startup'));
  const handlers = placesOf(drafts.filter(({ kind }) => kind !== 'startup'));
  return {
    judging,
    isHook: (place) => hooks.has(functionKey(place)),
    isHandler: (place) => handlers.has(functionKey(place)),
  };
}

function byPlace(a: Draft, b: Draft): number {
  return compareText(a.file, b.file) || a.start - b.start || compareText(a.name, b.name);
}

/** One handler may be found in two ways; it is one entry point. */
function distinctDrafts(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = identityOf(draft);
    const { trigger = draft.trigger, ...known } = seen.get(key) ?? draft;
    const handlers = distinctPlaces([...known.handlers, ...draft.handlers]);
    seen.set(key, { ...known, handlers, trigger });
  }
  return [...seen.values()];
}

/** A cloud function may be described, typed and lie where functions do: its export tells, not a wrapper's function. */
const identityOf = ({ kind, name, file, start }: Draft): string =>
  kind === 'lambda' ? `${kind}\0${file}\0${start}` : `${kind}\0${file}\0${start}\0${name}`;
