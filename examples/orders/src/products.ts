import { pool } from './database.js';

export interface Product {
  readonly sku: string;
  readonly listPrice: number;
  readonly stock: number;
}

export async function findProduct(sku: string): Promise<Product | undefined> {
  const { rows } = await pool.query<Product>(
    'SELECT sku, list_price AS "listPrice", stock FROM products WHERE sku = $1',
    [sku],
  );
  return rows[0];
}
