import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

/** Limits of the only entry point, without evidence. */
function limitsOf(files: Readonly<Record<string, string>>): readonly unknown[] {
  const entries = entriesOf(files);
  expect(entries).toHaveLength(1);
  return (entries[0]?.limits ?? []).map(({ evidence, ...limit }) => {
    expect(evidence).toHaveLength(1);
    return limit;
  });
}

describe('the limits of an entry point', () => {
  test('are those of everything in front of it, and of its server', () => {
    const limits = limitsOf({
      'src/app.js': `
        const express = require('express');
        const rateLimit = require('express-rate-limit');
        const app = express();
        app.use(express.json({ limit: '10mb' }));
        app.use('/api', rateLimit({ windowMs: 15 * 60 * 1000, max: 100 }));
        app.use('/admin', rateLimit({ max: 1 }));
        app.use('/api/users', require('./users'));
        exports.start = () => {
          const server = app.listen(3000);
          server.setTimeout(30_000);
        };
      `,
      'src/users.js': `
        const router = require('express').Router();
        router.get('/:id', (request, response) => response.end());
        module.exports = router;
      `,
    });
    expect(limits).toEqual([
      { kind: 'rate', value: 100, windowMs: 900_000 },
      { kind: 'size', value: 10 * 1024 * 1024 },
      { kind: 'time', value: 30_000 },
    ]);
  });

  test('hold what the framework does by default', () => {
    const limits = limitsOf({
      'src/app.ts': `
        import express from 'express';
        export const app = express();
        app.post('/users', express.json(), (_request, response) => { response.end(); });
      `,
    });
    expect(limits).toEqual([{ kind: 'size', value: 102_400 }]);
  });

  test('say where a limit is set that cannot be read', () => {
    const [entry] = entriesOf({
      'src/worker.ts': `
        import { Worker } from 'bullmq';
        export const worker = new Worker('mails', async () => {}, { concurrency: Number(process.env.JOBS) });
      `,
    });
    expect(entry?.limits).toEqual([
      {
        kind: 'concurrency',
        evidence: [{ file: 'src/worker.ts', line: 3, column: 69, what: 'concurrency' }],
      },
    ]);
  });

  test('of a queue are its concurrency, one by default', () => {
    expect(
      limitsOf({
        'src/worker.ts': `
          import { Worker } from 'bullmq';
          export const worker = new Worker('mails', async () => {});
        `,
      }),
    ).toEqual([{ kind: 'concurrency', value: 1 }]);
  });
});
