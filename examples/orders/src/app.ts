import express, { type ErrorRequestHandler } from 'express';
import { findOrder, placeOrder } from './orders.js';
import { priceOf } from './prices.js';
import { findProduct } from './products.js';

export const app = express();
app.use(express.json());

app.get('/products/:sku', async (request, response) => {
  const product = await findProduct(request.params.sku);
  if (product === undefined) {
    response.status(404).json({ error: 'no such product' });
    return;
  }
  response.json({ ...product, price: await priceOf(product) });
});

app.post('/orders', async (request, response) => {
  const { sku, quantity } = request.body as { sku: string; quantity: number };
  const product = await findProduct(sku);
  if (product === undefined) {
    response.status(404).json({ error: 'no such product' });
    return;
  }
  const order = await placeOrder(product, quantity);
  if (order === 'sold out') response.status(409).json({ error: order });
  else response.status(201).json(order);
});

app.get('/orders/:id', async (request, response) => {
  const order = await findOrder(Number(request.params.id));
  if (order === undefined) response.status(404).json({ error: 'no such order' });
  else response.json(order);
});

const answerFailure: ErrorRequestHandler = (error, _request, response, _next) => {
  console.error(error);
  response.status(503).json({ error: 'try again later' });
};
app.use(answerFailure);
