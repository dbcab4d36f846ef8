import { describe, expect, it } from 'vitest';
import { findFlaws } from '../../src/judge/rules/find-flaws.js';
import type { Call, Finding, Ineffective } from '../../src/model/assessment.js';
import { assessmentSchema } from '../../src/model/assessment.js';
import { sampleAssessment, sampleCall } from '../report/sample-assessment.js';
import { idOf, rule, withCalls } from './rule-samples.js';

const protection = sampleCall().protection;
const places = (findings: readonly Finding[]) =>
  findings.map(({ file, line }) => `${file}:${line}`);

describe('findings', () => {
  it('fit the schema of the assessment', () => {
    const findings = findFlaws(sampleAssessment, [
      rule({}),
      rule({ id: 'b', subject: 'dependency' }),
    ]);
    const assessment = { ...sampleAssessment, findings };
    expect(assessmentSchema.parse(assessment)).toEqual(assessment);
    expect(findings.length).toBe(7);
  });

  it('stand in the order of files and lines, then of rules', () => {
    const assessment = withCalls(
      { file: 'b.ts' },
      { file: 'a.ts', line: 9 },
      { file: 'a.ts', line: 2 },
    );
    const found = findFlaws(assessment, [rule({ id: 'z' }), rule({ id: 'y' })]);
    expect(found.map(({ file, line, rule: id }) => `${file}:${line} ${id}`)).toEqual([
      'a.ts:2 y',
      'a.ts:2 z',
      'a.ts:9 y',
      'a.ts:9 z',
      'b.ts:12 y',
      'b.ts:12 z',
    ]);
  });

  it('are the same whatever is found already', () => {
    const found = findFlaws(sampleAssessment, [rule({})]);
    expect(findFlaws({ ...sampleAssessment, findings: found }, [rule({})])).toEqual(found);
  });

  it('keep their ids when lines and messages change, and differ by rule and call', () => {
    const before = findFlaws(withCalls({}, {}), [rule({}), rule({ id: 'other' })]);
    const moved = withCalls({ line: 99, endLine: 99 }, { line: 99, endLine: 99 });
    const after = findFlaws(moved, [rule({ message: 'new' }), rule({ id: 'other' })]);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(before.map(({ id }) => id)).size).toBe(4);
  });

  it('keep their content ids when a file is renamed', () => {
    const [before] = findFlaws(withCalls({}), [rule({})]);
    const [after] = findFlaws(withCalls({ id: idOf(7), file: 'other.ts' }), [rule({})]);
    expect(after!.id).not.toBe(before!.id);
    expect(after!.contentId).toBe(before!.contentId);
  });

  it.each(['retry', 'entry'] as const)(
    'keep those of a %s as well, which differ by what it is and calls',
    (subject) => {
      const found = (id: string, file: string, name: string): Finding => {
        // As in an assessment, where calls stand in the order of their files.
        const own = { file, contentId: idOf(name.length) };
        const others = { file: 'orders-of-old.ts', contentId: idOf(9) };
        const assessment = withCalls(...(file < others.file ? [own, others] : [others, own]));
        const calls = assessment.calls.map((call) => call.id);
        const [one] = findFlaws(
          {
            ...assessment,
            retries: [
              { id, file, line: 3, calls, library: 'p-retry', backoff: 'none', evidence: [] },
            ],
            entryPoints: [{ id, file, line: 3, kind: 'http-route', name, limits: [] }],
          },
          [rule({ subject, when: 'true', message: 'found' })],
        );
        return one!;
      };
      const before = found(idOf(1), 'orders.ts', 'GET /orders');
      const renamed = found(idOf(2), 'shop.ts', 'GET /orders');
      const other = found(idOf(1), 'orders.ts', 'GET /users/all');
      expect(renamed.id).not.toBe(before.id);
      expect(renamed.contentId).toBe(before.contentId);
      expect(other.contentId).not.toBe(before.contentId);
    },
  );
});

describe('a message', () => {
  const messageOf = (message: string, change: Partial<Call>, when = 'true'): string =>
    findFlaws(withCalls(change), [rule({ message, when })])[0]!.message;

  it('writes lengths of time in seconds', () => {
    const timeout = { status: 'library-default', ms: 300_000 } as const;
    const change = { protection: { ...protection, timeout } };
    const when = 'has(call.protection.timeout.ms)';
    expect(messageOf('up to {{call.protection.timeout.ms}}', change, when)).toBe('up to 300 s');
  });

  it('names client and operation, and what is called where that is known', () => {
    expect(messageOf('{{call.label}}', {})).toBe('axios get to users-api');
    expect(messageOf('{{call.label}}', { client: 'fetch', operation: 'fetch' })).toBe(
      'fetch to users-api',
    );
    expect(messageOf('{{call.label}}', { dependency: 'axios' })).toBe('axios get');
  });

  it('writes lists with commas and numbers in groups of three', () => {
    const timeout = { status: 'none', covers: ['connect', 'acquire'] } as const;
    const change = {
      line: 1234,
      protection: { ...protection, timeout: { ...timeout, covers: [...timeout.covers] } },
    };
    const when = 'has(call.protection.timeout.covers)';
    const text = '{{call.protection.timeout.covers}} in line {{call.line}}';
    expect(messageOf(text, change, when)).toBe('connect, acquire in line 1,234');
  });
});

describe('a rule about a dependency', () => {
  const aboutGets = rule({
    subject: 'dependency',
    calls: 'call.operation == "get"',
    message: '{{count}} of {{dependency.callCount}}, first {{call.name}}',
  });

  it('finds it once, however many calls show the flaw', () => {
    const found = findFlaws(withCalls({}, {}, { operation: 'post' }), [aboutGets]);
    expect(found.map(({ message }) => message)).toEqual(['2 of 3, first axios get']);
  });

  it('counts no call of a script where services show it', () => {
    const counting = rule({
      subject: 'dependency',
      calls: 'call.operation == "get"',
      message: '{{count}} of {{dependency.requestCount}} calls to {{dependency.name}}',
    });
    const messages = (...changes: readonly Partial<Call>[]): readonly string[] =>
      findFlaws(withCalls(...changes), [counting]).map(({ message }) => message);
    const one: Partial<Call> = { dependency: 'orders' };
    const script: Partial<Call> = { ...one, context: 'script' };
    expect(messages(one, { ...one, operation: 'post' }, script)).toEqual([
      '1 of 2 calls to orders',
    ]);
    expect(messages(one, one)).toEqual(['2 of 2 calls to orders']);
    expect(messages({ ...one, operation: 'post' }, script)).toEqual(['1 of 2 calls to orders']);
  });

  it('finds nothing where no call shows it', () => {
    expect(findFlaws(withCalls({ operation: 'post' }), [aboutGets])).toEqual([]);
  });

  it('stands where the client is made that most of the calls go through', () => {
    const made = { file: 'src/http.ts', line: 3, column: 21, what: 'axios.create' };
    const other = { file: 'src/other.ts', line: 1, what: 'axios.create' };
    expect(
      places(
        findFlaws(withCalls({ origin: [made] }, { origin: [made] }, { origin: [other] }), [
          aboutGets,
        ]),
      ),
    ).toEqual(['src/http.ts:3']);
    expect(
      places(findFlaws(withCalls({ origin: [made] }, { origin: [other] }), [aboutGets])),
    ).toEqual(['src/1.ts:12']);
  });

  it('is as grave as the most urgent call that shows it, and stands there', () => {
    const assessment = withCalls({ context: 'script' }, {}, { operation: 'post' });
    const found = findFlaws(assessment, [aboutGets]);
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
    expect(places(found)).toEqual(['src/2.ts:12']);
    const onlyScripts = withCalls({ context: 'script' }, { operation: 'post' });
    expect(findFlaws(onlyScripts, [aboutGets])[0]!.severity).toBe('note');
  });

  it('has the calls that show it as evidence', () => {
    const [found] = findFlaws(withCalls({}, { operation: 'post' }, {}), [aboutGets]);
    expect(found!.evidence.map(({ file, what }) => `${file} ${what}`)).toEqual([
      'src/1.ts axios get',
      'src/3.ts axios get',
    ]);
  });
});

describe('a rule about places of a call', () => {
  const ignored: Ineffective = {
    file: 'src/http.ts',
    line: 5,
    column: 3,
    what: 'timeout',
    kind: 'ignored',
    why: 'is ignored',
  };
  const idle = (...ineffective: Ineffective[]): Partial<Call> => ({
    protection: { ...protection, timeout: { status: 'none', ineffective } },
  });
  const aboutSettings = rule({
    when: 'has(call.protection.timeout.ineffective)',
    each: 'call.protection.timeout.ineffective.filter(s, s.kind == "ignored")',
    message: '{{place.what}} of {{call.name}} {{place.why}}',
  });

  it('finds each place once, however many calls share it', () => {
    const found = findFlaws(withCalls(idle(ignored), idle(ignored)), [aboutSettings]);
    expect(found.map(({ message }) => message)).toEqual(['timeout of axios get is ignored']);
    expect(places(found)).toEqual(['src/http.ts:5']);
    expect(found[0]!.subjectId).toBe(idOf(1));
  });

  it('finds only the places that it asks for', () => {
    const other = { ...ignored, line: 6, kind: 'other-purpose' as const };
    expect(places(findFlaws(withCalls(idle(other, ignored)), [aboutSettings]))).toEqual([
      'src/http.ts:5',
    ]);
  });

  it('tells places of the same name apart', () => {
    const found = findFlaws(withCalls(idle(ignored, { ...ignored, line: 9 })), [aboutSettings]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  });

  it('is as grave as the gravest of the calls that share the place', () => {
    const script = { ...idle(ignored), context: 'script' as const };
    expect(findFlaws(withCalls(script, idle(ignored)), [aboutSettings])[0]!.severity).toBe(
      'warning',
    );
    expect(findFlaws(withCalls(script), [aboutSettings])[0]!.severity).toBe('note');
  });
});

describe('the evidence of a call', () => {
  it('is what stands behind the verdicts that the rule asks about, then where the client is made', () => {
    const evidence = (line: number) => [{ file: 'src/p.ts', line, what: 'place' }];
    const call: Partial<Call> = {
      origin: [{ file: 'src/http.ts', line: 3, what: 'axios.create' }],
      protection: {
        ...protection,
        timeout: { status: 'bounded', evidence: evidence(1) },
        retry: { status: 'yes', evidence: evidence(2) },
      },
    };
    const [found] = findFlaws(withCalls(call), [
      rule({ when: 'call.protection.retry.status == "yes"' }),
    ]);
    expect(found!.evidence).toEqual([
      { file: 'src/p.ts', line: 2, what: 'place' },
      { file: 'src/http.ts', line: 3, what: 'axios.create' },
    ]);
  });
});

describe('a rule that cannot be evaluated', () => {
  it('is a foreseen failure that names the rule, not silence', () => {
    const broken = rule({ when: '1 / (size(call.origin) - size(call.origin)) > 0' });
    expect(() => findFlaws(withCalls({}), [broken])).toThrow(
      expect.objectContaining({
        exitCode: 3,
        message: expect.stringContaining('The rule "flaw" cannot be evaluated: when: ') as string,
      }),
    );
  });
});
