import type { Service } from '../model/assessment.js';
import type { CriterionModel, MaturityModel } from '../model/maturity-model.js';
import { isCallMetric, practiceNames, type Metric, type PracticeName } from '../model/metrics.js';
import { callMeters } from './call-statuses.js';
import type { Facts, Scope } from './facts.js';
import { practiceStatus } from './practice-status.js';

/** What one call or service shows. */
export interface Measurement {
  readonly subject: 'call' | 'service';
  readonly id: string;
  /** What it is averaged with first. */
  readonly group: string;
  readonly status: string;
}

/** What criteria are measured with. */
export interface Ruler {
  readonly model: MaturityModel;
  readonly facts: Facts;
}

/** What every subject of a criterion shows. */
export function measure(
  { metric, per }: CriterionModel,
  { calls, services }: Scope,
  { model, facts }: Ruler,
): readonly Measurement[] {
  if (!isCallMetric(metric)) {
    const practice = practiceOf(metric);
    return services.map((service) => measureService(service, practice, facts));
  }
  const meter = callMeters[metric];
  const given = { guards: facts.guards, limits: model.limits };
  return calls.flatMap((call) => {
    const status = meter(call, given);
    const group = per === 'dependency' ? call.dependency : call.id;
    return status === null ? [] : [{ subject: 'call' as const, id: call.id, group, status }];
  });
}

/** What a status earns; nothing where it is absent, unknown or uncollected. */
export function creditOf(metric: Metric, status: string, { credit }: MaturityModel): number {
  const earned: Readonly<Record<string, number>> = isCallMetric(metric)
    ? credit[metric]
    : credit.practice;
  return earned[status] ?? 0;
}

function measureService(service: Service, practice: PracticeName, facts: Facts): Measurement {
  const { dir } = service;
  return {
    subject: 'service',
    id: dir,
    group: dir,
    status: practiceStatus(service, practice, facts),
  };
}

function practiceOf(metric: Metric): PracticeName {
  const practice = practiceNames.find((name) => metric === `practice.${name}`);
  if (practice === undefined) throw new Error(`no practice is measured by ${metric}`);
  return practice;
}
