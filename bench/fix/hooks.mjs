// Has `resilint fix` hook policies into clients where they are made, compiles that under the client's
// own types, and runs it against a server that fails or does not answer, before and after:
//   node bench/fix/hooks.mjs [client]
// Installs packages into a temporary folder, which is removed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clients } from './hooked-clients.mjs';
import { FAILING, ROUTES, SILENT } from './hooked-programs.mjs';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const [wanted] = process.argv.slice(2);

const options = {
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  ...{ noUnusedLocals: true, verbatimModuleSyntax: true, skipLibCheck: true },
  ...{
    module: 'es2022',
    moduleResolution: 'bundler',
    target: 'es2022',
    outDir: 'out',
    types: ['node'],
  },
};

let isWrong = false;

/**
 * @param {string} root
 * @param {(typeof clients)[number]} client
 * @param {Readonly<Record<string, string>>} dependencies
 */
function tried(root, client, dependencies) {
  const files = filesOf(client, dependencies);
  prepare(root, client, files);
  const texts = () => Object.keys(files).map((file) => readFileSync(join(root, file), 'utf8'));
  const original = texts();
  const before = ends(root);
  const { sites, verification } = fixed(root, client);
  run(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  const edited = readFileSync(join(root, 'src/client.ts'), 'utf8');
  const after = ends(root);
  const again = fixed(root, client).files.length;
  const isCallSiteKept = readFileSync(join(root, 'src/calls.ts'), 'utf8') === client.calls;
  if (wanted !== undefined) console.log(edited);
  run(root, process.execPath, cli, 'undo', root);
  const isUndone = JSON.stringify(texts()) === JSON.stringify(original);
  const applied = sites.filter((/** @type {{ applied: boolean }} */ one) => one.applied).length;
  const isHooked = applied === codemodsOf(client).length && isCallSiteKept && /olicy/.test(edited);
  isWrong ||= !isHooked || again !== 0 || !isUndone || !isAsMeant(client, before, after);
  return { verification, applied, isCallSiteKept, again, isUndone, before, after };
}

/** @param {(typeof clients)[number]} client */
const codemodsOf = ({ codemods = ['add-breaker', 'add-bulkhead'] }) => codemods;

/**
 * @param {(typeof clients)[number]} client
 * @param {Readonly<Record<string, string>>} dependencies
 * @returns {Readonly<Record<string, string>>}
 */
const filesOf = ({ made, calls, isSilent, files }, dependencies) => ({
  'package.json': JSON.stringify({
    ...{ name: 'a', private: true, type: 'module' },
    dependencies: { ...dependencies, express: '^4.0.0' },
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
  'src/client.ts': made,
  'src/calls.ts': calls,
  'src/routes.ts': ROUTES,
  'src/main.ts': isSilent ? SILENT : FAILING,
  ...files,
});

/**
 * @param {string} root
 * @param {(typeof clients)[number]} client
 * @param {Readonly<Record<string, string>>} files
 */
function prepare(root, client, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text, { mode: 0o755 });
  }
  const types = ['@types/node@20', '@types/express@4', 'typescript@5.9'];
  run(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...types);
  for (const command of client.prepare ?? []) run(root, 'npx', ...command.split(' '));
}

/**
 * @param {string} root
 * @param {(typeof clients)[number]} client
 */
function fixed(root, client) {
  const only = codemodsOf(client).flatMap((one) => ['--only', one]);
  const shape = ['--format', 'json', ...(client.isSilent ? ['--timeout', '2000'] : [])];
  const flags = ['--unsafe', '--allow-dirty', '--no-cache', ...only, ...shape];
  return JSON.parse(run(root, process.execPath, cli, 'fix', root, '--write', ...flags));
}

/**
 * @param {(typeof clients)[number]} client
 * @param {Outcome} before
 * @param {Outcome} after
 */
function isAsMeant(client, before, after) {
  if (client.isSilent) return isBounded(before, after);
  const isLimiting = codemodsOf(client).includes('add-bulkhead');
  return isProtected(before, after) && (!isLimiting || isLimited(after));
}

/**
 * Calls end as before, but for those that are refused.
 * @typedef {{ value?: unknown, answers?: unknown, failures?: unknown, error?: unknown, most?: unknown, refused?: unknown }} Outcome
 * @param {Outcome} before
 * @param {Outcome} after
 */
function isProtected(before, after) {
  const isSame = after.value === before.value && after.answers === 80 && before.failures === 1200;
  // Of calls that fail, the preset lets pass what takes the window to its rate, and then none.
  const isOpened = Number(after.failures) < 1200 && after.error === 'breaker-open';
  return isSame && isOpened;
}

/** @param {Outcome} after */
const isLimited = (after) => Number(after.most) <= 100 && Number(after.refused) > 0;

/**
 * What is answered is as before, and what is not answered ends.
 * @param {Outcome} before
 * @param {Outcome} after
 */
const isBounded = (before, after) =>
  before.value === after.value && before.error === 'hangs' && after.error === 'timeout';

/** @param {string} root */
function ends(root) {
  run(root, 'npx', 'tsc', '-p', '.');
  return JSON.parse(run(root, process.execPath, 'out/main.js'));
}

/**
 * Prisma takes what stands in for its engine from here, and then downloads none.
 * @param {string} root
 */
function environment(root) {
  const engine = join(root, 'engine.mjs');
  const names = ['PRISMA_QUERY_ENGINE_BINARY', 'PRISMA_QUERY_ENGINE_LIBRARY'];
  return {
    ...process.env,
    ...Object.fromEntries([...names, 'PRISMA_SCHEMA_ENGINE_BINARY'].map((name) => [name, engine])),
    ...{ PRISMA_CLI_QUERY_ENGINE_TYPE: 'binary', PRISMA_CLIENT_ENGINE_TYPE: 'binary' },
  };
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} given
 */
function run(cwd, command, ...given) {
  const { status, stdout, stderr } = spawnSync(command, given, {
    cwd,
    encoding: 'utf8',
    env: environment(cwd),
  });
  if (status !== 0)
    throw new Error(`${command} ${given.join(' ')}\n${(stdout + stderr).slice(-2000)}`);
  return stdout;
}

for (const client of clients.filter(({ name }) => wanted === undefined || name === wanted)) {
  for (const dependencies of client.versions) {
    const root = mkdtempSync(join(tmpdir(), 'hook-'));
    try {
      console.log(
        `${JSON.stringify(dependencies)}\n  ${JSON.stringify(tried(root, client, dependencies))}`,
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  }
}
process.exitCode = isWrong ? 1 : 0;
