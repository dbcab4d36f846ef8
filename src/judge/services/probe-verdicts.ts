import type { Evidence } from '../../model/location.js';
import type { Practice } from '../../model/assessment.js';
import type { ProbedPath } from './documents.js';
import type { Endpoint } from './endpoints.js';
import { isSamePath } from './health-paths.js';
import { sortedEvidence } from './verdict.js';

/** What is known of the endpoints of one service. */
export interface Probing {
  readonly endpoints: readonly Endpoint[];
  readonly probed: readonly ProbedPath[];
  readonly isFunctions: boolean;
}

/** Places that are asked, of which evidence tells. */
const MOST_ASKED = 6;

type Depth = 'bounded' | 'unbounded' | 'nothing' | 'unknown';

/** Does the service tell whether it lives? */
export function healthVerdict(probing: Probing): Practice {
  const { endpoints } = probing;
  const own = endpoints.filter(({ kind }) => kind === 'health');
  const ready = endpoints.filter(({ kind }) => kind === 'readiness');
  if (own.length === 0 && ready.length > 0) {
    const evidence = ready.map((one) => noted(one, 'only tells whether it can take work'));
    return { status: 'partial', evidence: sortedEvidence(evidence) };
  }
  if (own.length === 0) return absent(probing);
  // A service that tells apart whether it lives and whether it can take work asks in the latter.
  return verdictOf(own, ready.length > 0 ? ['bounded', 'nothing'] : ['bounded']);
}

/** Does the service tell whether it can take work? */
export function readinessVerdict(probing: Probing): Practice {
  const { endpoints } = probing;
  const own = endpoints.filter(({ kind }) => kind === 'readiness');
  if (own.length > 0) return verdictOf(own, ['bounded']);
  const asking = endpoints.filter(({ checks }) => checks !== null && checks.length > 0);
  if (asking.length > 0) {
    const evidence = asking.map((one) =>
      noted(one, 'tells both whether it lives and can take work'),
    );
    return { status: 'partial', evidence: sortedEvidence(evidence) };
  }
  return absent(probing);
}

function verdictOf(endpoints: readonly Endpoint[], enough: readonly Depth[]): Practice {
  const judged = endpoints.map((one) => ({ one, depth: depthOf(one) }));
  const best = judged.filter(({ depth }) => enough.includes(depth));
  const told = best.length > 0 ? best : judged;
  // What answers comes first: there may be more of what it asks than is told.
  const answering = told.map(({ one, depth }) => noted(one, DEPTHS[depth]));
  const asked = told.flatMap(({ one }) => (one.checks ?? []).map(({ evidence }) => evidence));
  const evidence = sortedEvidence([...answering, ...asked.slice(0, MOST_ASKED)]);
  return { status: best.length > 0 ? 'yes' : 'partial', evidence };
}

const DEPTHS: Readonly<Record<Depth, string>> = {
  bounded: 'asks its dependencies within a bound',
  unbounded: 'waits for a dependency without a bound',
  nothing: 'asks no dependency',
  unknown: 'is answered by a function that could not be followed',
};

function depthOf({ checks }: Endpoint): Depth {
  if (checks === null) return 'unknown';
  if (checks.length === 0) return 'nothing';
  return checks.every(({ isBounded }) => isBounded) ? 'bounded' : 'unbounded';
}

const noted = ({ evidence, path }: Endpoint, what: string): Evidence => ({
  ...evidence,
  what: `${path} ${what}`,
});

/** What a platform asks shows that there is an endpoint, even where it was not found. */
function absent({ endpoints, probed, isFunctions }: Probing): Practice {
  if (isFunctions) {
    return { status: 'unknown', reason: 'a platform starts its functions and asks for no health' };
  }
  const missing = probed.find(
    ({ path }) => path !== '/' && !endpoints.some((one) => isSamePath(one.path, path)),
  );
  if (missing === undefined) return { status: 'no' };
  const { path, file, line } = missing;
  return {
    status: 'unknown',
    reason: `${file}:${line} has ${path} asked, and no route of that path was found`,
  };
}
