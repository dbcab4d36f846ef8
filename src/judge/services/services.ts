import type { Detection } from '../../detect/detect.js';
import type { Call, Practice, Service } from '../../model/assessment.js';
import type { PracticeEntry, PracticeName } from '../../model/practice.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { compareText } from '../../text/compare-text.js';
import type { Judging } from '../judging.js';
import { deployablesOf, type Deployable } from './deployables.js';
import { foundBeside } from './found-beside.js';
import { foundInCode } from './found-in-code.js';
import { healthVerdict, readinessVerdict, type Probing } from './probe-verdicts.js';
import type { Shown } from './signs.js';
import { practiceShown } from './verdict.js';

export interface ServicesInput {
  readonly judging: Judging;
  readonly detection: Detection;
  /** The detected calls with their verdicts, in the order of `detection.sites`. */
  readonly calls: readonly Call[];
  readonly practices: readonly PracticeEntry[];
  readonly files: FactsStore;
}

/** The deployable packages of a repository and how each is run, sorted by folder. */
export function servicesOf(input: ServicesInput): readonly Service[] {
  const deployables = deployablesOf(input.judging, input.detection);
  if (deployables.length === 0) return [];
  const beside = foundBeside({ ...input, deployables, read: (file) => input.files.dataText(file) });
  const run = [...new Set(deployables.flatMap((one) => [...one.files]))].sort(compareText);
  const inCode = foundInCode({ ...input, run, probed: beside.probed });
  return deployables.map((one): Service => {
    const { shown, probed } = beside.of(one);
    const isRun = ({ evidence }: { readonly evidence: Shown['evidence'] }): boolean =>
      one.files.has(evidence.file);
    return serviceOf(one, {
      shown: [...inCode.shown.filter(isRun), ...shown],
      probing: { endpoints: inCode.endpoints.filter(isRun), probed, isFunctions: one.isFunctions },
      keepsAlerts: beside.keepsAlerts,
    });
  });
}

interface Found {
  readonly shown: readonly Shown[];
  readonly probing: Probing;
  readonly keepsAlerts: boolean;
}

function serviceOf({ name, dir }: Deployable, { shown, probing, keepsAlerts }: Found): Service {
  const of = (practice: PracticeName): Practice =>
    practiceShown(shown.filter((one) => one.of === practice)) ?? { status: 'no' };
  const telemetry = of('telemetry');
  const watched = (practice: PracticeName, kept: string): Practice => {
    const found = of(practice);
    // What is not measured cannot be watched; what is may be watched by files of another repository.
    const isDecided = found.status !== 'no' || telemetry.status === 'no' || keepsAlerts;
    return isDecided ? found : { status: 'unknown', reason: `${kept} may be kept elsewhere` };
  };
  const shutdown = of('shutdown');
  return {
    name,
    dir,
    health: healthVerdict(probing),
    readiness: readinessVerdict(probing),
    shutdown:
      probing.isFunctions && shutdown.status === 'no'
        ? { status: 'unknown', reason: 'a platform starts and ends its functions' }
        : shutdown,
    telemetry,
    alerts: watched('alerts', 'alerts on its telemetry'),
    slo: watched('slo', 'objectives for its telemetry'),
    flags: of('flags'),
    chaosTests: of('chaosTests'),
  };
}
