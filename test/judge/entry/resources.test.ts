import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const routes = (file: string): readonly string[] =>
  entriesOf({
    'package.json': '{ "dependencies": { "@adonisjs/core": "5.0.0" } }',
    'start/routes.ts': `import Route from '@ioc:Adonis/Core/Route';\n${file}`,
    'app/Controllers/Http/OrdersController.ts': `
      export default class OrdersController {
        async index() { return []; }
        async store() { return {}; }
        async show() { return {}; }
        async update() { return {}; }
        async destroy() { return {}; }
        async help() { return {}; }
      }`,
  }).map(({ name, line }) => `${line} ${name}`);

test('a resource is a route for each method that its controller has', () => {
  expect(routes("Route.resource('orders', 'OrdersController').apiOnly();")).toEqual([
    '2 DELETE /orders/:id',
    '2 GET /orders',
    '2 GET /orders/:id',
    '2 POST /orders',
    '2 PUT /orders/:id',
  ]);
});

test('of a resource only those methods are routes that the call leaves', () => {
  expect(routes("Route.resource('orders', 'OrdersController').only(['index', 'show']);")).toEqual([
    '2 GET /orders',
    '2 GET /orders/:id',
  ]);
  const without = routes(
    "Route.resource('orders', 'OrdersController').except(['index', 'show', 'store']);",
  );
  expect(without).toEqual(['2 DELETE /orders/:id', '2 PUT /orders/:id']);
});

test('a resource whose controller is not known is one entry', () => {
  expect(routes("Route.resource('orders', 'NoController');")).toEqual(['2 resource /orders']);
});
