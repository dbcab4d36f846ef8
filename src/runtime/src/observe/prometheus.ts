import type { Stop } from '../core/scope.js';
import { countEvents } from './meter.js';
import { snapshot, type PolicySnapshot } from './registry.js';

/** Metrics of the registered policies in the text format of Prometheus. */
export interface PrometheusMetrics {
  /** What to answer a scrape with; content type `text/plain; version=0.0.4`. */
  text(): string;
  /** Stops counting. */
  readonly stop: Stop;
}

const states = ['closed', 'open', 'half-open', 'isolated'];

/** Counts what happens to the registered policies from now on. */
export function prometheusMetrics(): PrometheusMetrics {
  const counters = new Map<string, Map<string, number>>();
  const stop = countEvents(({ what, labels }) => {
    const name = `resilint_${what}_total`;
    const series = counters.get(name) ?? new Map<string, number>();
    const labelled = inBraces(labels);
    series.set(labelled, (series.get(labelled) ?? 0) + 1);
    counters.set(name, series);
  });
  return {
    stop,
    text() {
      const families = [...counters].map(([name, series]) => family(name, 'counter', series));
      return [...families, ...gauges()].join('');
    },
  };
}

function gauges(): string[] {
  const series = new Map<string, Map<string, number>>();
  for (const policy of snapshot()) {
    for (const part of policy.policies ?? [policy]) {
      const labels = { policy: part.name === '' ? policy.name : part.name };
      for (const [name, value, label] of gaugesOf(part)) {
        const values = series.get(name) ?? new Map<string, number>();
        series.set(name, values.set(inBraces({ ...labels, ...label }), value));
      }
    }
  }
  return [...series].map(([name, values]) => family(name, 'gauge', values));
}

type Gauge = readonly [name: string, value: number, label?: Readonly<Record<string, string>>];

function gaugesOf({
  kind,
  state: present,
  limit,
  running,
  queued,
  limitMs,
}: PolicySnapshot): Gauge[] {
  const ofBreaker = states.map((state): Gauge => {
    return ['resilint_breaker_state', Number(state === present), { state }];
  });
  const others: readonly (readonly [name: string, value: number | undefined])[] = [
    ['resilint_bulkhead_limit', limit],
    ['resilint_bulkhead_running', running],
    ['resilint_bulkhead_queued', queued],
    ['resilint_timeout_limit_seconds', limitMs === undefined ? undefined : limitMs / 1000],
  ];
  const known = others.flatMap(([name, value]): Gauge[] =>
    value === undefined ? [] : [[name, value]],
  );
  return kind === 'breaker' ? [...ofBreaker, ...known] : known;
}

function family(name: string, type: string, series: ReadonlyMap<string, number>): string {
  const lines = [...series].map(([labels, value]) => `${name}${labels} ${value}\n`);
  return `# TYPE ${name} ${type}\n${lines.join('')}`;
}

function inBraces(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
