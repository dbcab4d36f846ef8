// Has `resilint fix` bound queries where their clients are made, and runs them with the real packages
// against PostgreSQL and MariaDB on 127.0.0.1, before and after:
//   node bench/fix/makers.mjs
// A query that takes four seconds is answered before and ends after; one that takes none is answered
// as before. Installs packages into a temporary folder, which is removed; nothing is stored.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const { PGUSER = 'postgres' } = process.env;
const AT = `host: '127.0.0.1', user: '${PGUSER}', database: 'postgres'`;
const ORM = `host: '127.0.0.1', username: '${PGUSER}', database: 'postgres'`;

const dependencies = {
  ...{ pg: '8.16.3', knex: '3.1.0', typeorm: '0.3.27', mysql2: '3.15.0', sequelize: '6.37.7' },
  ...{ 'drizzle-orm': '0.44.5', 'reflect-metadata': '^0.2.0', express: '^4.0.0' },
};

/** How each client is made, and the files that are to be edited. */
const files = {
  'package.json': JSON.stringify({ name: 'a', private: true, type: 'module', dependencies }),
  'src/config.js': `export const database = { ${AT} };\n`,
  'src/pool.js': `import pg from 'pg';\nimport { database } from './config.js';\nconst pool = new pg.Pool(database);\nexport const slow = () => pool.query('select pg_sleep(4)');\nexport const fast = () => pool.query('select 1');\n`,
  'src/address.js': `import pg from 'pg';\nconst client = new pg.Client('postgres://${PGUSER}@127.0.0.1:5432/postgres');\nawait client.connect();\nexport const slow = () => client.query('select pg_sleep(4)');\nexport const fast = () => client.query('select 1');\n`,
  'src/drizzle-pool.js': `import pg from 'pg';\nfunction options() {\n  return { ${AT} };\n}\nexport const pool = new pg.Pool(options());\n`,
  'src/drizzle.js': `import { drizzle } from 'drizzle-orm/node-postgres';\nimport { pool } from './drizzle-pool.js';\nconst db = drizzle(pool);\nexport const slow = () => db.execute('select pg_sleep(4)');\nexport const fast = () => db.execute('select 1');\n`,
  'knexfile.js': `const config = {\n  client: 'pg',\n  connection: { ${AT} },\n};\nexport default config;\n`,
  'src/knex.js': `import knex from 'knex';\nimport config from '../knexfile.js';\nconst db = knex(config);\nexport const slow = () => db.raw('select pg_sleep(4)');\nexport const fast = () => db.raw('select 1');\n`,
  'src/typeorm.js': `import 'reflect-metadata';\nimport { DataSource } from 'typeorm';\nconst base = { type: 'postgres' };\nconst source = new DataSource({ ...base, ${ORM} });\nawait source.initialize();\nexport const slow = () => source.query('select pg_sleep(4)');\nexport const fast = () => source.query('select 1');\n`,
  'src/mariadb.js': `import 'reflect-metadata';\nimport { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'mysql', host: '127.0.0.1', username: 'root', database: 'mysql' });\nawait source.initialize();\nexport const slow = () => source.query('select sleep(4)');\nexport const fast = () => source.query('select 1');\n`,
  'src/sequelize.js': `import { Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('postgres://${PGUSER}@127.0.0.1:5432/postgres', { logging: false });\nexport const slow = () => sequelize.query('select pg_sleep(4)');\nexport const fast = () => sequelize.query('select 1');\n`,
  'src/main.js': `const [, , name] = process.argv;\nconst { slow, fast } = await import(\`./\${name}.js\`);\nawait fast();\nconst end = await slow().then(() => 'answered', () => 'ended');\nawait fast();\nconsole.log(end);\nprocess.exit(0);\n`,
};
const edited = [
  ...['knexfile.js', 'src/address.js', 'src/config.js', 'src/drizzle-pool.js'],
  ...['src/mariadb.js', 'src/sequelize.js', 'src/typeorm.js'],
];
const programs = ['pool', 'address', 'drizzle', 'knex', 'typeorm', 'mariadb', 'sequelize'];

const root = mkdtempSync(join(tmpdir(), 'makers-'));
try {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  const before = programs.map(endOf);
  const flags = ['--write', '--unsafe', '--allow-dirty', '--no-cache', '--timeout', '1000'];
  const asked = ['--only', 'add-timeout', '--format', 'json'];
  const result = JSON.parse(run(process.execPath, cli, 'fix', root, ...flags, ...asked));
  const after = programs.map(endOf);
  const changed = result.files.map((/** @type {{ file: string }} */ { file }) => file);
  programs.forEach((name, at) => console.log(`${name}: ${before[at] ?? ''} → ${after[at] ?? ''}`));
  console.log(`edited: ${changed.join(', ')}`);
  const isAll = before.every((end) => end === 'answered') && after.every((end) => end === 'ended');
  process.exitCode = isAll && changed.join() === edited.join() ? 0 : 1;
} finally {
  rmSync(root, { recursive: true });
}

/** @param {string} name */
function endOf(name) {
  return run(process.execPath, 'src/main.js', name).trim().split('\n').at(-1);
}

/**
 * @param {string} command
 * @param {readonly string[]} given
 */
function run(command, ...given) {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}
