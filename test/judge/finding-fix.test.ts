import { describe, expect, it } from 'vitest';
import { findFlaws } from '../../src/judge/rules/find-flaws.js';
import type { Assessment } from '../../src/model/assessment.js';
import { idOf, rule, withCalls } from './rule-samples.js';

describe('findings', () => {
  it.each([
    ['service', 'add-health', true],
    ['service', 'add-readiness', true],
    ['service', 'add-timeout', false],
    ['call', 'add-timeout', true],
    ['call', 'add-health', false],
    ['entry', 'add-timeout', false],
  ] as const)('about a %s offer %s: %s', (subject, fix, isOffered) => {
    const no = { status: 'no' } as const;
    const practices = { health: no, readiness: no, shutdown: no, telemetry: no };
    const others = { alerts: no, slo: no, flags: no, chaosTests: no };
    const assessment: Assessment = {
      ...withCalls({}),
      services: [{ name: 'a', dir: '.', ...practices, ...others }],
      entryPoints: [
        { id: idOf(3), file: 'a.ts', line: 3, kind: 'http-route', name: 'GET /', limits: [] },
      ],
    };
    const [found] = findFlaws(assessment, [rule({ subject, fix, when: 'true', message: 'found' })]);
    expect(found?.fix).toEqual(isOffered ? { codemod: fix } : undefined);
    expect(found?.subject).toBe(subject);
  });
});
