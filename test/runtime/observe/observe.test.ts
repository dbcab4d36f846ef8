import { afterEach, describe, expect, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  presets,
  register,
  registered,
  retry,
  snapshot,
  timeout,
  unregister,
} from '@resilint/runtime';
import type { Policy } from '@resilint/runtime';
import { policyFromConfig } from '@resilint/runtime/config';
import { openTelemetryMetrics, prometheusMetrics, tracing } from '@resilint/runtime/telemetry';
import { fail, succeed } from '../support/calls.js';

afterEach(() => {
  for (const { name } of snapshot()) unregister(name);
});

function usersPolicy(): Policy {
  return register(policyFromConfig('users', { ...presets.database, retry: false }));
}

describe('the registry', () => {
  it('knows policies by name', () => {
    const policy = usersPolicy();
    expect(registered('users')).toBe(policy);
    expect(register(policy)).toBe(policy);
    expect(unregister('users')).toBe(true);
    expect(registered('users')).toBeUndefined();
  });

  it('refuses a second policy of the same name, and one without', () => {
    usersPolicy();
    expect(usersPolicy).toThrow('a policy users is registered already');
    expect(() => register(compose(bulkhead(1)))).toThrow('needs a name');
  });

  it('shows the state of all policies, as data', () => {
    usersPolicy();
    register(bulkhead({ name: 'mail', limit: 3 }));
    register(retry({ name: 'again' }));
    const shown = JSON.parse(JSON.stringify(snapshot())) as unknown;
    expect(shown).toEqual([
      {
        kind: 'composition',
        name: 'users',
        policies: [
          { kind: 'breaker', name: '', state: 'closed', remainingMs: 0, trips: 0 },
          { kind: 'timeout', name: '', limitMs: 5_000 },
          { kind: 'bulkhead', name: '', limit: 20, running: 0, queued: 0 },
        ],
      },
      { kind: 'bulkhead', name: 'mail', limit: 3, running: 0, queued: 0 },
      { kind: 'retry', name: 'again' },
    ]);
  });
});

describe('metrics for Prometheus', () => {
  it('count what happens to registered policies, present and future', async () => {
    const before = register(circuitBreaker({ name: 'before', trip: consecutive(1) }));
    const metrics = prometheusMetrics();
    const users = usersPolicy();
    await users.execute(succeed);
    await users.execute(succeed);
    await before.execute(fail).catch(() => undefined);
    await before.execute(succeed).catch(() => undefined);
    const text = metrics.text();
    metrics.stop();
    expect(text).toContain('# TYPE resilint_calls_total counter\n');
    expect(text).toContain(
      'resilint_calls_total{policy="users",kind="breaker",outcome="success"} 2\n',
    );
    expect(text).toContain(
      'resilint_rejections_total{policy="before",kind="breaker",code="breaker-open",observed="false"} 1\n',
    );
    expect(text).toContain(
      'resilint_state_changes_total{policy="before",kind="breaker",to="open"} 1\n',
    );
    expect(text).toContain('resilint_breaker_state{policy="before",state="open"} 1\n');
    expect(text).toContain('resilint_breaker_state{policy="before",state="closed"} 0\n');
    expect(text).toContain('resilint_bulkhead_limit{policy="users"} 20\n');
    expect(text).toContain('resilint_timeout_limit_seconds{policy="users"} 5\n');
  });

  it('name each family once', async () => {
    const metrics = prometheusMetrics();
    for (const name of ['one', 'two']) {
      await register(circuitBreaker({ name, trip: consecutive(1) })).execute(succeed);
    }
    const types = metrics.text().match(/# TYPE .*/g);
    metrics.stop();
    expect(new Set(types).size).toBe(types?.length);
  });

  it('escape what is in a label', () => {
    const metrics = prometheusMetrics();
    register(bulkhead({ name: 'a"b\\c\nd', limit: 1 }));
    expect(metrics.text()).toContain('resilint_bulkhead_limit{policy="a\\"b\\\\c\\nd"} 1\n');
    metrics.stop();
  });

  it('count no more once they are stopped', async () => {
    const policy = register(circuitBreaker({ name: 'users', trip: consecutive(1) }));
    const metrics = prometheusMetrics();
    metrics.stop();
    await policy.execute(succeed);
    expect(metrics.text()).not.toContain('resilint_calls_total');
    expect(policy).toMatchObject({ emit: undefined });
  });
});

describe('metrics for OpenTelemetry', () => {
  function fakeMeter() {
    const added: unknown[] = [];
    const callbacks = new Set<(result: { observe: (...args: unknown[]) => void }) => void>();
    const meter = {
      createCounter: (name: string) => ({
        add: (value: number, labels?: object) => added.push([name, value, labels]),
      }),
      createObservableGauge: () => ({
        addCallback: (callback: never) => callbacks.add(callback),
        removeCallback: (callback: never) => callbacks.delete(callback),
      }),
    };
    const observe = (): unknown[] => {
      const observed: unknown[] = [];
      for (const callback of callbacks) callback({ observe: (...args) => observed.push(args) });
      return observed;
    };
    return { meter, added, callbacks, observe };
  }

  it('go through the meter that is passed in', async () => {
    const { meter, added, observe, callbacks } = fakeMeter();
    const stop = openTelemetryMetrics(meter);
    const users = usersPolicy();
    await users.execute(succeed);
    expect(added).toEqual([
      ['resilint.calls', 1, { policy: 'users', kind: 'breaker', outcome: 'success' }],
    ]);
    expect(observe()).toEqual([[0, { policy: 'users', state: 'closed' }]]);
    stop();
    await users.execute(succeed);
    expect(added).toHaveLength(1);
    expect(callbacks.size).toBe(0);
  });
});

describe('tracing', () => {
  function fakeTracer() {
    const spans: Record<string, unknown>[] = [];
    return {
      spans,
      startActiveSpan<T>(name: string, body: (span: never) => T): T {
        const record: Record<string, unknown> = { name };
        spans.push(record);
        const span = {
          setAttribute: (key: string, value: unknown) => (record[key] = value),
          setStatus: (status: unknown) => (record['status'] = status),
          recordException: (error: Error) => (record['exception'] = error.message),
          end: () => (record['ended'] = true),
        };
        return body(span as never);
      },
    };
  }

  it('puts a span around what is inside', async () => {
    const tracer = fakeTracer();
    const policy = compose(tracing(tracer, 'users'), timeout(1_000));
    expect(await policy.execute(succeed)).toBe('value');
    expect(tracer.spans).toEqual([{ name: 'users', 'resilint.attempt': 1, ended: true }]);
  });

  it('notes the error, and the code when a policy refused', async () => {
    const tracer = fakeTracer();
    const breaker = circuitBreaker({ name: 'users', trip: consecutive(1) });
    const policy = compose(tracing(tracer, 'users'), breaker);
    await policy.execute(fail).catch(() => undefined);
    await policy.execute(succeed).catch(() => undefined);
    expect(tracer.spans).toMatchObject([
      { status: { code: 2, message: 'Error: down' }, exception: 'down', ended: true },
      { 'resilint.code': 'breaker-open', status: { code: 2 }, ended: true },
    ]);
  });
});
