import type {
  Assessment,
  Breaker,
  Call,
  Declared,
  Pool,
  Retry,
  Service,
} from '../model/assessment.js';

/** What is scored together: a repository, or one package of it. */
export interface Scope {
  /** Those that count: of servers, and either asking or handing over. */
  readonly calls: readonly Call[];
  readonly services: readonly Service[];
}

/** What the assessment knows about the guards of a call, by the call's id. */
export interface Guards {
  readonly breakers: ReadonlyMap<string, readonly Breaker[]>;
  readonly retries: ReadonlyMap<string, readonly Retry[]>;
  readonly pools: ReadonlyMap<string, readonly Pool[]>;
}

/** What metrics look things up in. */
export interface Facts {
  readonly guards: Guards;
  /** Whether anybody has looked for services and their practices. */
  readonly knowsServices: boolean;
  readonly declared: Declared;
  /** Names of services that stand for a directory in what is declared. */
  readonly nameOf: ReadonlyMap<string, string>;
}

/** Connecting, subscribing, closing and telemetry are not what users wait for. */
export const isScored = ({ role, context }: Call): boolean =>
  context === 'server' && (role === 'request' || role === 'publish');

export const wholeScope = ({ calls, services }: Assessment): Scope => ({
  calls: calls.filter(isScored),
  services,
});

/** What is known of an assessment; where it is a part of another, that one says whether anybody looked. */
export function factsOf(assessment: Assessment, whole: Assessment = assessment): Facts {
  const { breakers, retries, pools, packages, declared = {} } = assessment;
  return {
    guards: {
      breakers: byCall(breakers),
      retries: byCall(retries),
      pools: byCall(pools),
    },
    knowsServices: whole.services.length > 0,
    declared,
    nameOf: new Map(packages.flatMap(({ dir, name }) => (name === undefined ? [] : [[dir, name]]))),
  };
}

function byCall<Guard extends { readonly calls: readonly string[] }>(
  guards: readonly Guard[],
): ReadonlyMap<string, readonly Guard[]> {
  const found = new Map<string, Guard[]>();
  for (const guard of guards) {
    for (const call of guard.calls) {
      const known = found.get(call);
      if (known === undefined) found.set(call, [guard]);
      else known.push(guard);
    }
  }
  return found;
}
