// @ts-nocheck: a script for hand use, run by Node as it stands.
// A service of many TypeScript files, made by a seed: each file has calls of several clients among code that calls nothing.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mulberry32 } from '../mulberry32.mjs';
import { declarations } from './declarations.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const NOUNS = ['order', 'invoice', 'customer', 'shipment', 'refund', 'price', 'stock', 'report'];
const HOSTS = Array.from({ length: 24 }, (_, index) => `${NOUNS[index % 8]}s-${index}.internal`);

/**
 * Writes the project, and returns the names of its TypeScript files. Of `callingEvery` services one
 * calls others, at `callsEach` places.
 */
export function writeProject(folder, { files: count, seed, callingEvery = 1, callsEach = 6 }) {
  const random = mulberry32(seed);
  const services = Array.from({ length: count - 2 }, (_, index) => serviceName(index));
  const sources = new Map([
    ['src/clients.ts', CLIENTS],
    ['src/server.ts', serverText(services)],
    ...services.map((name, index) => {
      const calls = index % callingEvery === 0 ? callsEach : 0;
      return [`src/${name}.ts`, serviceText(name, { index, calls, random })];
    }),
  ]);
  const others = new Map([
    ['package.json', json(MANIFEST)],
    ['tsconfig.json', json(CONFIGURATION)],
    ...declarations(),
  ]);
  for (const [file, text] of [...sources, ...others]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  mkdirSync(path.join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(
      path.join(repository, 'node_modules', name),
      path.join(folder, 'node_modules', name),
    );
  return [...sources.keys()];
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const MANIFEST = {
  name: 'many-services',
  version: '1.0.0',
  private: true,
  type: 'module',
  engines: { node: '>=20.19' },
  dependencies: {
    '@aws-sdk/client-s3': '^3.600.0',
    axios: '^1.7.2',
    got: '^14.4.0',
    ioredis: '^5.4.1',
    'ledger-sdk': '^2.0.0',
    pg: '^8.12.0',
  },
};

const CONFIGURATION = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, target: 'ES2022', lib: ['ES2022', 'DOM'], types: ['node'] },
    ...{ module: 'NodeNext', moduleResolution: 'NodeNext', skipLibCheck: true },
    noUncheckedIndexedAccess: true,
  },
  include: ['src'],
};

const CLIENTS = `import { S3Client } from '@aws-sdk/client-s3';
import axios from 'axios';
import got from 'got';
import { Redis } from 'ioredis';
import { Ledger } from 'ledger-sdk';
import { Pool } from 'pg';

export const billing = axios.create({ baseURL: 'https://billing.internal' });
export const catalog = got.extend({ prefixUrl: 'https://catalog.internal' });
export const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
export const redis = new Redis(process.env['REDIS_URL'] ?? 'redis://localhost');
export const storage = new S3Client({ region: 'eu-central-1' });
export const ledger = new Ledger({ account: process.env['LEDGER_ACCOUNT'] ?? '' });
`;

function serverText(services) {
  const imports = services.map((name) => `import { ${className(name)} } from './${name}.js';`);
  const routes = services.map((name) => `  '/${name}': new ${className(name)}(),`);
  return `import { createServer } from 'node:http';
${imports.join('\n')}

interface Answering {
  handle(id: string): Promise<unknown>;
}

const routes: Record<string, Answering> = {
${routes.join('\n')}
};

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = routes[url.pathname];
  if (route === undefined) {
    response.writeHead(404).end();
    return;
  }
  route
    .handle(url.searchParams.get('id') ?? '')
    .then((answer) => response.end(JSON.stringify(answer)))
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(8080);
`;
}

function serviceText(name, { index, calls: count, random }) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const calls = Array.from({ length: count }, (_, number) =>
    pick(CALLS)({ number, host: pick(HOSTS), noun: pick(NOUNS) }),
  );
  const clients = [...new Set(calls.flatMap(({ client }) => client ?? []))].sort();
  const direct = [...new Set(calls.flatMap(({ imports }) => imports ?? []))].sort();
  const steps = calls.map((_, number) => `    await this.step${number}(id);`).join('\n');
  const shared =
    clients.length > 0 ? [`import { ${clients.join(', ')} } from './clients.js';`] : [];
  return `${[...direct, ...shared].map((line) => `${line}\n`).join('')}

/** What is known of one ${NOUNS[index % 8]}, by its id. */
export interface ${className(name)}Entry {
  readonly id: string;
  readonly amount: number;
  readonly tags: readonly string[];
}

export class ${className(name)} {
  readonly #seen = new Map<string, ${className(name)}Entry>();

  async handle(id: string): Promise<number> {
${steps || '    this.keep({ id, amount: 0, tags: [] });'}
    return this.total([...this.#seen.values()]);
  }
${calls.map(({ method }) => method).join('')}${fillers(name, random)}}
`;
}

/** Code between the calls, as services have it. */
function fillers(name, random) {
  const entry = `${className(name)}Entry`;
  const rates = Array.from(
    { length: 12 },
    (_, at) => `      [${at}, ${Math.floor(random() * 500)}],`,
  );
  return `
  /** The sum of what is left after ${Math.floor(random() * 30)} days. */
  total(entries: readonly ${entry}[]): number {
    const rates = new Map<number, number>([
${rates.join('\n')}
    ]);
    let sum = 0;
    for (const { amount, tags } of entries) {
      const rate = rates.get(tags.length % 12) ?? 0;
      if (tags.includes('void')) continue;
      sum += amount * (1 + rate / 1000);
    }
    return Math.round(sum * 100) / 100;
  }
${listing(entry, 10 + Math.floor(random() * 40))}`;
}

function listing(entry, size) {
  return `
  keep(entry: ${entry}): void {
    const known = this.#seen.get(entry.id);
    if (known !== undefined && known.amount >= entry.amount) return;
    this.#seen.set(entry.id, { ...entry, tags: [...entry.tags].sort() });
  }

  describe({ id, amount, tags }: ${entry}): string {
    const parts = [id, amount.toFixed(2), ...tags.map((tag) => tag.trim().toLowerCase())];
    switch (tags.length) {
      case 0:
        return parts.join(' ');
      case 1:
        return \`\${parts.join(' ')} (one tag)\`;
      default:
        return \`\${parts.join(' ')} (\${String(tags.length)} tags)\`;
    }
  }

  page(entries: readonly ${entry}[], size = ${size}): readonly (readonly ${entry}[])[] {
    const pages: ${entry}[][] = [];
    for (const entry of entries) {
      const last = pages.at(-1);
      if (last === undefined || last.length >= size) pages.push([entry]);
      else last.push(entry);
    }
    return pages;
  }
`;
}

const step = ({ number }, lines) => `
  /** Step ${number}, which waits for another service. */
  private async step${number}(id: string): Promise<void> {
${lines.map((line) => `    ${line}`).join('\n')}
  }
`;

const KEEP = `this.keep({ id, amount: found.amount, tags: found.tags });`;

const CALLS = [
  (at) => ({
    method: step(at, [
      `const response = await fetch(\`https://${at.host}/${at.noun}s/\${id}\`);`,
      'if (!response.ok) throw new Error(`status ${String(response.status)}`);',
      'const found = (await response.json()) as { amount: number; tags: string[] };',
      KEEP,
    ]),
  }),
  (at) => ({
    method: step(at, [
      `const response = await fetch('https://${at.host}/${at.noun}s', {`,
      "  method: 'POST',",
      "  headers: { 'content-type': 'application/json' }, // the only type it takes",
      '  body: JSON.stringify({ id }),',
      '});',
      'if (response.status === 409) return;',
      'if (!response.ok) throw new Error(await response.text());',
    ]),
  }),
  (at) => ({
    client: 'billing',
    method: step(at, [
      `const { data: found } = await billing.get<{ amount: number; tags: string[] }>(\`/${at.noun}s/\${id}\`);`,
      KEEP,
    ]),
  }),
  (at) => ({
    imports: "import axios from 'axios';",
    method: step(at, [
      `const { status } = await axios.post('https://${at.host}/${at.noun}s', { id });`,
      "if (status !== 201) throw new Error('not made');",
    ]),
  }),
  (at) => ({
    client: 'catalog',
    method: step(at, [
      `const found = await catalog.get(\`${at.noun}s/\${id}\`).json<{ amount: number; tags: string[] }>();`,
      KEEP,
    ]),
  }),
  (at) => ({
    imports: "import got from 'got';",
    method: step(at, [
      `const found = await got(\`https://${at.host}/${at.noun}s/\${id}\`).json<{ amount: number; tags: string[] }>();`,
      KEEP,
    ]),
  }),
  (at) => ({
    client: 'pool',
    method: step(at, [
      'const { rows } = await pool.query<{ amount: number; tags: string[] }>(',
      `  'SELECT amount, tags FROM ${at.noun}s WHERE id = $1',`,
      '  [id],',
      ');',
      'for (const found of rows) {',
      `  ${KEEP}`,
      '}',
    ]),
  }),
  (at) => ({
    client: 'redis',
    method: step(at, [
      `const text = await redis.get(\`${at.noun}:\${id}\`);`,
      'if (text === null) return;',
      'const found = JSON.parse(text) as { amount: number; tags: string[] };',
      KEEP,
    ]),
  }),
  (at) => ({
    client: 'storage',
    imports: "import { PutObjectCommand } from '@aws-sdk/client-s3';",
    method: step(at, [
      `const command = new PutObjectCommand({ Bucket: '${at.noun}s', Key: id, Body: id });`,
      'await storage.send(command);',
    ]),
  }),
  (at) => ({
    client: 'ledger',
    method: step(at, [`const found = await ledger.${at.noun}(id);`, KEEP]),
  }),
];

const serviceName = (index) => `${NOUNS[index % 8]}-service-${index}`;

const className = (name) => name.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase());
