// @ts-nocheck: part of a measurement, without types.
// A real service under load while one dependency after the other stalls, without and with policies.
// Needs PostgreSQL and Redis on this machine. Writes docs/runtime-service.md.
// `node bench/runtime/service.mjs [calls per second]`
import { fork } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stallingProxy } from './service/stalling-proxy.mjs';

const rate = Number(process.argv[2] ?? 50);
const phases = { healthyMs: 6_000, stallMs: 6_000, afterMs: 8_000 };
const patienceMs = 1_000;

const folder = join(tmpdir(), 'resilint-runtime-clients');
if (!existsSync(join(folder, 'node_modules/ioredis'))) {
  mkdirSync(folder, { recursive: true });
  const dependencies = { pg: '8', ioredis: '5' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'clients', dependencies }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
}
const require = createRequire(join(folder, 'package.json'));
const pg = require('pg');
const { Redis } = require('ioredis');

const database = new pg.Pool({
  host: '127.0.0.1',
  user: process.env.PGUSER ?? process.env.USER ?? 'root',
  max: 2,
});
const redis = new Redis({ host: '127.0.0.1' });
for (let customer = 0; customer < 10; customer++)
  await redis.set(`customer:${customer}`, `c${customer}`);
await database.query('DROP TABLE IF EXISTS resilint_orders');
await database.query(
  'CREATE TABLE resilint_orders (id bigint PRIMARY KEY, customer text, price int)',
);

const prices = http.createServer((_request, response) => {
  setTimeout(() => response.end('{"price":42}'), 3);
});
await new Promise((resolve) => prices.listen(0, '127.0.0.1', resolve));

let nextId = 1;

async function measure(stalled, policies) {
  const proxies = {
    database: await stallingProxy(5432),
    cache: await stallingProxy(6379),
    prices: await stallingProxy(prices.address().port),
  };
  const ports = Object.fromEntries(Object.entries(proxies).map(([name, { port }]) => [name, port]));
  const file = fileURLToPath(new URL('service/service.mjs', import.meta.url));
  const service = fork(file, [JSON.stringify({ folder, policies, ports })]);
  const { port } = await message(service);
  const load = startLoad(port);
  await sleep(phases.healthyMs);
  await ask(service);
  const stalledAt = performance.now();
  proxies[stalled].stall();
  await sleep(phases.stallMs);
  const resumedAt = performance.now();
  proxies[stalled].resume();
  await sleep(phases.afterMs);
  load.stop();
  await Promise.race([load.allAnswered(), sleep(20_000)]);
  await sleep(500);
  const report = await ask(service);
  service.kill();
  for (const proxy of Object.values(proxies)) proxy.close();
  return { stalled, policies, ...report, ...(await judged(load.calls, stalledAt, resumedAt)) };
}

const message = (child) => new Promise((resolve) => child.once('message', resolve));
const ask = (child) => {
  const answer = message(child);
  child.send('report');
  return answer;
};

/** Calls arrive at a steady rate, whether earlier ones have been answered or not. */
function startLoad(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  const calls = [];
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - started) / 1_000) * rate; sent < due; sent++)
      calls.push(call());
  }, 5);
  const call = () => {
    const one = {
      id: nextId++,
      sentAt: performance.now(),
      status: undefined,
      stale: false,
      ms: Infinity,
    };
    one.answered = new Promise((resolve) => {
      http
        .get({ port, host: '127.0.0.1', path: `/${one.id}`, agent }, async (response) => {
          const chunks = await response.toArray();
          one.ms = performance.now() - one.sentAt;
          one.status = response.statusCode;
          one.stale = JSON.parse(Buffer.concat(chunks)).stale === true;
          resolve();
        })
        .on('error', resolve);
    });
    return one;
  };
  return {
    calls,
    stop: () => clearInterval(timer),
    allAnswered: () => Promise.all(calls.map(({ answered }) => answered)),
  };
}

async function judged(calls, stalledAt, resumedAt) {
  const during = calls.filter(({ sentAt }) => sentAt >= stalledAt && sentAt < resumedAt);
  const served = during.filter(({ status, ms }) => status === 201 && ms <= patienceMs);
  const sorted = during.map(({ ms }) => ms).sort((a, b) => a - b);
  const confirmed = calls.filter(({ status }) => status === 201).map(({ id }) => id);
  const { rows } = await database.query(
    'SELECT count(*)::int AS found FROM resilint_orders WHERE id = ANY($1)',
    [confirmed],
  );
  return {
    sent: calls.length,
    perSecond: (served.length * 1_000) / phases.stallMs,
    stale: served.filter(({ stale }) => stale).length,
    p99: sorted[Math.floor(sorted.length * 0.99)],
    recoveryMs: recovery(calls, resumedAt),
    unanswered: calls.filter(({ status }) => status === undefined).length,
    lost: confirmed.length - rows[0].found,
  };
}

/** Until nine of ten orders are confirmed in time with a fresh price, for a second on end. */
function recovery(calls, resumedAt) {
  const good = ({ status, ms, stale }) => status === 201 && ms <= patienceMs && !stale;
  for (let from = resumedAt; from < resumedAt + phases.afterMs - 1_000; from += 100) {
    const second = calls.filter(({ sentAt }) => sentAt >= from && sentAt < from + 1_000);
    if (second.filter(good).length >= 0.9 * second.length) return from - resumedAt;
  }
  return Infinity;
}

const results = [];
for (const stalled of ['prices', 'cache', 'database']) {
  for (const policies of [false, true]) {
    const result = await measure(stalled, policies);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    results.push(result);
  }
}
await database.query('DROP TABLE resilint_orders');

const names = { prices: 'HTTP service', cache: 'Redis', database: 'PostgreSQL' };
const rows = results.map((one) =>
  [
    names[one.stalled],
    one.policies ? 'with' : 'without',
    one.perSecond.toFixed(0),
    one.p99 > 100 ? `${Math.round(one.p99)} ms` : `${one.p99.toFixed(1)} ms`,
    one.most,
    one.recoveryMs < Infinity ? `${(one.recoveryMs / 1_000).toFixed(1)} s` : 'not in 7 s',
    one.unanswered,
    one.lost,
    one.unhandled,
    one.policies ? one.running : '–',
  ].join(' | '),
);
const lines = [
  '# A service whose dependencies stall',
  '',
  `Generated by \`node bench/runtime/service.mjs\` on Node ${process.version}: a node:http service that takes orders with the help of Redis, an HTTP service and PostgreSQL, each behind a proxy that stops passing bytes on for ${phases.stallMs / 1_000} s. Orders arrive at ${rate} per second whatever happens. With policies, every dependency has a retry, a circuit breaker, a timeout of 200 ms and a bulkhead; the price falls back to one from before, and the customer to “guest”. An order needs PostgreSQL: while that stalls, orders are refused at once instead of waiting.`,
  '',
  '| Stalled | Policies | Orders per second, served within a second | p99 | Most in flight | Recovered after | Unanswered | Confirmed and lost | Unhandled rejections | Permits not given back |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ...rows.map((row) => `| ${row} |`),
  '',
  'All but the recovery are of orders that arrived during the stall. Recovered: from then on, for a second, nine of ten orders are confirmed in time with a fresh price.',
  '',
];
writeFileSync('docs/runtime-service.md', lines.join('\n'));
process.stdout.write(lines.join('\n'));
const guarded = results.filter(({ policies }) => policies);
const kept = guarded.every((one) => one.unanswered + one.lost + one.unhandled + one.running === 0);
process.exit(kept ? 0 : 1);
