import type { Assessment, Call, Protection } from '../../src/model/assessment.js';
import { unscored } from '../../src/model/unscored.js';

const unknown = { status: 'unknown', reason: 'not judged yet' } as const;

const protection: Protection = {
  timeout: unknown,
  retry: unknown,
  breaker: unknown,
  bulkhead: unknown,
  fallback: unknown,
};

/** A call to a users service, changed where a test needs it. */
export function sampleCall(changes: Partial<Call> = {}): Call {
  return {
    id: '00000000000000a1',
    contentId: '00000000000000b1',
    file: 'src/users/user-service.ts',
    line: 12,
    column: 12,
    endLine: 14,
    endColumn: 7,
    excerpt: [
      '    return this.http.get(`/users/${id}`, {',
      '      headers: { accept: "application/json" },',
      '    });',
    ],
    client: 'axios',
    kind: 'http',
    role: 'request',
    context: 'server',
    operation: 'get',
    effect: 'read',
    idempotent: true,
    dependency: 'users-api',
    symbol: 'UserService.load',
    origin: [
      { file: 'src/http.ts', line: 3, column: 21, what: 'axios.create' },
      { file: 'src/users/user-service.ts', line: 6, column: 15, what: 'http: AxiosInstance' },
    ],
    protection,
    ...changes,
  };
}

const query = sampleCall({
  id: '00000000000000a2',
  contentId: '00000000000000b2',
  file: 'src/orders/repository.ts',
  line: 41,
  column: 25,
  endLine: 41,
  endColumn: 79,
  excerpt: ["\tconst { rows } = await pool.query('SELECT * FROM orders WHERE id = $1', [id]);"],
  client: 'pg',
  kind: 'db',
  operation: 'query',
  dependency: 'DATABASE_URL',
  symbol: 'findOrder',
  origin: [{ file: 'src/db.ts', line: 4, column: 14, what: 'new Pool' }],
});

const publish = sampleCall({
  id: '00000000000000a3',
  contentId: '00000000000000b3',
  file: 'scripts/replay.ts',
  line: 8,
  column: 1,
  endLine: 16,
  endColumn: 3,
  excerpt: [
    'await producer.send({',
    '  topic: "orders",',
    '  messages: orders.map((order) => ({',
    '    key: order.id,',
    '    value: JSON.stringify(order),',
  ],
  client: 'kafkajs',
  kind: 'queue',
  role: 'publish',
  context: 'script',
  operation: 'send',
  dependency: 'orders',
  symbol: '<module>',
  origin: [],
});

const second = sampleCall({
  id: '00000000000000a4',
  contentId: '00000000000000b4',
  line: 30,
  column: 5,
  endLine: 30,
  endColumn: 33,
  excerpt: ['    fetch(`${usersUrl}/health`);'],
  client: 'fetch',
  operation: 'fetch',
  symbol: 'UserService.ping',
  origin: [],
});

const calls = [publish, query, sampleCall(), second];

/** A small assessment in which every part of the text report has something to show. */
export const sampleAssessment: Assessment = {
  schemaVersion: 1,
  tool: { name: 'resilint', version: '0.1.0', rules: 'a'.repeat(64) },
  source: { commit: '3f2a91c0d7b64d8e9a1b2c3d4e5f60718293a4b5', dirty: true },
  packages: [{ name: 'orders-service', dir: '.' }],
  files: calls.slice(0, 3).map(({ file, context }) => ({
    file,
    sha256: 'b'.repeat(64),
    context,
    contextReason: context === 'script' ? 'in scripts/' : 'nothing says otherwise',
    owners: [],
  })),
  calls,
  dependencies: [
    {
      id: 'users-api',
      name: 'users-api',
      kind: 'http',
      clients: ['axios', 'fetch'],
      callCount: 2,
      calls: ['00000000000000a1', '00000000000000a4'],
    },
    {
      id: 'DATABASE_URL',
      name: 'DATABASE_URL',
      kind: 'db',
      clients: ['pg'],
      callCount: 1,
      calls: ['00000000000000a2'],
    },
    {
      id: 'orders',
      name: 'orders',
      kind: 'queue',
      clients: ['kafkajs'],
      callCount: 1,
      calls: ['00000000000000a3'],
    },
  ],
  breakers: [],
  retries: [],
  pools: [],
  services: [],
  entryPoints: [],
  callPaths: [],
  findings: [],
  maturity: unscored,
  rules: [],
  coverage: {
    files: 1418,
    analysed: 1204,
    setAside: [
      { reason: 'declaration', count: 20, files: [] },
      { reason: 'test', count: 192, files: [] },
    ],
    failed: [
      { file: 'src/broken.ts', line: 3, column: 14, message: 'Expected `,` but found `;`' },
      { file: 'src/gone.ts', message: 'cannot be read: ENOENT' },
    ],
    unresolvedCalls: [1, 2, 3, 4, 5, 6, 7].map((line) => ({
      file: 'src/plugins/loader.ts',
      line,
      column: 9,
      callee: 'plugin.client.request',
      reason: '"plugin" is a parameter that no call in the repository gives a value',
    })),
    suspectedClients: [
      {
        package: '@acme/billing',
        via: ['@acme/http', 'axios'],
        calls: [{ file: 'src/billing.ts', line: 5 }],
      },
    ],
  },
};
