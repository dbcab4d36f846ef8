// Has `resilint fix` bound commands where clients of Redis are made, and runs them with the real
// packages against a Redis of its own, behind a proxy that stops handing answers on:
//   node bench/fix/redis-makers.mjs
// A command that is answered after four seconds is answered before and ends after; one that is
// answered at once is answered as before, also when the stall is over. Installs packages into a
// temporary folder, which is removed. The client of node-redis has a reconnectStrategy of its own: the
// usual one leaves it closed after a timeout of its socket.
import { spawn } from 'node:child_process';
import { MakerProject, tellEnds } from './maker-project.mjs';

const [REDIS, PROXY] = [16_379, 16_380];
const dependencies = { express: '^4.0.0', ioredis: '5.8.2', redis: '5.10.0' };

/** Hands all on, and keeps back what is answered for as long as it is told. */
const PROXY_CODE = `import { connect, createServer } from 'node:net';
let until = 0;
export const stall = (ms) => (until = Date.now() + ms);
createServer((client) => {
  const server = connect(${String(REDIS)}, '127.0.0.1');
  client.pipe(server);
  server.on('data', (data) => setTimeout(() => client.writable && client.write(data), Math.max(0, until - Date.now())));
  for (const one of [client, server]) {
    one.on('error', () => undefined);
    one.on('close', () => (client.destroy(), server.destroy()));
  }
}).listen(${String(PROXY)}, '127.0.0.1').unref();
`;

const files = {
  'package.json': JSON.stringify({ name: 'a', private: true, type: 'module', dependencies }),
  'src/proxy.js': PROXY_CODE,
  'src/config.js': `export const cache = { host: '127.0.0.1', port: ${String(PROXY)} };\n`,
  'src/ioredis.js': `import { Redis } from 'ioredis';\nimport { cache } from './config.js';\nconst redis = new Redis(cache);\nexport const ask = () => redis.get('a');\n`,
  'src/ioredis-address.js': `import { Redis } from 'ioredis';\nconst redis = new Redis('redis://127.0.0.1:${String(PROXY)}', { lazyConnect: false });\nexport const ask = () => redis.get('a');\n`,
  'src/node-redis.js': `import { createClient } from 'redis';\nconst client = createClient({ url: 'redis://127.0.0.1:${String(PROXY)}', socket: { reconnectStrategy: () => 100 } });\nclient.on('error', () => undefined);\nawait client.connect();\nexport const ask = () => client.get('a');\n`,
  'src/main.js': `const [, , name] = process.argv;\nconst { stall } = await import('./proxy.js');\nconst { ask } = await import(\`./\${name}.js\`);\nawait ask();\nstall(4000);\nconst end = await ask().then(() => 'answered', () => 'ended');\nawait new Promise((resolve) => setTimeout(resolve, end === 'ended' ? 4500 : 0));\nawait ask();\nconsole.log(end);\nprocess.exit(0);\n`,
};
const programs = ['ioredis', 'ioredis-address', 'node-redis'];

const project = new MakerProject(files);
const redis = spawn('redis-server', ['--port', String(REDIS), '--save', '', '--bind', '127.0.0.1']);
const ends = () => programs.map((name) => project.endOf(name));
try {
  project.install();
  const before = ends();
  const asked = ['--timeout', '1000', '--no-cache', '--format', 'json'];
  const { sites } = project.fix('--only', 'add-timeout', ...asked);
  // Suggestions are made where they are asked for by the ids of their findings.
  const ids = sites.flatMap((/** @type {{ findings: string[] }} */ { findings }) => findings);
  const only = ids.flatMap((/** @type {string} */ id) => ['--only', id]);
  const { edited } = project.fix('--write', '--unsafe', '--allow-dirty', ...only, ...asked);
  process.exitCode = tellEnds(programs, before, ends()) ? 0 : 1;
  console.log(`edited: ${edited.join(', ')}`);
} finally {
  redis.kill();
  project.remove();
}
