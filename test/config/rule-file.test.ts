import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/config/entry-problem.js';
import { parseRule } from '../../src/config/rules/rule-file.js';

const valid = `id: slow-call
subject: call
severity: error
stability: nursery
what: A call that is slow
when: call.role == "request"
message: '{{call.name}} is slow'
why: It is.
remedy: Make it fast.
references: [https://example.com]
examples:
  - name: a call
    files:
      a.ts: |
        fetch('https://a.example.com'); // expect
  - name: no call
    files: { b.ts: 'export {};' }
`;

/** What is said of the rule with one thing changed: "line: field: message" each. */
function problems(from: string | RegExp, to: string): readonly string[] {
  const text = valid.replace(from, () => to);
  expect(text).not.toBe(valid);
  return parseRule('slow-call.yaml', text).problems.map((problem) =>
    formatProblem(problem).replace('slow-call.yaml:', ''),
  );
}

const when = (expression: string): readonly string[] =>
  problems('call.role == "request"', `'${expression}'`);

describe('a rule that is right', () => {
  it('is read without a problem', () => {
    expect(parseRule('slow-call.yaml', valid).problems).toEqual([]);
  });

  it('is as grave as it says on the way of a request, and less elsewhere', () => {
    expect(parseRule('slow-call.yaml', valid).rule?.severity).toEqual({
      request: 'error',
      worker: 'warning',
      script: 'note',
      browser: 'note',
    });
  });

  it('may say for each reach how grave it is', () => {
    const levels = '{ request: warning, worker: warning, script: warning, browser: error }';
    const { rule } = parseRule('slow-call.yaml', valid.replace('error', levels));
    expect(rule?.severity).toEqual({
      request: 'warning',
      worker: 'warning',
      script: 'warning',
      browser: 'error',
    });
  });

  it('knows which protections it asks about', () => {
    const asking = `call.protection.retry.status == "no" && call.protection.timeout.status == "none"`;
    const { rule } = parseRule('slow-call.yaml', valid.replace('call.role == "request"', asking));
    expect(rule?.protections).toEqual(['timeout', 'retry']);
  });
});

describe('an expression', () => {
  it.each([
    ['call.rol == "request"', 'call has no field "rol"; did you mean "role"?'],
    ['has(call.idempotnet)', 'call has no field "idempotnet"; did you mean "idempotent"?'],
    [
      'call.protection.timeout.evidence.exists(e, e.file == "a")',
      'call.protection.timeout.evidence can be absent: ask has(call.protection.timeout.evidence) first',
    ],
    ['call.origin.exists(step, step.fil == "a")', 'step has no field "fil"; did you mean "file"?'],
    ['cal.role == "request"', 'unknown variable: cal'],
    ['call.client.name == "axios"', 'call.client has no fields'],
    ['call.role', 'must be true or false'],
    ['call.role == 3', 'no such overload: string == int'],
    ['call.role ==', 'unexpected token: EOF'],
  ])('%s is refused: %s', (expression, message) => {
    expect(when(expression)).toEqual([`6: when: ${message}`]);
  });

  it('cannot compare a field with a text that it never is', () => {
    expect(when('call.protection.timeout.status == "bound"')[0]).toBe(
      '6: when: call.protection.timeout.status is never "bound": it is one of bounded, library-default, delegated, partial, none, unknown; did you mean "bounded"?',
    );
    expect(when('"strange" != call.role')[0]).toContain('call.role is never "strange"');
    expect(when('call.kind in ["http", "htpp"]')[0]).toContain('call.kind is never "htpp"');
    expect(
      when('has(call.protection.timeout.covers) && "head" in call.protection.timeout.covers')[0],
    ).toContain('call.protection.timeout.covers is never "head"');
  });

  it('asks for what can be absent before it reads it', () => {
    const ms = 'call.protection.timeout.ms';
    const absent = [`6: when: ${ms} can be absent: ask has(${ms}) first`];
    expect(when(`${ms} > 5`)).toEqual(absent);
    expect(when(`has(${ms}) || ${ms} > 5`)).toEqual(absent);
    expect(when(`!has(${ms}) && ${ms} > 5`)).toEqual(absent);
    expect(when(`has(call.idempotent) && ${ms} > 5`)).toEqual(absent);
    expect(when(`has(${ms}) && ${ms} > 5`)).toEqual([]);
    expect(when(`!has(${ms}) || ${ms} > 5`)).toEqual([]);
    expect(when(`!(!has(${ms}) || ${ms} < 5)`)).toEqual([]);
    expect(when(`has(${ms}) ? ${ms} > 5 : false`)).toEqual([]);
    expect(when(`has(${ms}) ? true : ${ms} > 5`)).toEqual(absent);
  });

  it('knows nothing of what another variable of the same name was asked for', () => {
    const inner = 'call.origin.exists(call, call.column == 1)';
    expect(when(`has(call.idempotent) && ${inner}`)).toEqual([
      '6: when: call.column can be absent: ask has(call.column) first',
    ]);
  });

  it('uses only what always comes to an end quickly', () => {
    expect(when('call.client.matches("(a+)+")')).toEqual([
      '6: when: matches is not available: some patterns take forever; use contains, startsWith or endsWith',
    ]);
    expect(when('call.client.split(",").size() > 1')[0]).toContain('"split" is not available');
    expect(when('call.origin[0].file == "a"')[0]).toContain('not by position');
    const lists = 'call.origin.exists(a, call.origin.exists(b, call.origin.exists(c, true)))';
    expect(when(lists)).toEqual(['6: when: goes through lists more than two deep']);
  });
});

describe('a message', () => {
  const message = (text: string): readonly string[] => problems("'{{call.name}} is slow'", text);

  it('names only fields that are always there where the rule holds', () => {
    expect(message("'{{call.nam}}'")).toEqual([
      '7: message: call has no field "nam"; did you mean "name"?',
    ]);
    expect(message("'{{cal.name}}'")).toEqual([
      '7: message: there is no "cal" here; did you mean "call"?',
    ]);
    expect(message("'{{call.protection.timeout.ms}}'")).toEqual([
      '7: message: call.protection.timeout.ms can be absent: ask has(call.protection.timeout.ms) first',
    ]);
    expect(message("'{{call.protection.timeout}}'")).toEqual([
      '7: message: call.protection.timeout is no text or number',
    ]);
  });

  it('may name what the condition has asked for', () => {
    const text = valid
      .replace('call.role == "request"', 'has(call.protection.timeout.ms)')
      .replace('{{call.name}}', '{{call.protection.timeout.ms}}');
    expect(parseRule('slow-call.yaml', text).problems).toEqual([]);
  });

  it('speaks of places only with "each", and of a count only with "calls"', () => {
    expect(message("'{{place.what}}'")[0]).toContain('there is no "place" here');
    expect(message("'{{count}}'")[0]).toContain('there is no "count" here');
  });
});

describe('the other fields', () => {
  it('are checked like those of a client', () => {
    expect(problems('severity:', 'severty:')).toContain(
      '3: severty: no such field; did you mean "severity"?',
    );
    expect(problems('subject: call', 'subject: calls')[0]).toMatch(/^2: subject: must be one of/);
    expect(problems('slow-call\n', 'Slow Call\n')[0]).toMatch(/^1: id: an id is a noun phrase/);
  });

  it('say in "each" where the places are, and in "calls" which calls', () => {
    const added = (line: string) => problems('message:', `${line}\nmessage:`);
    expect(added('each: call.role')).toEqual(['7: each: must be a list of places']);
    expect(added('each: call.origin')).toEqual([]);
    expect(added('calls: call.role == "request"')).toEqual(['7: calls: this subject has no calls']);
  });

  it('give the file its name', () => {
    const { problems: found } = parseRule('other.yaml', valid);
    expect(found.map(formatProblem)).toEqual([
      'other.yaml:1: id: the file of this rule is slow-call.yaml',
    ]);
  });

  it('have an example without the flaw for each with it', () => {
    expect(problems("'export {};'", "'fetch(1); // expect'")).toEqual([
      '11: examples: need one without the flaw for each with it',
    ]);
    expect(problems(' // expect', '')).toEqual([
      '11: examples: need one with the flaw (// expect)',
    ]);
    expect(problems('name: no call', 'name: a call')).toEqual([
      '16: examples.1.name: is the name of another example',
    ]);
  });

  it('prove a stable rule by scans, not by facts that nothing gives yet', () => {
    const text = valid
      .replace('nursery', 'stable')
      .replace("files: { b.ts: 'export {};' }", 'facts: { role: publish }\n    expect: none');
    expect(parseRule('slow-call.yaml', text).problems.map(({ message }) => message)).toEqual([
      'examples of a stable rule are files that are scanned',
    ]);
  });
});
