import type { Assessment, Call } from '../model/assessment.js';
import type { Catalog, ClientEntry } from '../model/catalog.js';
import type { FixReason } from '../model/fix.js';
import { entryNamed } from './entry-named.js';
import { probeLadder } from './health/ladder.js';
import { HookLadders } from './policy/hook-ladder.js';
import { PolicyLadders } from './policy/ladder.js';
import type { PolicyParts } from './policy/policy-use.js';
import type { Target } from './policy/target.js';
import type { Render } from './policy/templates.js';
import type { Place, Rung } from './rung.js';
import type { Sources } from './sources.js';
import type { Asked } from './targets.js';
import { acquireLadder, timeoutLadder } from './timeout/ladder.js';
import { changesSchema } from './timeout/changes-schema.js';
import type { Limits } from './timeout/limits.js';
import { Makers, makingsOf } from './timeout/makers.js';
import { longestWaitMs } from './timeout/longest-wait.js';

/** What ladders are made from. */
export interface LadderGround {
  readonly assessment: Assessment;
  readonly catalog: Catalog;
  readonly sources: Sources;
  /** Every source of the repository, whether or not it has calls. */
  readonly sourceFiles: () => readonly string[];
  readonly limits: Limits;
  readonly render: Render;
  /** The library that policies are made with; null for the runtime library. */
  readonly target: Target | null;
  /** Whether breakers are to refuse calls, rather than to observe them. */
  readonly enforces: (asked: Asked) => boolean;
}

/** The ways to protect each call, the best first. */
export function laddersOf(ground: LadderGround): (asked: Asked) => readonly Rung[] {
  const { assessment, catalog, sources, sourceFiles, limits, enforces } = ground;
  const policies = new PolicyLadders(assessment, sources, ground.target);
  const entryOf = (client: string): ClientEntry | undefined => entryNamed(catalog, client);
  const makers = new Makers(sources, sourceFiles, entryOf);
  const hooks = new HookLadders({ assessment, sources, sourceFiles, policies, entryOf });
  const withHook = (call: Call, parts: PolicyParts): readonly Rung[] => {
    // Hooks are written for the runtime library.
    const hook = ground.target === null ? hooks.rung(call, parts) : null;
    const wraps = policies.rungs(call, parts);
    return hook === null ? wraps : [hook, ...wraps];
  };
  return (asked) => {
    if (!('call' in asked)) return probeLadder(asked, ground);
    const { call, codemod } = asked;
    switch (codemod) {
      case 'add-timeout': {
        const entry = entryOf(call.client);
        const native = timeoutLadder({ call, entry }, { sources, limits, makers });
        const timeoutMs = longestWaitMs({ call, entry }, { sources, limits });
        const rungs = withLastResort({ call, entry }, native, () => withHook(call, { timeoutMs }));
        return changesSchema(call, sources) ? rungs.map(leftToPeople('schema-change')) : rungs;
      }
      case 'add-acquire-timeout':
        return acquireLadder({ call, entry: entryOf(call.client) }, { sources, limits, makers });
      case 'add-breaker':
        return withHook(call, { breaker: enforces(asked) ? 'enforced' : 'observed' });
      case 'add-bulkhead':
        return withHook(call, { bulkhead: true });
      case 'add-retry':
        return policies.rungs(call, { retry: true });
      case 'add-fallback':
        return policies.rungs(call, { fallback: true });
    }
  };
}

/** A policy ends the wait of the caller, but not the work: the client's own options come first. */
function withLastResort(
  { call, entry }: { readonly call: Call; readonly entry: ClientEntry | undefined },
  native: readonly Rung[],
  policy: () => readonly Rung[],
): readonly Rung[] {
  if (native.some((rung) => !rung.ok && rung.reason === 'streamed-answer')) return native;
  const last = policy().filter(({ ok }) => ok);
  if (last.length === 0) return native;
  const why = 'the wait of the caller is bounded, the work behind it goes on';
  const leaves = leftBehind(call);
  const rungs = leaves === null ? last : last.map(leftToPeople(leaves));
  const [made] = entry === undefined ? [] : makingsOf(call, entry);
  const maker = native.map(({ at }) => at).find((at) => !isAt(call, at)) ?? made;
  const wraps = rungs.map((rung) => ({ ...rung, why, ...(maker !== undefined && { maker }) }));
  return [...native.filter(({ ok }) => ok), ...wraps];
}

const isAt = ({ file, line, column }: Call, at: Place): boolean =>
  at.file === file && at.line === line && at.column === column;

/** What matters of the work that goes on where only the wait for it ends. */
function leftBehind({ role, operation, kind }: Call): FixReason | null {
  if (role === 'connect' || HANDS_OVER.test(operation)) return 'hands-over';
  // Files of any size, and commands that do whatever they do.
  if (kind === 'ftp' || /transaction$/i.test(operation)) return 'goes-on';
  return null;
}

const HANDS_OVER =
  /^(?:get|create|acquire|open)(?:Connection|Client|Session)$|^(?:acquire|connect)$/;

/** An edit that a person has to ask for by the id of its finding. */
const leftToPeople =
  (reason: FixReason) =>
  (rung: Rung): Rung =>
    rung.ok && rung.safety !== 'suggestion' ? { ...rung, safety: 'suggestion', reason } : rung;
