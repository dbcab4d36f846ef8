import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  entriesOf(files).map(({ kind, name, file, line, limits }) =>
    [
      `${file}:${line} ${kind} ${name}`,
      ...limits.map(
        ({ kind: of, value, evidence: [at] }) => `${of} ${value} ${at?.file}:${at?.line}`,
      ),
    ].join(', '),
  );

describe('cloud functions', () => {
  test('of the Serverless Framework have the name and timeout of their description', () => {
    const entries = shown({
      'serverless.yml': [
        'provider: { name: aws, timeout: 20 }',
        'functions:',
        '  list:',
        '    handler: src/users.list',
        '    timeout: 5',
        '    reservedConcurrency: 2',
        '  sweep:',
        '    handler: src/jobs/index.run',
        '    events: [{ schedule: rate(1 hour) }]',
        '  gone:',
        '    handler: src/nowhere.handler',
        '',
      ].join('\n'),
      'src/users.js': 'exports.list = async (event) => event;\nexports.other = () => 1;\n',
      'src/jobs/index.ts': 'export const run = async () => {};\n',
    });
    expect(entries).toEqual([
      'src/jobs/index.ts:1 lambda sweep, time 20000 serverless.yml:7',
      'src/users.js:1 lambda list, concurrency 2 serverless.yml:3, time 5000 serverless.yml:3',
    ]);
  });

  test('of a SAM template may be built from sources in other folders', () => {
    const entries = shown({
      'api/template.yaml': [
        'Resources:',
        '  Api:',
        '    Type: AWS::Serverless::Function',
        '    Properties:',
        '      Handler: dist/index.handler',
        '      Environment: { Variables: { TABLE: !Ref Table } }',
        '  Table: { Type: AWS::DynamoDB::Table }',
        '',
      ].join('\n'),
      'api/src/index.ts': "export { handler } from './lambda.js';\n",
      'api/src/lambda.ts':
        "import type { Context } from 'aws-lambda';\nexport async function handler(_event: unknown, _context: Context) {}\n",
    });
    expect(entries).toEqual(['api/src/lambda.ts:2 lambda Api, time 3000 api/template.yaml:2']);
  });

  test('without a description are found by the name and parameter that the platform expects', () => {
    const entries = shown({
      'index.js': 'exports.handler = async (event) => event;\n',
      'command.js': 'exports.handler = async (argv) => argv;\n',
    });
    expect(entries).toEqual(['index.js:1 lambda handler']);
  });

  test('are not looked for in what is no YAML', () => {
    expect(shown({ 'template.yaml': '{{ broken: [', 'a.ts': 'export const a = 1;\n' })).toEqual([]);
  });
});
