import { describe, expect, it } from 'vitest';
import { findFlaws } from '../../src/judge/rules/find-flaws.js';
import type { Assessment } from '../../src/model/assessment.js';
import { idOf, rule, withCalls } from './rule-samples.js';

describe('the severity', () => {
  const severityOf = (assessment: Assessment): string =>
    findFlaws(assessment, [rule({})])[0]!.severity;

  /** Call 1 is reached from entry points of these kinds. */
  function reached(...kinds: readonly Assessment['entryPoints'][number]['kind'][]): Assessment {
    const entryPoints = kinds.map((kind, index) => ({
      id: idOf(index + 50),
      kind,
      name: kind,
      file: 'src/app.ts',
      line: index + 1,
      limits: [],
    }));
    const callPaths = entryPoints.map(({ id }) => ({
      entryPoint: id,
      worstCaseMs: null,
      attempts: null,
      structure: {
        step: 'sequence' as const,
        steps: [
          {
            step: 'loop' as const,
            steps: [{ step: 'call' as const, call: idOf(1), worstCaseMs: null, attempts: null }],
          },
        ],
      },
    }));
    return { ...withCalls({}), entryPoints, callPaths };
  }

  it('is that of a worker where nothing is known of who waits', () => {
    expect(severityOf(withCalls({}))).toBe('warning');
  });

  it('is that of a request in a published package that nothing leads into', () => {
    const packages = [{ dir: '.', name: 'users-client', published: true as const }];
    expect(severityOf({ ...withCalls({}), packages })).toBe('error');
    expect(severityOf({ ...reached('cron'), packages })).toBe('warning');
  });

  it('is lower for scripts and browsers', () => {
    expect(severityOf(withCalls({ context: 'script' }))).toBe('note');
    expect(severityOf(withCalls({ context: 'browser' }))).toBe('note');
  });

  it('is that of a worker where only queues and schedules lead to the call', () => {
    expect(severityOf(reached('consumer', 'cron'))).toBe('warning');
  });

  it('is that of a request where a user asks a bot, and of a worker where an event runs a function', () => {
    const by = (trigger: 'user' | 'message', kind: 'consumer' | 'lambda'): Assessment => {
      const assessment = reached(kind);
      const entryPoints = assessment.entryPoints.map((one) => ({ ...one, trigger }));
      return { ...assessment, entryPoints };
    };
    expect(severityOf(by('user', 'consumer'))).toBe('error');
    expect(severityOf(by('message', 'lambda'))).toBe('warning');
  });

  it('is the gravest of several ways to the call', () => {
    expect(severityOf(reached('cli', 'cron', 'graphql-resolver'))).toBe('error');
    expect(severityOf(reached('cli', 'startup'))).toBe('note');
  });
});
