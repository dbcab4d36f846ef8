import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

const PRICES: Readonly<Record<string, number>> = { 'test-cup': 700, 'test-plate': 900 };

const urlOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

describe('the orders', () => {
  let prices: Server;
  let service: Server;
  let stop: () => Promise<unknown>;

  before(async () => {
    prices = await listening(
      createServer((request, response) => {
        const amount = PRICES[request.url?.split('/').at(-1) ?? ''];
        response.statusCode = amount === undefined ? 500 : 200;
        response.end(JSON.stringify({ amount }));
      }),
    );
    process.env.PRICES_URL = urlOf(prices);
    const { app } = await import('../src/app.js');
    const { migrate, pool } = await import('../src/database.js');
    const { redis } = await import('../src/cache.js');
    await migrate();
    await pool.query(
      `INSERT INTO products VALUES ('test-cup', 800, 3), ('test-plate', 1000, 0), ('test-odd', 1, 1)
       ON CONFLICT (sku) DO UPDATE SET stock = EXCLUDED.stock`,
    );
    service = await listening(createServer(app));
    stop = () => Promise.all([pool.end(), redis.quit()]);
  });

  after(async () => {
    for (const server of [service, prices]) {
      server.close();
      server.closeAllConnections();
    }
    await stop();
  });

  const get = (path: string): Promise<Response> => fetch(urlOf(service) + path);
  const order = (sku: string, quantity: number): Promise<Response> =>
    fetch(`${urlOf(service)}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sku, quantity }),
    });

  it('shows a product at the price of the day', async () => {
    const response = await get('/products/test-cup');
    assert.deepEqual(((await response.json()) as { price: unknown }).price, {
      amount: 700,
      of: 'day',
    });
  });

  it('knows no other product', async () => {
    assert.equal((await get('/products/none')).status, 404);
    assert.equal((await order('none', 1)).status, 404);
  });

  it('takes an order, and shows it', async () => {
    const response = await order('test-cup', 2);
    assert.equal(response.status, 201);
    const { id } = (await response.json()) as { id: number };
    const shown = (await (await get(`/orders/${id}`)).json()) as object;
    assert.deepEqual(shown, { id, sku: 'test-cup', quantity: 2, price: 700 });
  });

  it('takes none for more than there is', async () => {
    assert.equal((await order('test-plate', 1)).status, 409);
  });
});
