import { describe, expect, it } from 'vitest';
import { only, scannedCalls } from './scanned-calls.js';

const command = (run: string): string => `
  export ${run.startsWith('abstract') ? 'abstract ' : ''}class Command {
    ${run}
    async execute() {
      try { await this.run(); } catch (error) { console.error(error); }
    }
  }
`;

const subclass = (base: string): string => `
  import axios from 'axios';
  import { Command, Side } from './command.js';
  export class Check extends ${base} {
    async run() { await axios.get('https://users.example.com'); }
  }
`;

describe('a method that overrides another', () => {
  it('is run by what its base calls on this', () => {
    const files = {
      'src/command.ts': command('async run() {}'),
      'src/check.ts': subclass('Command'),
    };
    expect(only(files).fallback.status).toBe('handled');
  });

  it('is run by what the base of its base calls on this', () => {
    const files = {
      'src/command.ts': command('async run() {}'),
      'src/check.ts': `${subclass('Child')} class Child extends Command { async run() {} }`,
    };
    expect(only(files).fallback.status).toBe('handled');
  });

  it('is run as one of very many', () => {
    const children = Array.from({ length: 220 }, (_, at) => [
      `src/a${String(at)}.ts`,
      `import { Command } from './command.js';
       export class C${String(at)} extends Command { async run() { log(); } }`,
    ]);
    const files: Record<string, string> = {
      ...(Object.fromEntries(children) as Record<string, string>),
      'src/command.ts': command('abstract run(): Promise<void>;'),
      'src/check.ts': subclass('Command'),
    };
    expect(only(files).fallback.status).toBe('handled');
  });

  it('is not run by another class that calls a method of the name', () => {
    const [call] = scannedCalls({
      'src/command.ts': `
        export class Command { async run() {} }
        export class Other {
          async run() {}
          async execute() { try { await this.run(); } catch (error) { console.error(error); } }
        }
        export class Side extends Command {
          static async run() {}
          static async execute() { try { await this.run(); } catch (error) { console.error(error); } }
        }
      `,
      'src/check.ts': subclass('Side'),
    });
    expect(call?.protection.fallback.status).toBe('no');
  });
});
