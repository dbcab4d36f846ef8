import { pool } from './database.js';
import { priceOf, type Price } from './prices.js';
import type { Product } from './products.js';

export interface Order {
  readonly id: number;
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
}

/** Takes the goods from stock while nobody else can, and keeps the order at the price of now. */
export async function placeOrder(
  product: Product,
  quantity: number,
): Promise<(Order & { readonly priceOf: Price['of'] }) | 'sold out'> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const taken = await client.query(
      'UPDATE products SET stock = stock - $2 WHERE sku = $1 AND stock >= $2',
      [product.sku, quantity],
    );
    if (taken.rowCount === 0) {
      await client.query('ROLLBACK');
      return 'sold out';
    }
    const price = await priceOf(product);
    const { rows } = await client.query<Order>(
      'INSERT INTO orders (sku, quantity, price) VALUES ($1, $2, $3) RETURNING *',
      [product.sku, quantity, price.amount],
    );
    await client.query('COMMIT');
    return { ...rows[0]!, priceOf: price.of };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function findOrder(id: number): Promise<Order | undefined> {
  const { rows } = await pool.query<Order>('SELECT * FROM orders WHERE id = $1', [id]);
  return rows[0];
}
