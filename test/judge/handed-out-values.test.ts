import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

type Files = Readonly<Record<string, string>>;

const dependencies = {
  grammy: '1.30.0',
  '@grammyjs/auto-retry': '2.0.2',
  telegraf: '4.16.3',
  'discord.js': '14.16.0',
};

const protectionIn = (file: string, files: Files): Call['protection'] | undefined =>
  callsOf({ 'package.json': JSON.stringify({ name: 'bot', dependencies }), ...files }).find(
    (one) => one.file === file,
  )?.protection;

const retryIn = (file: string, files: Files): string | undefined =>
  protectionIn(file, files)?.retry.status;

const bot = `
  import { Bot } from 'grammy';
  import { autoRetry } from '@grammyjs/auto-retry';
  import type { OwnContext } from './context.js';
  import { register } from './modules.js';
  export function createBot(token: string): Bot<OwnContext> {
    const bot = new Bot<OwnContext>(token, { client: { timeoutSeconds: 7 } });
    bot.api.config.use(autoRetry());
    register(bot);
    return bot;
  }
`;
const files = {
  'src/bot.ts': bot,
  'src/context.ts': `
    import type { Context, SessionFlavor } from 'grammy';
    export interface OwnContext extends Context, SessionFlavor<object> { isSilent: boolean }
  `,
  'src/greet.ts': `
    import type { OwnContext } from './context.js';
    export const greet = (ctx: OwnContext) => ctx.reply('hi');
  `,
  'src/modules.ts': `
    import type { Bot } from 'grammy';
    import type { OwnContext } from './context.js';
    import { greet } from './greet.js';
    export function register(bot: Bot<OwnContext>): void {
      bot.command('greet', greet);
      bot.command('leave', async (ctx) => { await ctx.leaveChat(); });
    }
  `,
  'src/menu.ts': `
    import { Composer } from 'grammy';
    import type { OwnContext } from './context.js';
    import { close } from './close.js';
    export const menu = new Composer<OwnContext>();
    menu.command('menu', (ctx) => ctx.reply('menu'));
    menu.command('close', async (ctx) => { await close(ctx); });
  `,
  'src/close.ts': `
    import type { OwnContext } from './context.js';
    export const close = (ctx: OwnContext) => ctx.deleteMessage();
  `,
};

describe('values that a client hands out, known by their type alone', () => {
  it.each(['src/greet.ts', 'src/modules.ts', 'src/menu.ts', 'src/close.ts'])(
    'are its own in %s',
    (file) => {
      const found = protectionIn(file, files);
      expect(found?.retry.status).toBe('yes');
      expect(found?.timeout).toMatchObject({ status: 'bounded', ms: 7000 });
    },
  );

  it('are nobody’s where a program makes two', () => {
    const other = `${bot}\nexport const other = new Bot<OwnContext>('b');`;
    expect(retryIn('src/menu.ts', { ...files, 'src/bot.ts': other })).toBe('no');
  });

  it('are those of the own program where each makes one', () => {
    const plain = `
      import { Bot } from 'grammy';
      import { other } from './other.js';
      new Bot('token').command('other', other);
    `;
    const other = `
      import type { Context } from 'grammy';
      export const other = (ctx: Context) => ctx.reply('other');
    `;
    const all = { ...files, 'src/plain.ts': plain, 'src/other.ts': other };
    const found = { plain: retryIn('src/other.ts', all), own: retryIn('src/modules.ts', all) };
    expect(found).toEqual({ plain: 'no', own: 'yes' });
  });

  it('leave what is made on its own alone', () => {
    const api = `
      import { Api } from 'grammy';
      export const send = () => new Api('token').sendMessage(1, 'x');
    `;
    expect(retryIn('src/api.ts', { ...files, 'src/api.ts': api })).toBe('no');
  });

  it('are those of a class that extends the client', () => {
    const client = `
      import { Client } from 'discord.js';
      export class Own extends Client {
        constructor() { super({ intents: [], rest: { timeout: 4000, retries: 0 } }); }
      }
    `;
    const ban = `
      import type { GuildMember } from 'discord.js';
      export const ban = (member: GuildMember) => member.ban();
    `;
    const found = protectionIn('src/ban.ts', { 'src/client.ts': client, 'src/ban.ts': ban });
    expect(found?.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
    expect(found?.retry.status).toBe('no');
  });
});
