import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { stallingProxy } from '../../bench/runtime/service/stalling-proxy.mjs';
import { Load, PRODUCTS, type Sent } from './load.js';
import type { OwnDatabase } from './servers.js';

const HEALTHY_MS = 1_500;
const STALL_MS = 5_000;
/** How long a stall goes on at most on a machine that is too busy to feel it sooner. */
const LONGEST_STALL_MS = 60_000;
/** How long before its end a stall has gone on for long enough to be felt. */
const LATE_MS = 1_500;
const RECOVERY_MS = 20_000;

/** What became of the requests of a stall, and how it ended. */
export interface Outage {
  /** The requests before it. */
  readonly healthy: readonly Sent[];
  /** The requests that came while it lasted. */
  readonly during: readonly Sent[];
  /** Those of its end alone. */
  readonly late: readonly Sent[];
  readonly stalledAt: number;
  readonly resumedAt: number;
  readonly mostInFlight: number;
  /** Every state that the breaker of the prices was seen in, in order. */
  readonly states: readonly string[];
  /** From the end of the stall until products have the price of the day, in time, and the breaker is closed. */
  readonly recoveryMs: number;
}

/**
 * Runs the service in a folder under load, while the prices that it asks for stop coming:
 * until the latest requests show what the stall came to.
 */
export async function outage(
  folder: string,
  database: OwnDatabase,
  isFelt: (late: readonly Sent[]) => boolean,
): Promise<Outage> {
  const prices = await priceServer();
  const proxy = await stallingProxy((prices.address() as AddressInfo).port);
  const service = await startService(folder, {
    ...database.environment,
    PRICES_URL: `http://127.0.0.1:${String(proxy.port)}`,
  });
  await fill(database);
  const load = new Load(service.port);
  const watch = watchBreaker(service.port);
  try {
    await sleep(HEALTHY_MS);
    const stalledAt = performance.now();
    proxy.stall();
    await sleep(STALL_MS);
    const lateAt = (now: number): readonly Sent[] => load.sentWithin(now - LATE_MS, now);
    while (!isFelt(lateAt(performance.now())) && performance.now() < stalledAt + LONGEST_STALL_MS)
      await sleep(50);
    const resumedAt = performance.now();
    const { mostInFlight } = load;
    proxy.resume();
    const recoveryMs = await recovery(load, watch, resumedAt);
    return {
      healthy: load.sentWithin(0, stalledAt - HEALTHY_MS / 3),
      during: load.sentWithin(stalledAt, resumedAt),
      late: lateAt(resumedAt),
      ...{ stalledAt, resumedAt, mostInFlight, recoveryMs, states: watch.states },
    };
  } finally {
    watch.stop();
    load.stop();
    await ended(service.process);
    proxy.close();
    prices.close();
    prices.closeAllConnections();
  }
}

function priceServer(): Promise<Server> {
  const server = createServer((_request, response) => response.end('{"amount":90}'));
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    }),
  );
}

async function fill(database: OwnDatabase): Promise<void> {
  await database.query(
    `INSERT INTO products SELECT 'sku-' || number, 100, 1000000
     FROM generate_series(0, ${String(PRODUCTS - 1)}) AS number ON CONFLICT DO NOTHING`,
  );
  await database.query(`INSERT INTO orders VALUES (1, 'sku-0', 1, 90) ON CONFLICT DO NOTHING`);
  await database.query(`SELECT setval('orders_id_seq', (SELECT max(id) FROM orders))`);
}

async function startService(folder: string, settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: folder,
    env: { ...process.env, ...settings, PORT: '0' },
    // What it logs of each failure is not part of the story.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on('close', () => {
      reject(new Error('the service did not start'));
    });
    child.stdout.on('data', (piece: Buffer) => {
      const found = /listening on (\d+)/.exec(piece.toString());
      if (found !== null) resolve(Number(found[1]));
    });
  });
  return { process: child, port };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('close', () => {
      resolve();
    });
    child.kill('SIGKILL');
  });

/** Follows the state of the breaker as the route of the service's health tells it, where there is one. */
function watchBreaker(port: number) {
  const states: string[] = [];
  const ask = async (): Promise<void> => {
    const signal = AbortSignal.timeout(1_000);
    const response = await fetch(`http://127.0.0.1:${String(port)}/healthz`, { signal });
    const [, state] =
      /"kind":"breaker","name":"","state":"([^"]+)"/.exec(await response.text()) ?? [];
    if (state !== undefined && state !== states.at(-1)) states.push(state);
  };
  const timer = setInterval(() => {
    ask().catch(() => undefined);
  }, 50);
  return {
    states,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Until every route was answered well, and for the last product and order with the price of the day. */
async function recovery(
  load: Load,
  { states }: { readonly states: readonly string[] },
  resumedAt: number,
): Promise<number> {
  while (performance.now() < resumedAt + RECOVERY_MS) {
    await sleep(50);
    const since = performance.now() - 500;
    const last = load.sentWithin(since - 500, since);
    const isGood = ({ route, status, priceOf }: Sent): boolean =>
      status !== undefined && status < 300 && (route === 'kept order' || priceOf === 'day');
    const isClosed = states.length === 0 || states.at(-1) === 'closed';
    if (since - 500 > resumedAt && isClosed && last.length > 0 && last.every(isGood))
      return since - 500 - resumedAt;
  }
  return Infinity;
}
