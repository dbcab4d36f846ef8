/** The description of a client to begin with. It is valid, and its examples pass. */
export function clientTemplate(name: string): string {
  const isPlain = /^(?!(?:true|false|null)$)[a-z][\w.-]*$/i.test(name);
  const quoted = isPlain ? name : `'${name}'`;
  return template.replaceAll('{{name}}', () => name).replaceAll('{{quoted}}', () => quoted);
}

const template = `# How calls of {{name}} are found, and how they are protected. Say what its typings and its source
# say. Every field, with a comment: src/model/catalog.ts in the repository of resilint.
client: {{quoted}} # what is reported
# One of: http, rpc, graphql, db, cache, queue, search, storage, email, saas, ai, realtime, dns,
# ldap, ftp, other
kind: http
packages: [{{quoted}}] # what imports it; '@acme/client-*' matches by prefix
docs: https://www.npmjs.com/package/{{name}}

# What the package exports, and the type of each; \`default\` also serves \`require\`.
exports:
  default: Client # import client from '{{name}}'
  createClient: CreateClient # import { createClient } from '{{name}}'
  Client: ClientClass # import { Client } from '{{name}}'

# Types have names of your choice, with a capital letter.
types:
  CreateClient:
    call: { returns: Client } # createClient(…) is a Client
  ClientClass:
    construct: Client # new Client(…) is a Client
  Client:
    # Exported interfaces that mean this type; classes are known without.
    annotations: [ClientInstance]
    members:
      # What does I/O has a role: request, publish, connect, subscribe, close or telemetry.
      get|head: { role: request, effect: read }
      post: { role: request, effect: write }
      put|delete: { role: request, effect: write, idempotent: true } # safe to send twice
      # What has none does no I/O; \`returns\` says what it yields.
      extend: { returns: Self }

# Where the name of the dependency stands, best first: arguments of the call, and of the constructor
# or factory that made the client.
address: [instance.0.baseUrl, call.0]

# What bounds, repeats and limits its calls: by default, and where that is set.
# protection:
#   timeout:
#     defaults:
#       - { ms: 30000, covers: [headers, body], source: '{{name}}@1.0.0 lib/client.js:12' }
#     settings:
#       - { at: [call.1.timeout, instance.0.timeout], covers: [headers, body] }
#   retry:
#     settings:
#       - { at: [instance.0.retries], off: [0] }
#   bulkhead:
#     defaults:
#       - { limit: 10 }
#     settings:
#       - { at: [instance.0.poolSize] }

# A line that ends in \`// expect <operation>\` starts exactly one call, and no other line does.
examples:
  - name: made in one file, called in another
    files:
      src/client.ts: |
        import { createClient } from '{{name}}';
        export const client = createClient({ baseUrl: 'https://users.example.com' });
      src/users.ts: |
        import { client } from './client.js';
        export const user = (id: string) => client.get(\`/users/\${id}\`); // expect get
  - name: a member of the same name on something else
    files:
      src/cache.ts: |
        import '{{name}}';
        export const user = (cache: Map<string, string>) => cache.get('user');
`;
