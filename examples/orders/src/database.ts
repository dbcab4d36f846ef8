import pg from 'pg';
import { config } from './config.js';

export const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });

pool.on('error', (error) => console.error('idle database client', error));

export async function migrate(): Promise<void> {
  await pool.query(
    `CREATE TABLE IF NOT EXISTS products (
       sku text PRIMARY KEY, list_price integer NOT NULL, stock integer NOT NULL
     )`,
  );
  await pool.query(
    `CREATE TABLE IF NOT EXISTS orders (
       id serial PRIMARY KEY, sku text NOT NULL REFERENCES products, quantity integer NOT NULL,
       price integer NOT NULL
     )`,
  );
}
