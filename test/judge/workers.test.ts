import { describe, expect, it } from 'vitest';
import { scannedCalls } from './scanned-calls.js';

const MAIL = `export const send = (body: string) => fetch('https://mail.example.com', { body });`;

/** The bulkhead of the one fetch of a repository. */
function bulkheadOf(files: Record<string, string>): string {
  const [call, ...others] = scannedCalls({ 'src/mail.ts': MAIL, ...files }).filter(
    ({ client }) => client === 'fetch',
  );
  expect(others).toEqual([]);
  const bulkhead = call?.protection.bulkhead;
  const limit = bulkhead !== undefined && 'limit' in bulkhead ? ` ${String(bulkhead.limit)}` : '';
  return `${String(bulkhead?.status)}${limit}`;
}

const worker = (options: string): string => `
  import { Worker } from 'bullmq';
  import { send } from './mail.js';
  new Worker('mails', async (job) => { await send(job.data); }${options});
`;

describe('the workers of a queue', () => {
  it('limit the calls of their handlers', () => {
    expect(bulkheadOf({ 'src/worker.ts': worker(', { concurrency: 5 }') })).toBe('yes 5');
    const named = `
      import { Worker } from 'bullmq';
      import { send } from './mail.js';
      const handle = async (job) => { await send(job.data); };
      new Worker('mails', handle, { concurrency: 5 });
    `;
    expect(bulkheadOf({ 'src/worker.ts': named })).toBe('yes 5');
  });

  it('limit them by themselves', () => {
    expect(bulkheadOf({ 'src/worker.ts': worker('') })).toBe('library-default 1');
  });

  it('do not limit who calls beside them', () => {
    const route = `
      import express from 'express';
      import { send } from './mail.js';
      express().post('/mails', async (req, res) => { res.json(await send(req.body)); });
    `;
    const both = { 'src/worker.ts': worker(', { concurrency: 5 }'), 'src/route.ts': route };
    expect(bulkheadOf(both)).toBe('partial 5');
    expect(bulkheadOf({ 'src/worker.ts': worker(''), 'src/route.ts': route })).toBe('no');
  });

  it('that are methods of Nest', () => {
    const processor = (decorator: string): string => `
      import { Processor, WorkerHost } from '@nestjs/bullmq';
      import { send } from './mail.js';
      @Processor(${decorator})
      export class Mails extends WorkerHost {
        async process(job) { await this.handle(job.data); }
        private handle(body: string) { return send(body); }
      }
    `;
    expect(bulkheadOf({ 'src/mails.ts': processor(`'mails', { concurrency: 2 }`) })).toBe('yes 2');
    expect(bulkheadOf({ 'src/mails.ts': processor(`'mails'`) })).toBe('library-default 1');
    const old = `
      import { Process, Processor } from '@nestjs/bull';
      import { send } from './mail.js';
      @Processor('mails')
      export class Mails {
        @Process({ name: 'welcome', concurrency: 4 })
        async welcome(job) { await send(job.data); }
      }
    `;
    expect(bulkheadOf({ 'src/mails.ts': old })).toBe('yes 4');
  });

  it('do not limit what one message starts all at once', () => {
    const all = `
      import { Worker } from 'bullmq';
      import { send } from './mail.js';
      new Worker('mails', async (job) => {
        await Promise.all(job.data.map(async (one) => send(one)));
      }, { concurrency: 5 });
    `;
    expect(bulkheadOf({ 'src/worker.ts': all })).toBe('no');
  });

  it('say nothing of consumers that take as many messages as come', () => {
    const consumer = `
      import amqp from 'amqplib';
      import { send } from './mail.js';
      export async function start() {
        const channel = await (await amqp.connect('amqp://queue')).createChannel();
        await channel.consume('mails', async (message) => { await send(String(message?.content)); });
      }
    `;
    expect(bulkheadOf({ 'src/consumer.ts': consumer })).toBe('no');
  });
});
