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

  test('of an example beside a library are no part of it', () => {
    const entries = shown({
      'package.json': '{ "name": "tools", "workspaces": ["packages/*", "examples/app"] }',
      'examples/app/template.yaml': [
        'Resources:',
        '  Items:',
        '    Type: AWS::Serverless::Function',
        '    Properties: { Handler: functions/items.handler }',
        '',
      ].join('\n'),
      'examples/app/functions/items.ts': 'export const handler = async () => {};\n',
      'packages/tools/src/index.ts': 'export const tools = [];\n',
    });
    expect(entries).toEqual([]);
  });

  test('that one wrapper makes are as many as are exported', () => {
    const entries = shown({
      'wrap.ts': [
        "import type { SQSEvent } from 'aws-lambda';",
        'export const wrap = (act: () => void) => async (event: SQSEvent) => { act(); };',
      ].join('\n'),
      'a.ts': "import { wrap } from './wrap.js';\nexport const handler = wrap(() => {});\n",
      'b.ts': "import { wrap } from './wrap.js';\nexport const handler = wrap(() => {});\n",
    });
    expect(entries).toEqual(['a.ts:2 lambda handler', 'b.ts:2 lambda handler']);
  });

  test('that are made of a table of routes let work in by each of them', () => {
    const entries = shown({
      'router.ts': [
        "import type { APIGatewayProxyEvent } from 'aws-lambda';",
        'export const router = (routes: Route[]) => async (event: APIGatewayProxyEvent) =>',
        '  routes.find(({ path }) => path === event.path)?.handler(event);',
        'export const checked = (handler: Handler) => async (event: unknown) => handler(event);',
      ].join('\n'),
      'api.ts': [
        "import type { Handler } from 'aws-lambda';",
        "import { checked, router } from './router.js';",
        'export const handler: Handler = router([',
        "  { httpMethod: 'GET', path: '/users/{id}', handler: checked(load) },",
        "  { httpMethod: 'POST', path: '/users', handler: async () => 1 },",
        ']);',
        'async function load() { return 1; }',
      ].join('\n'),
      'jobs.ts': [
        "import { router } from './router.js';",
        "export const handler = router([{ path: '/a', handler: async () => 1 }]);",
      ].join('\n'),
    });
    expect(entries).toEqual([
      'api.ts:3 lambda handler',
      'api.ts:4 http-route GET /users/{id}',
      'api.ts:5 http-route POST /users',
      'jobs.ts:2 lambda handler',
    ]);
  });

  test('of Azure have a folder each, and are named by what runs them', () => {
    const binding = (type: string, rest: object = {}): string =>
      JSON.stringify({ bindings: [{ type, direction: 'in', name: 'x', ...rest }] });
    const entries = shown({
      'host.json': '{ "version": "2.0" }',
      'orders/function.json': binding('serviceBusTrigger', { topicName: 'orders' }),
      'orders/index.js': 'const f = 1;\nmodule.exports = async (context, message) => message;\n',
      'jobs/function.json': binding('queueTrigger', { queueName: 'jobs' }),
      'jobs/index.js': 'exports.other = () => 1;\nexports.run = async () => 1;\n',
      'sweep/function.json': binding('timerTrigger', { schedule: '0 * * * * *' }),
      'sweep/index.js': 'const run = async () => 1;\nmodule.exports = run;\n',
      'users/function.json': JSON.stringify({
        bindings: [
          { type: 'httpTrigger', methods: ['get', 'post'], route: 'users/{id}' },
          { type: 'http', direction: 'out' },
        ],
        scriptFile: '../dist/users/index.js',
      }),
      'users/index.ts': 'const h = async () => 1;\n\nexport default h;\n',
      'off/function.json': JSON.stringify({ disabled: true, bindings: [{ type: 'httpTrigger' }] }),
      'off/index.js': 'module.exports = async () => 1;\n',
      'other/function.json': '{ "name": "no bindings" }',
      'other/index.js': 'module.exports = async () => 1;\n',
    });
    expect(entries).toEqual([
      'jobs/index.js:2 consumer queue jobs',
      'orders/index.js:2 consumer topic orders',
      'sweep/index.js:2 cron cron 0 * * * * *',
      'users/index.ts:1 http-route GET|POST /api/users/{id}',
    ]);
  });

  test('without a description are found by the name and parameter that the platform expects', () => {
    const entries = shown({
      'index.js': 'exports.handler = async (event) => event;\n',
      'command.js': 'exports.handler = async (argv) => argv;\n',
    });
    expect(entries).toEqual(['index.js:1 lambda handler']);
  });

  test('are found so too where types of the platform stand in the file for something else', () => {
    const entries = shown({
      'wrap.ts':
        'export const wrap = <T>(act: (one: T) => void) => async (event: { Records: T[] }) => { event.Records.forEach(act); };',
      'a.ts': [
        "import type { SQSRecord } from 'aws-lambda';",
        "import { wrap } from './wrap.js';",
        'export const handler = wrap(consume);',
        'export function consume(record: SQSRecord) { return record.body; }',
      ].join('\n'),
    });
    expect(entries).toEqual(['a.ts:3 lambda handler']);
  });

  test('are not looked for in what is no YAML', () => {
    expect(shown({ 'template.yaml': '{{ broken: [', 'a.ts': 'export const a = 1;\n' })).toEqual([]);
  });

  test('of a description in code are followed to where their handlers are said to lie', () => {
    const entries = shown({
      'tsconfig.json': JSON.stringify({
        compilerOptions: { baseUrl: '.', paths: { '@functions/*': ['src/functions/*'] } },
      }),
      'serverless.ts': [
        "import type { AWS } from '@serverless/typescript';",
        "import hello from '@functions/hello';",
        "import { login } from './src/functions';",
        "import * as jobs from './src/jobs';",
        'const serverlessConfiguration: AWS = {',
        "  provider: { name: 'aws', timeout: 20 },",
        '  functions: {',
        '    hello,',
        '    login,',
        '    ...jobs,',
        "    plain: { handler: 'dist/plain.run', timeout: 2, events: [{ sqs: {} }] },",
        "    late: { handler: 'src/late.run', timeout: Number(process.env.TIME) },",
        "    gone: { handler: 'src/gone.run' },",
        '    unread: { handler: `${process.env.PLACE}/late.run` },',
        '  },',
        '};',
        'module.exports = serverlessConfiguration;',
        '',
      ].join('\n'),
      'src/libs/handler-resolver.ts':
        "export const handlerPath = (context: string) => context.split(process.cwd())[1].substring(1).replace(/\\\\/g, '/');\n",
      'src/functions/index.ts':
        "export { default as hello } from './hello';\nexport { default as login } from './login';\n",
      'src/functions/hello/index.ts': [
        "import { handlerPath } from '../../libs/handler-resolver';",
        'export default {',
        '  handler: `${handlerPath(__dirname)}/handler.main`,',
        "  events: [{ http: { method: 'post', path: 'hello' } }],",
        '};',
        '',
      ].join('\n'),
      'src/functions/hello/handler.ts': 'export const main = async () => {};\n',
      'src/functions/login/index.ts': [
        "import { handlerPath } from '../../libs/handler-resolver';",
        'const here = handlerPath(__dirname);',
        "export default { handler: here + '/handler.main', reservedConcurrency: 3 };",
        '',
      ].join('\n'),
      'src/functions/login/handler.ts': '\nexport const main = async () => {};\n',
      'src/jobs.ts':
        "export const sweep = { handler: 'src/sweep.run', events: [{ schedule: 'rate(1 day)' }] };\n",
      'src/sweep.ts': 'export const run = async () => {};\n',
      'src/plain.ts': 'export const run = async () => {};\n',
      'src/late.ts': 'export const run = async () => {};\n',
    });
    expect(entries).toEqual([
      'src/functions/hello/handler.ts:1 lambda hello, time 20000 src/functions/hello/index.ts:2',
      'src/functions/login/handler.ts:2 lambda login, concurrency 3 src/functions/login/index.ts:3, time 20000 src/functions/login/index.ts:3',
      'src/late.ts:1 lambda late',
      'src/plain.ts:1 lambda plain, time 2000 serverless.ts:11',
      'src/sweep.ts:1 lambda sweep, time 20000 src/jobs.ts:1',
    ]);
  });

  test('of a serverless.js may be answered by a function, with what runs them', () => {
    const entries = entriesOf({
      'serverless.js': [
        "const shared = require('./functions');",
        'module.exports = async () => ({ functions: { ...shared,',
        "  load: { handler: 'a.load', events: [{ sqs: 'arn' }] },",
        "  ask: { handler: 'a.ask', events: [{ sqs: 'arn' }, event()] } } });",
        '',
      ].join('\n'),
      'functions.js':
        "module.exports = { tick: { handler: 'a.tick', events: ['schedule', { schedule: 'rate(1 day)' }] } };\n",
      'a.js': 'exports.load = () => 1;\nexports.tick = () => 2;\nexports.ask = () => 3;\n',
    });
    expect(entries.map(({ name, kind, trigger }) => `${kind} ${name} ${trigger ?? ''}`)).toEqual([
      'lambda load message',
      'lambda tick schedule',
      'lambda ask ',
    ]);
  });

  test('of SST are named in what its constructs are given', () => {
    const entries = shown({
      'stacks/api.ts': [
        "import { Api, Cron } from 'sst/constructs';",
        'export function stack({ stack }) {',
        "  new Api(stack, 'api', {",
        "    routes: { 'POST /apps': 'functions/create.main', 'GET /gone': 'functions/gone.main' },",
        "    defaults: { function: { environment: { NAME: 'functions/create' } } },",
        '  });',
        "  new Cron(stack, 'cron', { job: { function: { handler: 'functions/sweep.main' } } });",
        '}',
        '',
      ].join('\n'),
      'services/functions/create.js': 'export const main = async (event) => event;\n',
      'services/functions/sweep.js': 'export const main = async () => {};\n',
      'services/functions/other.js': 'export const main = async () => {};\n',
    });
    expect(entries).toEqual([
      'services/functions/create.js:1 http-route POST /apps',
      'services/functions/sweep.js:1 lambda services/functions/sweep.main',
    ]);
  });

  test('of SST 3 and of the CDK are found beside what deploys them', () => {
    const entries = shown({
      'infra/api.ts': [
        "export const api = new sst.aws.ApiGatewayV2('Api');",
        "api.route('ANY /{proxy+}', 'packages/functions/src/app.handler');",
        '',
      ].join('\n'),
      'packages/functions/src/app.ts': 'export const handler = async () => ({});\n',
      'lib/stack.ts': [
        "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';",
        "import { join } from 'node:path';",
        'export const make = (scope) =>',
        "  new NodejsFunction(scope, 'load', { entry: join(__dirname, '../lambda/load.ts'), handler: 'run' });",
        '',
      ].join('\n'),
      'lambda/load.ts': 'export const run = async () => ({});\n',
    });
    expect(entries).toEqual([
      'lambda/load.ts:1 lambda lambda/load.run',
      'packages/functions/src/app.ts:1 http-route ANY /{proxy+}',
    ]);
  });
});
