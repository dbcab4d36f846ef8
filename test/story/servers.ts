import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

const PORTS = { PostgreSQL: 5432, Redis: 6379 } as const;

/** What the story needs and this machine lacks, as a reason to skip it; nothing in CI, where it must not be skipped. */
export async function missingServers(): Promise<string> {
  if (process.env['CI'] !== undefined) return '';
  const missing: string[] = [];
  for (const [name, port] of Object.entries(PORTS))
    if (!(await answers(port))) missing.push(`no ${name} at 127.0.0.1:${String(port)}`);
  return missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')})`;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

interface Client {
  connect(): Promise<void>;
  query(statement: string): Promise<unknown>;
  end(): Promise<void>;
}

/** A database of its own, by the client that the service has installed. */
export class OwnDatabase {
  readonly #name = `resilint_story_${String(process.pid)}`;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the service finds its servers. */
  get environment(): Readonly<Record<string, string>> {
    return {
      DATABASE_URL: urlOf(this.#name),
      REDIS_URL: `redis://127.0.0.1:${String(PORTS.Redis)}?keyPrefix=${this.#name}:`,
    };
  }

  async make(): Promise<void> {
    await this.drop();
    await this.#run('postgres', `CREATE DATABASE ${this.#name}`);
  }

  drop(): Promise<void> {
    return this.#run('postgres', `DROP DATABASE IF EXISTS ${this.#name} WITH (FORCE)`);
  }

  query(statement: string): Promise<void> {
    return this.#run(this.#name, statement);
  }

  async #run(database: string, statement: string): Promise<void> {
    const { Client } = createRequire(join(this.#folder, 'package.json'))('pg') as {
      Client: new (options: { connectionString: string }) => Client;
    };
    const client = new Client({ connectionString: urlOf(database) });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}

function urlOf(database: string): string {
  const { PGUSER = userInfo().username, PGPASSWORD } = process.env;
  const password = PGPASSWORD === undefined ? '' : `:${encodeURIComponent(PGPASSWORD)}`;
  return `postgres://${encodeURIComponent(PGUSER)}${password}@127.0.0.1:${String(PORTS.PostgreSQL)}/${database}`;
}
