import type { Assessment, Call, CallPath, EntryPoint, Location } from '../../model/assessment.js';
import type { Reach } from '../../model/levels.js';
import type { CallSubject, Subjects } from '../../model/rule-subjects.js';
import { addToGroup } from '../../text/add-to-group.js';
import { compareText } from '../../text/compare-text.js';
import { countOf } from '../../text/count-of.js';
import { requestCountOf } from './request-count.js';
import { callsOn, entryReach, mostUrgent, reachOfCalls } from './reach.js';

type SubjectName = keyof Subjects;

/** One thing that rules speak about. */
export interface RuleSubject {
  readonly id: string;
  /** What stays the same of it when its file is renamed. */
  readonly content: string;
  /** As the expressions of rules see it. */
  readonly value: Subjects[SubjectName];
  /** Its calls; a call is its own. */
  readonly calls: readonly CallSubject[];
  readonly reach: Reach;
  /** Where it stands; a dependency stands where it is called. */
  readonly at: Location | null;
}

/** Everything that rules speak about, by what it is, in the order of the assessment. */
export type RuleSubjects = Readonly<Record<SubjectName, readonly RuleSubject[]>>;

export function subjectsOf(assessment: Assessment): RuleSubjects {
  const reachOf = reachOfCalls(assessment);
  const dependencies = new Map(assessment.dependencies.map(({ id, name }) => [id, name]));
  const views = assessment.calls.map((call): CallSubject =>
    viewOf(call, { dependencies, reachOf }),
  );
  const viewById = new Map(views.map((view) => [view.id, view]));
  const viewsOf = (ids: readonly string[]): CallSubject[] =>
    ids.flatMap((id) => viewById.get(id) ?? []);
  const withCalls = ({ calls, ...rest }: WithCalls, at: Location | null): RuleSubject => {
    const value = { ...rest, calls: viewsOf(calls) } as Subjects['breaker'];
    const content = at === null ? rest.id : contentOf(rest, value.calls);
    return { id: rest.id, content, value, calls: value.calls, reach: reachOfAll(value.calls), at };
  };
  return {
    call: views.map((view) => ({
      id: view.id,
      content: view.contentId,
      value: view,
      calls: [view],
      reach: view.reach,
      at: view,
    })),
    dependency: assessment.dependencies
      .map((one) => ({ ...one, requestCount: requestCountOf(viewsOf(one.calls)) }))
      .map((one) => withCalls(one, null)),
    breaker: assessment.breakers.map((one) => withCalls(one, one)),
    retry: assessment.retries.map((one) => withCalls(one, one)),
    pool: assessment.pools.map((one) => withCalls(one, one)),
    ...pathSubjects(assessment, viewsOf),
    service: assessment.services.map((service) => ({
      id: service.dir,
      content: service.dir,
      value: service,
      calls: [],
      reach: 'request',
      at: { file: manifestOf(service.dir), line: 1 },
    })),
  };
}

interface Viewing {
  readonly dependencies: ReadonlyMap<string, string>;
  readonly reachOf: (call: Call) => Reach;
}

function viewOf(call: Call, { dependencies, reachOf }: Viewing): CallSubject {
  const dependency = dependencies.get(call.dependency) ?? call.dependency;
  const names = namesOf(call, dependency);
  return {
    ...call,
    ...names,
    reach: reachOf(call),
    meanwhile: meanwhileOf(call),
    keeps: keptBy(call),
  };
}

/** Calls whose dependency is not known are grouped under the name of their client. */
function namesOf(
  { client, operation }: Call,
  dependency: string,
): Pick<CallSubject, 'name' | 'label'> {
  const name = client === operation ? client : `${client} ${operation}`;
  return { name, label: dependency === client ? name : `${name} to ${dependency}` };
}

const meanwhileOf = ({ unawaited }: Call): string =>
  unawaited === true ? 'nobody waits, but its connection is kept' : 'the caller waits';

/** A socket of the agent or pool that its client has; what else limits the call has none. */
function keptBy({ protection: { bulkhead } }: Call): string {
  const by = 'by' in bulkhead ? bulkhead.by : undefined;
  const limit = 'limit' in bulkhead ? bulkhead.limit : undefined;
  if (by !== 'library' && by !== 'client-option') return 'a socket';
  return limit === undefined ? 'one of its sockets' : `one of ${countOf(limit, 'socket')}`;
}

interface WithCalls {
  readonly id: string;
  readonly calls: readonly string[];
  /** What makes a policy. */
  readonly library?: string;
}

/** The id of a policy holds its file, and the order of its calls theirs; these do not. */
const contentOf = (
  { library = '' }: Pick<WithCalls, 'library'>,
  calls: readonly CallSubject[],
): string =>
  JSON.stringify([library, ...calls.map(({ contentId }) => contentId).sort(compareText)]);

const reachOfAll = (calls: readonly CallSubject[]): Reach =>
  mostUrgent(calls.map(({ reach }) => reach));

const manifestOf = (dir: string): string => (dir === '.' ? 'package.json' : `${dir}/package.json`);

/** What clients call an entry point. */
const nameOf = ({ kind, name }: EntryPoint): string => JSON.stringify([kind, name]);

/** Entry points, and the call paths that begin at them. */
function pathSubjects(
  { callPaths, entryPoints }: Assessment,
  viewsOf: (ids: readonly string[]) => CallSubject[],
): Pick<RuleSubjects, 'entry' | 'callPath'> {
  const pathsOf = new Map<string, CallPath[]>();
  for (const path of callPaths) {
    addToGroup(pathsOf, path.entryPoint, path);
  }
  const callIdsOf = (id: string): string[] => [
    ...new Set((pathsOf.get(id) ?? []).flatMap((path) => [...callsOn(path)])),
  ];
  const entry = entryPoints.map((one): RuleSubject => {
    const calls = viewsOf(callIdsOf(one.id));
    const value = { ...one, calls };
    return { id: one.id, content: nameOf(one), value, calls, reach: entryReach(one), at: one };
  });
  const callPath = entryPoints.flatMap((one) =>
    (pathsOf.get(one.id) ?? []).map((path): RuleSubject => {
      const { worstCaseMs, attempts, structure, isUnbounded, amplification } = path;
      const calls = viewsOf([...callsOn(path)]);
      const value = {
        structure,
        entryPoint: one,
        calls,
        ...(isUnbounded && { isUnbounded }),
        ...(amplification !== undefined && { amplification }),
        ...(worstCaseMs !== null && { worstCaseMs }),
        ...(attempts !== null && { attempts }),
      };
      return { id: one.id, content: nameOf(one), value, calls, reach: entryReach(one), at: one };
    }),
  );
  return { entry, callPath };
}
