// Has `resilint fix` bound queries where their clients are made, and runs them with the real packages
// against PostgreSQL and MariaDB on 127.0.0.1, before and after:
//   node bench/fix/makers.mjs
// A query that takes four seconds is answered before and ends after; one that takes none is answered
// as before. Installs packages into a temporary folder, which is removed; nothing is stored.
import { MakerProject, tellEnds } from './maker-project.mjs';

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

const project = new MakerProject(files);
const ends = () => programs.map((name) => project.endOf(name));
try {
  project.install();
  const before = ends();
  const flags = ['--write', '--unsafe', '--allow-dirty', '--no-cache', '--timeout', '1000'];
  const { edited: changed } = project.fix(...flags, '--only', 'add-timeout', '--format', 'json');
  const isAll = tellEnds(programs, before, ends());
  console.log(`edited: ${changed.join(', ')}`);
  process.exitCode = isAll && changed.join() === edited.join() ? 0 : 1;
} finally {
  project.remove();
}
