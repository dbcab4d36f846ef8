/** Realistic services, a client of each that several files share, and how grave what `init` accepts is. */
export const cases = [
  {
    fixture: 'express-orders',
    client: 'src/clients/http.js',
    bound: /^ {2}timeout: config\.inventory\.timeoutMs,\n/m,
    untouched: ['src/clients/inventory.js:18'],
    accepted: 'error',
  },
  {
    fixture: 'workspaces-shop',
    client: 'packages/http-client/src/base-client.ts',
    bound: /^ *timeout: \{ request: timeoutMs \},\n/m,
    untouched: ['packages/http-client/src/rest-client.ts:12'],
    accepted: 'error',
  },
  {
    fixture: 'lambda-media',
    client: 'src/shared/clients.ts',
    bound: 'requestTimeout: 3000, ',
    untouched: ['src/shared/media-store.ts:25'],
    accepted: 'warning',
  },
] as const;
