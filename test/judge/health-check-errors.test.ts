import { expect, it } from 'vitest';
import { only } from './scanned-calls.js';

it('the error of a health check is answered with a status', () => {
  const { fallback } = only({
    'src/health.ts': `
      import axios from 'axios';
      export async function isHealthy() {
        try { await axios.get('https://users.example.com'); }
        catch (error) { throw new HealthCheckError('users', { users: { status: 'down' } }); }
      }`,
  });
  expect(fallback.status).toBe('handled');
});
