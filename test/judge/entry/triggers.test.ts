import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  entriesOf({
    'package.json': JSON.stringify({ dependencies: { '@types/aws-lambda': '*' } }),
    ...files,
  }).map(({ file, name, kind, trigger = 'request' }) => `${file} ${kind} ${name}: ${trigger}`);

const typed = (type: string, rest: string): string =>
  `import type { ${type.replace(/\W.*/, '')}, Handler } from 'aws-lambda';\n${rest}`;

test('types say what runs a function of a cloud', () => {
  const entries = shown({
    'a.ts': typed('SQSEvent', 'export const handler = async (event: SQSEvent) => {};'),
    'b.ts': typed('ScheduledHandler', 'export const handler: ScheduledHandler = async () => {};'),
    'c.ts': typed(
      'EventBridgeEvent',
      "export const handler = async (event: EventBridgeEvent<'x', {}>) => {};",
    ),
    'd.ts': typed(
      'APIGatewayProxyEvent',
      'export const handler = async (event: APIGatewayProxyEvent) => {};',
    ),
    'e.ts': typed(
      'DynamoDBStreamEvent',
      'export const handler: Handler<DynamoDBStreamEvent> = async (e) => {};',
    ),
  });
  expect(entries).toEqual([
    'a.ts lambda handler: message',
    'b.ts lambda handler: schedule',
    'c.ts lambda handler: message',
    'd.ts lambda handler: request',
    'e.ts lambda handler: message',
  ]);
});

test('without types what a function reads says so', () => {
  const entries = shown({
    'a.js':
      'exports.handler = async (event) => { for (const one of event.Records) console.log(one); };',
    'b.js': 'exports.handler = async ({ Records }) => { console.log(Records); };',
    'c.js': 'exports.handler = async (event) => { const { Records } = event; };',
    'd.js': 'exports.handler = async (event) => { console.log(event.body.Records); };',
  });
  expect(entries).toEqual([
    'a.js lambda handler: message',
    'b.js lambda handler: message',
    'c.js lambda handler: message',
    'd.js lambda handler: request',
  ]);
});

test('what a function hands its event to says so too', () => {
  const entries = shown({
    'a.js': `exports.handler = async (event) => { console.log(String(event['detail-type'])); };`,
    'b.js': `const read = require('./read'); exports.handler = async (event) => read.plain(event);`,
    'c.js': `const read = require('./read'); exports.handler = async (event) => read.keyed({ event });`,
    'd.js': `const read = require('./read'); exports.handler = async (event) => read.both(event);`,
    'e.js': `const read = require('./read'); exports.handler = async (event) => read.plain(event.body);`,
    'read.js': `
      exports.plain = (event) => { const { detail, stage } = event; return [detail, stage]; };
      exports.keyed = ({ event }) => event.detail;
      exports.both = (event) => (event.httpMethod ? event.body : event.detail);`,
  });
  expect(entries).toEqual([
    'a.js lambda handler: message',
    'b.js lambda handler: message',
    'c.js lambda handler: message',
    'd.js lambda handler: request',
    'e.js lambda handler: request',
  ]);
});

test('descriptions of deployments say so', () => {
  const entries = shown({
    'serverless.yml': [
      'functions:',
      '  fed: { handler: src/a.fed, events: [{ sqs: arn }] }',
      '  timed: { handler: src/a.timed, events: [{ schedule: rate(1 hour) }, schedule] }',
      '  both: { handler: src/a.both, events: [{ sqs: arn }, { httpApi: GET /x }] }',
    ].join('\n'),
    'src/a.js': 'exports.fed = () => 1;\nexports.timed = () => 1;\nexports.both = () => 1;\n',
    'template.yaml': [
      'Resources:',
      '  Orders:',
      '    Type: AWS::Serverless::Function',
      '    Properties: { Handler: src/b.handler, Events: { One: { Type: SNS } } }',
    ].join('\n'),
    'src/b.js': 'exports.handler = () => 1;\n',
  });
  expect(entries).toEqual([
    'src/a.js lambda fed: message',
    'src/a.js lambda timed: schedule',
    'src/a.js lambda both: request',
    'src/b.js lambda Orders: message',
  ]);
});

test('so does what a function is registered with', () => {
  const entries = entriesOf({
    'package.json': JSON.stringify({ dependencies: { 'firebase-functions': '4.0.0' } }),
    'index.js': `
      const functions = require('firebase-functions');
      const { onSchedule } = require('firebase-functions/v2/scheduler');
      exports.asked = functions.https.onRequest((request, response) => response.send('hi'));
      exports.stored = functions.database.ref('/a').onCreate(async () => {});
      exports.hourly = functions.pubsub.schedule('every 1 hours').onRun(async () => {});
      exports.nightly = onSchedule('every day 00:00', async () => {});`,
  });
  expect(entries.map(({ name, trigger = 'request' }) => `${name}: ${trigger}`)).toEqual([
    'asked: request',
    'stored: message',
    'hourly: schedule',
    'nightly: schedule',
  ]);
});
