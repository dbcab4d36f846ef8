import { redis } from './cache.js';
import { config } from './config.js';
import type { Product } from './products.js';

export interface Price {
  readonly amount: number;
  /** Whether it is the price of the day, or the one of the catalogue. */
  readonly of: 'day' | 'list';
}

const KEPT_S = 1;

/** The price of the day, which the pricing service knows. */
export async function priceOf({ sku }: Product): Promise<Price> {
  const key = `price:${sku}`;
  const kept = await redis.get(key);
  if (kept !== null) return JSON.parse(kept) as Price;
  const response = await fetch(`${config.pricesUrl}/prices/${sku}`);
  if (!response.ok) throw new Error(`prices: ${response.status}`);
  const { amount } = (await response.json()) as { amount: number };
  const price: Price = { amount, of: 'day' };
  await redis.set(key, JSON.stringify(price), 'EX', KEPT_S);
  return price;
}
