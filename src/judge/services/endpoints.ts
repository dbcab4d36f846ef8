import type { Evidence } from '../../model/location.js';
import type { FileFacts } from '../../parse/facts.js';
import type { ToolEndpoint } from '../../model/practice.js';
import type { Value } from '../../resolve/values.js';
import { findSetting } from '../settings/settings.js';
import { dependencyChecks, type DependencyCheck } from './dependency-checks.js';
import { isSamePath, type ProbeKind, probeKind } from './health-paths.js';
import type { ProbedPath } from './documents.js';
import type { Ground } from './ground.js';
import { probeRoutes } from './routes.js';
import { functionsStanding, subjectOf } from './signs.js';
import type { ToolUse } from './tool-uses.js';

/** A path at which a service tells whether it lives or can take work. */
export interface Endpoint {
  readonly kind: ProbeKind;
  readonly path: string;
  readonly evidence: Evidence;
  /** What it asks; null where the function that answers is not known. */
  readonly checks: readonly DependencyCheck[] | null;
}

/** Every endpoint for probers. What a platform asks at a path tells what the path is for. */
export function endpointsOf(
  ground: Ground,
  files: Iterable<FileFacts>,
  { probed, uses }: { readonly probed: readonly ProbedPath[]; readonly uses: readonly ToolUse[] },
): readonly Endpoint[] {
  const routed = probeRoutes(ground.judging, files).map(
    ({ path, file, start, handlers }): Endpoint => ({
      kind: askedAs(path, probed) ?? probeKind(path) ?? 'health',
      path,
      evidence: ground.judging.evidence({ file, start, what: `answers ${path}` }),
      checks: handlers.length === 0 ? null : dependencyChecks(ground, handlers),
    }),
  );
  return [...routed, ...uses.flatMap((use) => answeredBy(ground, use))];
}

/** A path that is asked for both is one for liveness, which is what the names say otherwise. */
function askedAs(path: string, probed: readonly ProbedPath[]): ProbeKind | null {
  const kinds = new Set(
    probed.filter((one) => isSamePath(one.path, path)).map(({ of: kind }) => kind),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : null;
}

/** Paths that a tool answers for the service. */
const answeredBy = (ground: Ground, use: ToolUse): readonly Endpoint[] =>
  (use.action.answers ?? []).flatMap((answer) =>
    answer.at === undefined
      ? [endpoint(ground, use, { answer, path: answer.path ?? `/${answer.of}` })]
      : configured(ground, use, answer),
  );

interface Answering {
  readonly answer: ToolEndpoint;
  readonly path: string;
  readonly asks?: readonly string[];
}

/** The path is set, or an object has a function for each of several paths. */
function configured(ground: Ground, use: ToolUse, answer: ToolEndpoint): readonly Endpoint[] {
  const { at: places = [], path, optional } = answer;
  for (const at of places) {
    const found = findSetting(ground.tools, subjectOf(use), at);
    if (found.state !== 'set') continue;
    return settledAt(answer, { at, value: found.values[0] }).map((one) =>
      endpoint(ground, use, one),
    );
  }
  return path === undefined || optional ? [] : [endpoint(ground, use, { answer, path })];
}

function settledAt(
  answer: ToolEndpoint,
  { at, value }: { readonly at: string; readonly value: Value | undefined },
): readonly Answering[] {
  const several = pathsIn(value).map((path) => ({ answer, path, asks: [`${at}.${path}`] }));
  if (several.length > 0) return several;
  const set = value?.kind === 'constant' ? value.value : null;
  if (set === false) return [];
  return [{ answer, path: typeof set === 'string' ? set : (answer.path ?? '/') }];
}

const pathsIn = (value: Value | undefined): readonly string[] =>
  value?.kind === 'object'
    ? value.expression.properties.flatMap(({ key }) => (key?.startsWith('/') ? [key] : []))
    : [];

function endpoint(ground: Ground, use: ToolUse, { answer, path, asks }: Answering): Endpoint {
  const start = ground.tools.call(use.point)?.start ?? 0;
  const roots = (asks ?? answer.asks ?? []).flatMap((at) =>
    functionsStanding(ground, subjectOf(use), at),
  );
  return {
    kind: probeKind(path) ?? answer.of,
    path,
    evidence: ground.tools.evidence({ file: use.point.file, start, what: `answers ${path}` }),
    checks: dependencyChecks(ground, roots),
  };
}
