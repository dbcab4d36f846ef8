import { readFileSync } from 'node:fs';
import Draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../src/model/assessment.js';
import { reportSarif } from '../../../src/report/sarif.js';
import { attacks, hostile, many } from './hostile.js';

const schemaFile = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const validator = new Draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(validator);
const isValid = validator.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

function parsed(assessment: Assessment): Log {
  const log = JSON.parse(reportSarif(assessment)) as Log;
  expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  return log;
}

const resultOf = (assessment: Assessment): Result => parsed(assessment).runs[0]!.results![0]!;

describe('SARIF', () => {
  it.each(Object.entries(attacks))(
    'is valid by the schema of OASIS in spite of %s',
    (_, attack) => {
      const { message, locations } = resultOf(hostile(attack));
      expect(message.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(message.text).not.toMatch(/(?<!\\)(\\\\)*\[[^\]]*(?<!\\)\]\(/);
      const uri = locations![0]!.physicalLocation!.artifactLocation!.uri!;
      expect(new URL(uri, 'file:///repository/').pathname).toBe(`/repository/${uri}`);
    },
  );

  it('is refused by the schema where a result has no message', () => {
    const log = parsed(many(1));
    delete (log.runs[0]!.results![0] as Partial<Result>).message;
    expect(isValid(log)).toBe(false);
  });

  it('has what GitHub code scanning needs of each result and rule', () => {
    const [run] = parsed(hostile('users-api')).runs;
    const [result] = run!.results!;
    expect(result!.partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}$/);
    expect(result!.locations![0]!.physicalLocation!.region).toEqual({
      startLine: expect.any(Number) as number,
      startColumn: 1,
      endLine: expect.any(Number) as number,
      endColumn: 10,
    });
    expect(result!.level).toBe('error');
    expect(run!.tool.driver.rules![result!.ruleIndex!]).toMatchObject({
      id: result!.ruleId,
      help: { text: expect.stringContaining('timeout') as string },
      helpUri: 'https://example.com/timeouts',
      defaultConfiguration: { level: 'error' },
    });
  });

  it('shows the chain of evidence as related locations, and as a flow that ends at the call', () => {
    const { relatedLocations, codeFlows } = resultOf(hostile('users-api'));
    expect(relatedLocations!.map(({ id, message }) => [id, message!.text])).toEqual([
      [1, 'users-api'],
    ]);
    const steps = codeFlows![0]!.threadFlows[0]!.locations;
    expect(steps.map((one) => one.location!.physicalLocation!.artifactLocation!.uri)).toEqual([
      'src/users-api/http.ts',
      'src/users-api.ts',
    ]);
  });

  it('names files from the top of the repository where a folder of it was scanned', () => {
    const assessment = { ...many(1), source: { prefix: 'services/or ders' } };
    const [run] = parsed(assessment).runs;
    const { artifactLocation } = run!.results![0]!.locations![0]!.physicalLocation!;
    expect(artifactLocation).toEqual({
      uri: 'services/or%20ders/src/a.ts',
      uriBaseId: '%SRCROOT%',
    });
    expect(run!.automationDetails!.id).toBe('resilint/services/or%20ders/');
  });

  it('keeps to the most results that GitHub takes, and says how many are left out', () => {
    const [run] = (JSON.parse(reportSarif(many(25_002))) as Log).runs;
    expect(run!.results).toHaveLength(25_000);
    expect(run!.properties).toEqual({ omittedResults: 2 });
  });
});
