/** Realistic services, and a client of each that several files share. */
export const cases = [
  {
    fixture: 'express-orders',
    client: 'src/clients/http.js',
    bound: /^ {2}timeout: config\.inventory\.timeoutMs,\n/m,
    untouched: ['src/clients/inventory.js:18'],
  },
  {
    fixture: 'workspaces-shop',
    client: 'packages/http-client/src/base-client.ts',
    bound: /^ *timeout: \{ request: timeoutMs \},\n/m,
    untouched: ['packages/http-client/src/rest-client.ts:12'],
  },
  {
    fixture: 'lambda-media',
    client: 'src/shared/clients.ts',
    bound: 'requestTimeout: 3000, ',
    untouched: ['src/shared/publish.ts:8', 'src/shared/media-store.ts:25'],
  },
] as const;
