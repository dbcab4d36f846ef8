import { describe, expect, it } from 'vitest';
import { fixed, planned, timeoutsIn } from '../fixed.js';
import { on } from './shapes.js';

const manifest = on({ '@grpc/grpc-js': '1.11.0', '@grpc/proto-loader': '0.7.0' });
const HEAD = `import * as grpc from '@grpc/grpc-js';
import { users } from './proto.js';
`;
const PROTO = `import * as grpc from '@grpc/grpc-js';
import * as loader from '@grpc/proto-loader';
export const { users } = grpc.loadPackageDefinition(loader.loadSync('users.proto')) as any;
`;
const CALLS = `import { client } from './client.js';
export const get = (id: string) =>
  new Promise((resolve, reject) => {
    client.getUser({ id }, (error: Error | null, user: object) => (error ? reject(error) : resolve(user)));
  });
export const find = (id: string, done: () => void) => client.findUser({ id }, done);
`;
const INTERCEPTOR = (grpc: string, indent: string): string =>
  `(options, nextCall) =>
  new ${grpc}InterceptingCall(
    options.method_definition.requestStream || options.method_definition.responseStream
      ? nextCall(options)
      : nextCall({ ...options, deadline: options.deadline ?? Date.now() + 10000 }),
  )`.replaceAll('\n', `\n${indent}`);

const ALONE = (grpc = 'grpc.'): string =>
  `{\n  interceptors: [\n    ${INTERCEPTOR(grpc, '    ')},\n  ],\n}`;

const filesWith = (client: string, others: Readonly<Record<string, string>> = {}) => ({
  'package.json': manifest,
  'src/proto.ts': PROTO,
  'src/client.ts': client,
  'src/calls.ts': CALLS,
  ...others,
});

const made = (options = ''): string =>
  `${HEAD}export const client = new users.UserService('users:50051', grpc.credentials.createInsecure()${options});\n`;

describe('a client of gRPC', () => {
  it.each([
    ['without options', made(), made(`, ${ALONE()}`)],
    ['with empty options', made(', {}'), made(`, ${ALONE()}`)],
    [
      'with options on lines',
      made(`, {\n  'grpc.keepalive_time_ms': 1000,\n}`),
      made(
        `, {\n  'grpc.keepalive_time_ms': 1000,\n  interceptors: [\n    ${INTERCEPTOR('grpc.', '    ')},\n  ],\n}`,
      ),
    ],
    [
      'with options on one line',
      made(`, { 'grpc.keepalive_time_ms': 1000 }`),
      made(
        `, { 'grpc.keepalive_time_ms': 1000, interceptors: [\n  ${INTERCEPTOR('grpc.', '  ')},\n] }`,
      ),
    ],
    [
      'with other interceptors',
      made(', { interceptors: [(given, next) => new grpc.InterceptingCall(next(given))] }'),
      made(
        `, { interceptors: [(given, next) => new grpc.InterceptingCall(next(given)), ${INTERCEPTOR('grpc.', '')}] }`,
      ),
    ],
    [
      'whose file has names of the package',
      made().replace('* as grpc', '{ credentials }').replace('grpc.c', 'c'),
      made(`, ${ALONE('')}`)
        .replace('* as grpc', '{ credentials, InterceptingCall }')
        .replace('grpc.credentials.', 'credentials.'),
    ],
    [
      'whose file has nothing of the package',
      `import { users } from './proto.js';\nimport { secure } from './secure.js';\nexport const client = new users.UserService('users:50051', secure);\n`,
      `import { users } from './proto.js';\nimport { secure } from './secure.js';\nimport { InterceptingCall } from '@grpc/grpc-js';\nexport const client = new users.UserService('users:50051', secure, ${ALONE('')});\n`,
    ],
  ])('%s has a deadline set for each call where it is made', async (_name, before, after) => {
    const secure = `import { credentials } from '@grpc/grpc-js';\nexport const secure = credentials.createInsecure();\n`;
    const files = filesWith(before, { 'src/secure.ts': secure });
    const { sites, text, again, root } = await fixed(files);
    expect(text('src/client.ts')).toBe(after);
    expect(sites).toMatchObject([
      { safety: 'unsafe', applied: true, what: 'interceptors of UserService' },
    ]);
    expect(sites[0]?.calls).toHaveLength(2);
    expect(again.files).toEqual([]);
    expect(new Set(Object.values(timeoutsIn(root)))).toEqual(new Set(['bounded']));
  });

  it('keeps one import for two clients of a file', async () => {
    const one = `import { users } from './proto.js';\nimport { secure } from './secure.js';\nexport const client = new users.UserService('users:50051', secure);\n`;
    const two = `export const other = new users.OrderService('orders:50051', secure);\nexport const list = (done: () => void) => other.list({}, done);\n`;
    const { text, root } = await fixed(filesWith(`${one}${two}`));
    expect(text('src/client.ts')?.match(/import \{ InterceptingCall \}/g)).toHaveLength(1);
    expect(text('src/client.ts')?.match(/interceptors: \[/g)).toHaveLength(2);
    expect(new Set(Object.values(timeoutsIn(root)))).toEqual(new Set(['bounded']));
  });

  it('lets streams stay open', async () => {
    const { sites } = await planned(
      filesWith(made(), {
        'src/calls.ts': `import { client } from './client.js';\nexport const watch = () => client.watchUsers({}).on('data', console.log);\nexport const save = (done: () => void) => client.saveUsers(done).end();\n`,
      }),
    );
    expect(sites.filter(({ what }) => what?.startsWith('interceptors'))).toEqual([]);
    expect(sites.filter(({ applied }) => applied)).toEqual([]);
  });

  it.each([
    ['with providers of interceptors', made(', { interceptor_providers: [] }'), manifest],
    ['whose interceptors come from elsewhere', made(', { interceptors: tracing() }'), manifest],
    ['of an unknown version', made(), on({ '@grpc/grpc-js': 'latest' })],
    [
      'in a file that means something else by the name',
      `import { users } from './proto.js';\nimport { secure, InterceptingCall } from './secure.js';\nexport const client = new users.UserService('users:50051', secure);\n`,
      manifest,
    ],
  ])('%s is left as it is', async (_name, client, asked) => {
    const { sites } = await planned(filesWith(client, { 'package.json': asked }));
    expect(sites.filter(({ what }) => what?.startsWith('interceptors'))).toEqual([]);
  });
});
