/** What a client talks to. */
export const callKinds = [
  'http',
  'rpc',
  'graphql',
  'db',
  'cache',
  'queue',
  'search',
  'storage',
  'email',
  'saas',
  'ai',
  'realtime',
  'dns',
  'ldap',
  'ftp',
  'other',
] as const;

/** What a call does there. */
export const callRoles = [
  'request',
  'publish',
  'connect',
  'subscribe',
  'close',
  'telemetry',
] as const;

export type CallKind = (typeof callKinds)[number];
export type CallRole = (typeof callRoles)[number];
