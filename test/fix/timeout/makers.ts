import { on } from './shapes.js';

/** A client that is made, set up or configured somewhere, and what becomes of that place. */
export interface MakerShape {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** The file that is edited. */
  readonly file: string;
  readonly files: Readonly<Record<string, string>>;
  readonly after: string;
  readonly safety: 'unsafe' | 'suggestion';
  readonly reason?: string;
  /** How many calls the edit is for. */
  readonly calls: number;
}

export const manifestOf = ({ dependencies }: MakerShape): string => on(dependencies);

const PG = { pg: '8.13.0' };
const LOADS = `import { pool } from './db.js';\nexport const one = () => pool.query('select 1');\nexport const two = () => pool.query('select 2');\n`;
const CAT = `import mongoose from 'mongoose';\nexport const Cat = mongoose.model('Cat', new mongoose.Schema({ name: String }));\nexport const cats = () => Cat.find();\nexport const cat = (id: string) => Cat.findById(id);\n`;
const MONGOOSE = { mongoose: '8.0.0' };

const pooled = (db: string, after: string): Pick<MakerShape, 'file' | 'files' | 'after'> => ({
  file: 'src/db.ts',
  files: { 'src/db.ts': db, 'src/loads.ts': LOADS },
  after,
});

/** Options of pools and connections, wherever they stand. */
export const makers: readonly MakerShape[] = [
  {
    name: 'options in a variable',
    dependencies: PG,
    ...pooled(
      `import pg from 'pg';\nconst options = { host: 'db' };\nexport const pool = new pg.Pool(options);\n`,
      `import pg from 'pg';\nconst options = { host: 'db', query_timeout: 30000, statement_timeout: 30000 };\nexport const pool = new pg.Pool(options);\n`,
    ),
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'options that something else uses, by a spread where the pool is made',
    dependencies: PG,
    ...pooled(
      `import pg from 'pg';\nexport const options = { host: 'db' };\nexport const pool = new pg.Pool(options);\nconsole.log(options);\n`,
      `import pg from 'pg';\nexport const options = { host: 'db' };\nexport const pool = new pg.Pool({ ...options, query_timeout: 30000, statement_timeout: 30000 });\nconsole.log(options);\n`,
    ),
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'options with others spread in that are written here',
    dependencies: PG,
    ...pooled(
      `import pg from 'pg';\nconst base = { host: 'db' };\nexport const pool = new pg.Pool({ ...base, max: 5 });\n`,
      `import pg from 'pg';\nconst base = { host: 'db' };\nexport const pool = new pg.Pool({ ...base, max: 5, query_timeout: 30000, statement_timeout: 30000 });\n`,
    ),
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'options that a function gives back',
    dependencies: PG,
    ...pooled(
      `import pg from 'pg';\nfunction options() {\n  return {\n    host: 'db',\n  };\n}\nexport const pool = new pg.Pool(options());\n`,
      `import pg from 'pg';\nfunction options() {\n  return {\n    host: 'db',\n    query_timeout: 30000,\n    statement_timeout: 30000,\n  };\n}\nexport const pool = new pg.Pool(options());\n`,
    ),
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'options that another file exports',
    dependencies: PG,
    file: 'src/config.ts',
    files: {
      'src/config.ts': `export const database = { host: 'db' } as const;\n`,
      'src/db.ts': `import pg from 'pg';\nimport { database } from './config.js';\nexport const pool = new pg.Pool(database);\n`,
      'src/loads.ts': LOADS,
    },
    after: `export const database = { host: 'db', query_timeout: 30000, statement_timeout: 30000 } as const;\n`,
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'options that are one of several in another file',
    dependencies: PG,
    file: 'src/config.ts',
    files: {
      'src/config.ts': `export default {\n  port: 80,\n  database: { host: 'db' },\n};\n`,
      'src/db.ts': `import pg from 'pg';\nimport config from './config.js';\nexport const pool = new pg.Pool(config.database);\n`,
      'src/loads.ts': LOADS,
    },
    after: `export default {\n  port: 80,\n  database: { host: 'db', query_timeout: 30000, statement_timeout: 30000 },\n};\n`,
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'a connection string, by its parameters',
    dependencies: PG,
    file: 'src/db.ts',
    files: {
      'src/db.ts': `import pg from 'pg';\nexport const client = new pg.Client(\`postgres://\${process.env.USER}@db:5432/app\`);\nexport const one = () => client.query('select 1');\n`,
    },
    after: `import pg from 'pg';\nexport const client = new pg.Client(\`postgres://\${process.env.USER}@db:5432/app?query_timeout=30000&statement_timeout=30000\`);\nexport const one = () => client.query('select 1');\n`,
    safety: 'unsafe',
    calls: 1,
  },
  {
    name: 'a connection string whose end may have parameters',
    dependencies: PG,
    file: 'src/db.ts',
    files: {
      'src/db.ts': `import pg from 'pg';\nexport const client = new pg.Client(\`postgres://me@db/\${process.env.NAME}\`);\nexport const one = () => client.query('select 1');\n`,
    },
    after: `import pg from 'pg';\nexport const client = new pg.Client(\`postgres://me@db/\${process.env.NAME}?query_timeout=30000&statement_timeout=30000\`);\nexport const one = () => client.query('select 1');\n`,
    safety: 'suggestion',
    reason: 'options-not-literal',
    calls: 1,
  },
  {
    name: 'mongoose, whose models have no client of their own',
    dependencies: MONGOOSE,
    file: 'src/start.ts',
    files: {
      'src/cat.ts': CAT,
      'src/start.ts': `import mongoose from 'mongoose';\nexport async function start(url: string) {\n  const options = { maxPoolSize: 10 };\n  await mongoose.connect(url, options);\n}\n`,
    },
    after: `import mongoose from 'mongoose';\nexport async function start(url: string) {\n  const options = { maxPoolSize: 10, socketTimeoutMS: 30000 };\n  await mongoose.connect(url, options);\n}\n`,
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'mongoose that is connected without options',
    dependencies: MONGOOSE,
    file: 'src/start.ts',
    files: {
      'src/cat.ts': CAT,
      'src/start.ts': `import { connect } from 'mongoose';\nexport const start = () => connect(process.env.MONGO_URL ?? '');\n`,
    },
    after: `import { connect } from 'mongoose';\nexport const start = () => connect(process.env.MONGO_URL ?? '', { socketTimeoutMS: 30000 });\n`,
    safety: 'unsafe',
    calls: 2,
  },
];
