// Has `resilint fix` bound the calls of gRPC clients by an interceptor where each client is made,
// compiles that under the package's own types, and runs it against a server in the same process that
// does not answer for a while:
//   node bench/fix/grpc-makers.mjs
// A call that is answered after three seconds is answered before and ends after one second; a deadline
// of its own still holds, and streams of either side that take three seconds end as before. Installs
// packages into a temporary folder, which is removed.
import { MakerProject } from './maker-project.mjs';

/** The types of early versions do not tell of what interceptors are handed. */
const versions = /** @type {const} */ ([
  ['1.2.12', /\.js$/],
  ['1.8.22', /./],
  ['1.14.7', /./],
]);

const PROTO = `syntax = "proto3";
package users;
message User { string id = 1; }
service Users {
  rpc get (User) returns (User);
  rpc watch (User) returns (stream User);
  rpc save (stream User) returns (User);
}
`;

const SERVER = `import * as grpc from '@grpc/grpc-js';
import { Users } from './proto.js';
const after = (ms, run) => setTimeout(run, ms);
export const server = new grpc.Server();
server.addService(Users.service, {
  get: ({ request }, done) => after(request.id === 'slow' ? 3000 : 0, () => done(null, request)),
  watch: (call) => (call.write(call.request), after(3000, () => (call.write(call.request), call.end()))),
  save: (call, done) => call.on('data', () => undefined).on('end', () => done(null, { id: 'saved' })),
});
await new Promise((resolve, reject) =>
  server.bindAsync('127.0.0.1:50051', grpc.ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve())),
);
try { server.start(); } catch { /* Later versions have started. */ }
`;

const SHARED = `import * as grpc from '@grpc/grpc-js';
import * as loader from '@grpc/proto-loader';
export const { Users } = grpc.loadPackageDefinition(loader.loadSync('users.proto')).users;
`;

const CALLS = (/** @type {string} */ extra) => `
export const get = (id${extra && ': string'}, options${extra && ': object'}) =>
  new Promise((resolve, reject) => {
    const done = (error${extra}, user${extra}) => (error ? reject(error) : resolve(user));
    options === undefined ? client.get({ id }, done) : client.get({ id }, options, done);
  });
export const watch = () => client.watch({ id: 'one' });
export const save = (done${extra}) => client.save(done);
`;

const MAIN = `const [, , name] = process.argv;
await import('./server.js');
const { get, watch, save } = await import(\`./\${name}.js\`);
const startedAt = Date.now();
const seconds = () => Math.round((Date.now() - startedAt) / 1000);
const ended = (error) => \`code \${error.code} after \${seconds()} s\`;
const fast = await get('fast').then(() => 'answered', ended);
const slow = await get('slow').then(() => 'answered', ended);
const own = await get('slow', { deadline: Date.now() + 2000 }).then(() => 'answered', ended);
const watched = await new Promise((resolve) => {
  let count = 0;
  watch().on('data', () => count++).on('error', ended).on('end', () => resolve(\`\${count} messages\`));
});
const saved = await new Promise((resolve) => {
  const call = save((error) => resolve(error ? ended(error) : 'saved'));
  setTimeout(() => (call.write({ id: 'one' }), call.end()), 3000);
});
console.log(JSON.stringify({ fast, slow, own, watched, saved }));
process.exit(0);
`;

const at = `'127.0.0.1:50051'`;
/** How each client is made. */
const programs = {
  'loaded.js': `import * as grpc from '@grpc/grpc-js';\nimport { Users } from './proto.js';\nconst client = new Users(${at}, grpc.credentials.createInsecure());\n`,
  'named.js': `import { credentials } from '@grpc/grpc-js';\nimport { Users } from './proto.js';\nconst client = new Users(${at}, credentials.createInsecure(), {});\n`,
  'elsewhere.js': `import { Users } from './proto.js';\nimport { secure } from './secure.js';\nconst client = new Users(${at}, secure, {\n  'grpc.keepalive_time_ms': 10000,\n});\n`,
  'traced.js': `import grpc from '@grpc/grpc-js';\nimport { Users } from './proto.js';\nconst traced = (given, next) => new grpc.InterceptingCall(next(given));\nconst client = new Users(${at}, grpc.credentials.createInsecure(), { interceptors: [traced] });\n`,
  'generic.ts': `import { credentials, loadPackageDefinition, type GrpcObject, type makeClientConstructor } from '@grpc/grpc-js';\nimport { loadSync } from '@grpc/proto-loader';\nconst { users } = loadPackageDefinition(loadSync('users.proto'));\nconst Users = (users as GrpcObject)['Users'] as ReturnType<typeof makeClientConstructor>;\nconst client = new Users(${at}, credentials.createInsecure());\n`,
  'untyped.ts': `import * as grpc from '@grpc/grpc-js';\nimport * as loader from '@grpc/proto-loader';\nconst { users } = grpc.loadPackageDefinition(loader.loadSync('users.proto')) as any;\nconst client = new users.Users(${at}, grpc.credentials.createInsecure());\n`,
  'untyped-named.ts': `import { credentials, loadPackageDefinition } from '@grpc/grpc-js';\nimport { loadSync } from '@grpc/proto-loader';\nconst { users } = loadPackageDefinition(loadSync('users.proto')) as any;\nconst client = new users.Users(${at}, credentials.createInsecure());\n`,
};
const configuration = {
  compilerOptions: {
    ...{ strict: true, allowJs: true, checkJs: false, skipLibCheck: true, types: ['node'] },
    ...{ module: 'nodenext', target: 'es2022', outDir: 'node_modules/.out', rootDir: 'src' },
    verbatimModuleSyntax: true,
  },
  include: ['src'],
};

/** @param {string} version @param {readonly string[]} made */
const filesOf = (version, made) => ({
  'package.json': JSON.stringify({
    ...{ name: 'a', private: true, type: 'module', engines: { node: '>=20' } },
    dependencies: { '@grpc/grpc-js': version, '@grpc/proto-loader': '0.7.15', express: '^4.0.0' },
    devDependencies: { typescript: '5.9', '@types/node': '20' },
  }),
  'tsconfig.json': JSON.stringify(configuration),
  'users.proto': PROTO,
  'src/proto.js': SHARED,
  'src/secure.js': `import { credentials } from '@grpc/grpc-js';\nexport const secure = credentials.createInsecure();\n`,
  'src/server.js': SERVER,
  'src/main.js': MAIN,
  ...Object.fromEntries(
    made.map((file) => [
      `src/${file}`,
      programs[/** @type {keyof typeof programs} */ (file)] +
        CALLS(file.endsWith('.ts') ? ': any' : ''),
    ]),
  ),
});

const STREAMS = { watched: '2 messages', saved: 'saved' };
const BEFORE = { fast: 'answered', slow: 'answered', own: 'code 4 after 5 s', ...STREAMS };
const AFTER = { fast: 'answered', slow: 'code 4 after 1 s', own: 'code 4 after 3 s', ...STREAMS };

let isWrong = false;
for (const [version, kinds] of versions) {
  const made = Object.keys(programs).filter((file) => kinds.test(file));
  const project = new MakerProject(filesOf(version, made));
  try {
    project.install();
    tryOn(project, version, made);
  } finally {
    project.remove();
  }
}
process.exitCode = isWrong ? 1 : 0;

/** @param {MakerProject} project @param {string} version @param {readonly string[]} made */
function tryOn(project, version, made) {
  const before = endsOf(project, made);
  const asked = ['--timeout', '1000', '--no-cache', '--only', 'add-timeout', '--format', 'json'];
  const { edited, verification } = project.fix('--write', '--unsafe', '--allow-dirty', ...asked);
  const after = endsOf(project, made);
  const again = project.fix('--unsafe', '--allow-dirty', ...asked).edited;
  const held = `${String(edited.length)} of ${String(made.length)} files edited`;
  console.log(`@grpc/grpc-js ${version}: ${held}, checked by ${verification}`);
  made.forEach((file, index) => {
    const ends = `${before[index] ?? ''} → ${after[index] ?? ''}`;
    const isAsMeant = ends === `${JSON.stringify(BEFORE)} → ${JSON.stringify(AFTER)}`;
    if (!isAsMeant) console.log(`  ${file}: ${ends}`);
    isWrong ||= !isAsMeant;
  });
  isWrong ||= edited.length !== made.length || again.length > 0;
}

/** @param {MakerProject} project @param {readonly string[]} made */
function endsOf(project, made) {
  project.compile();
  const names = made.map((file) => file.replace(/\.\w+$/, ''));
  return names.map((name) => project.endOf(name, 'node_modules/.out/main.js'));
}
