// @ts-nocheck: part of a measurement, without types.
// A service that takes orders: looks the customer up in Redis, asks an HTTP service for the price,
// and writes the order into PostgreSQL. Runs as a child process of ../service.mjs.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { guarded, plain } from './policies.mjs';

const { folder, policies, ports } = JSON.parse(process.argv[2]);
const require = createRequire(`${folder}/package.json`);
const pg = require('pg');
const { Redis } = require('ioredis');

const calls = policies ? await guarded() : plain();
const database = new pg.Pool({ ...pgOptions(), port: ports.database, max: 20 });
const redis = new Redis({ port: ports.cache, host: '127.0.0.1', maxRetriesPerRequest: null });
redis.on('error', () => {});
database.on('error', () => {});

const seen = { inFlight: 0, most: 0, unhandled: 0 };
process.on('unhandledRejection', () => seen.unhandled++);

function pgOptions() {
  return {
    host: '127.0.0.1',
    user: process.env.PGUSER ?? process.env.USER ?? 'root',
    password: process.env.PGPASSWORD,
  };
}

async function customerOf(id) {
  try {
    return (await calls.cache(() => redis.get(`customer:${id % 10}`))) ?? 'guest';
  } catch {
    // An order does not need to greet its customer.
    return 'guest';
  }
}

async function priceOf(product) {
  return calls.prices(product, async ({ signal }) => {
    const response = await fetch(`http://127.0.0.1:${ports.prices}/${product}`, { signal });
    if (!response.ok) throw new Error(`prices: ${response.status}`);
    return response.json();
  });
}

async function order(id) {
  const [customer, price] = await Promise.all([customerOf(id), priceOf(`product-${id % 10}`)]);
  const statement =
    'INSERT INTO resilint_orders (id, customer, price) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
  await calls.database(() => database.query(statement, [id, customer, price.value.price]));
  return { stale: price.stale };
}

const server = createServer((request, response) => {
  seen.most = Math.max(seen.most, ++seen.inFlight);
  order(Number(request.url.slice(1)))
    .then(
      (result) => response.writeHead(201).end(JSON.stringify(result)),
      () => response.writeHead(503).end('{}'),
    )
    .finally(() => seen.inFlight--);
});

// A connection that is closed while a call is on its way would be an error of the measurement.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => {
  process.send({ ...seen, running: calls.running() });
  seen.most = seen.inFlight;
});
