import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

describe('functions of the cloud that a description does not name', () => {
  const handlers = {
    'users/src/load.js': 'exports.handler = async (event) => event;\n',
    'users/src/old.js': 'exports.handler = async (event) => event;\n',
    'users/src/typed.ts':
      "import type { Context } from 'aws-lambda';\nexport const run = async (_event: unknown, _context: Context) => {};\n",
    'users/src/wrapped.js': 'module.exports = { handler: async (event) => event };\n',
  };
  const found = (files: Readonly<Record<string, string>>): readonly string[] => [
    ...new Set(entriesOf({ ...handlers, ...files }).map(({ file }) => file)),
  ];
  const all = Object.keys(handlers);
  const whole =
    'functions: { load: { handler: src/load.handler }, wrapped: { handler: src/wrapped.handler } }\n';

  test('are none where it names all of its folder', () => {
    expect(found({ 'users/serverless.yml': whole })).toEqual([
      'users/src/load.js',
      'users/src/wrapped.js',
    ]);
  });

  test.each([
    [
      'the functions of another file',
      "functions: [ { load: { handler: src/load.handler } }, '${file(more.yml)}' ]",
    ],
    [
      'a handler that is put together',
      "functions: { load: { handler: '${self:custom.dir}/load.handler' } }",
    ],
    [
      'a handler that is nowhere',
      'functions: { load: { handler: src/load.handler }, gone: { handler: gone.handler } }',
    ],
    ['an image', 'functions: { load: { handler: src/load.handler }, job: { image: jobs } }'],
    ['no function', 'service: users'],
    [
      'a function among its resources',
      `${whole}resources: { Resources: { Old: { Type: AWS::Lambda::Function } } }`,
    ],
    ['a mistake', `${whole}provider: [`],
  ])('may be some where it has %s', (_, description) => {
    expect(found({ 'users/serverless.yml': description })).toEqual(all);
  });

  test.each([
    'main.tf',
    'users/template.yaml',
    'users/serverless.ts',
    'cdk.json',
    'users/src/serverless.yml',
  ])('may be some where %s may name more', (other) => {
    expect(found({ 'users/serverless.yml': whole, [other]: '' })).toEqual(all);
  });

  test('may be some in other folders', () => {
    const other = 'functions: { find: { handler: find.handler } }\n';
    const files = { 'orders/find.js': 'exports.handler = async (event) => event;\n' };
    expect(found({ 'orders/serverless.yml': other, ...files })).toEqual(['orders/find.js', ...all]);
  });
});
