import { codeOf, errorOf } from '../core/errors.js';
import { Policy } from '../core/policy.js';
import type { Frame, Scope, Step, Stop } from '../core/scope.js';
import { countEvents } from './meter.js';
import { snapshot } from './registry.js';

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What is needed of a `Meter` of @opentelemetry/api. */
export interface MeterLike {
  createCounter(name: string): { add(value: number, attributes?: Attributes): void };
  createObservableGauge(name: string): {
    addCallback(callback: GaugeCallback): void;
    removeCallback(callback: GaugeCallback): void;
  };
}

type GaugeCallback = (result: { observe(value: number, attributes?: Attributes): void }) => void;

/** What is needed of a `Tracer` of @opentelemetry/api. */
export interface TracerLike {
  startActiveSpan<T>(name: string, body: (span: SpanLike) => T): T;
}

/** What is needed of a `Span` of @opentelemetry/api. */
export interface SpanLike {
  setAttribute(key: string, value: string | number | boolean): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  recordException(error: Error): unknown;
  end(): void;
}

// SpanStatusCode.ERROR
const errorStatus = 2;

/**
 * Metrics of the registered policies through a meter of yours, so that this package needs no
 * OpenTelemetry of its own.
 */
export function openTelemetryMetrics(meter: MeterLike): Stop {
  const counters = new Map<string, ReturnType<MeterLike['createCounter']>>();
  const stopCounting = countEvents(({ what, labels }) => {
    const counter = counters.get(what) ?? meter.createCounter(`resilint.${what}`);
    counters.set(what, counter);
    counter.add(1, labels);
  });
  const gauge = meter.createObservableGauge('resilint.breaker.open');
  const observe: GaugeCallback = (result) => {
    for (const policy of snapshot()) {
      for (const part of policy.policies ?? [policy]) {
        const name = part.name === '' ? policy.name : part.name;
        if (part.kind === 'breaker') {
          result.observe(Number(part.state !== 'closed'), {
            policy: name,
            state: part.state ?? '',
          });
        }
      }
    }
  };
  gauge.addCallback(observe);
  return () => {
    stopCounting();
    gauge.removeCallback(observe);
  };
}

/** A span around what is inside: around a retry one per call, inside it one per attempt. */
export class Tracing extends Policy {
  readonly #tracer: TracerLike;

  constructor(tracer: TracerLike, name: string) {
    super('tracing', {}, { name });
    this.#tracer = tracer;
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    return this.#tracer.startActiveSpan(this.name, (span) => {
      span.setAttribute('resilint.attempt', scope.attempt);
      return next.start(scope, {
        ended(as, end) {
          if (as === 'ofError') noteError(span, end);
          span.end();
          return outer.ended(as, end);
        },
      });
    });
  }
}

function noteError(span: SpanLike, reason: unknown): void {
  const error = errorOf(reason);
  const code = codeOf(reason);
  if (code !== undefined) span.setAttribute('resilint.code', code);
  if (error instanceof Error) span.recordException(error);
  span.setStatus({ code: errorStatus, message: String(error) });
}

/** Makes a policy that traces what is inside it with a tracer of yours. */
export function tracing(tracer: TracerLike, name: string): Tracing {
  return new Tracing(tracer, name);
}
