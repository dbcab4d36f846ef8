import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';

const MANIFEST = JSON.stringify({
  name: 'chat',
  private: true,
  dependencies: { 'socket.io': '4.7.0', ws: '8.18.0', telegraf: '4.16.0' },
});

const assessed = (source: string) =>
  inTemporaryFolder({ 'package.json': MANIFEST, 'src/app.ts': source }, (root) =>
    assess({ root, cache: false }),
  );

/** What runs the handler of a message. */
const triggerOf = (handler: string): string | undefined =>
  assessed(`
    import { Server } from 'socket.io';
    new Server(3000).on('connection', (socket) => { socket.on('message', ${handler}); });
  `).entryPoints.find(({ name }) => name === 'websocket message')?.trigger;

describe('a handler of messages', () => {
  it('is waited for by whoever it answers', () => {
    expect(triggerOf(`async (text) => { socket.emit('answer', await load(text)); }`)).toBe('user');
    expect(triggerOf(`async (text, done) => { done(await load(text)); }`)).toBe('user');
    expect(triggerOf(`async (text) => load(text).then((all) => socket.send(all))`)).toBe('user');
  });

  it('is waited for by nobody where it tells others, or nobody', () => {
    expect(
      triggerOf(`async (text) => { socket.to('room').emit('message', text); }`),
    ).toBeUndefined();
    expect(
      triggerOf(`async (text) => { socket.broadcast.emit('message', text); }`),
    ).toBeUndefined();
    expect(triggerOf(`async (text) => { await save(text); }`)).toBeUndefined();
  });

  it('is waited for on a socket of ws that it answers on', () => {
    const { entryPoints } = assessed(`
      import { WebSocketServer } from 'ws';
      new WebSocketServer({ port: 1 }).on('connection', (socket) => {
        socket.on('message', async (text) => { socket.send(await load(text)); });
      });
    `);
    expect(entryPoints.find(({ name }) => name === 'websocket message')?.trigger).toBe('user');
  });

  it('is waited for where it hands its context on as another type', () => {
    const { findings } = assessed(`
      import { Telegraf, type Context } from 'telegraf';
      import axios from 'axios';
      async function answer(ctx: Context) { await axios.get('https://a.example.com'); await ctx.reply('yes'); }
      const bot = new Telegraf('x');
      bot.on('text', (ctx) => { answer(ctx as any); });
    `);
    const found = findings.filter(({ rule }) => rule === 'missing-timeout');
    expect(found.map(({ severity }) => severity)).toEqual(['error']);
  });
});
