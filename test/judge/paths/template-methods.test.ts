import { describe, expect, it } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

const base = `
  export abstract class Processor {
    constructor(protected readonly name: string) {}
    async process(job: { name: string }) {
      if (job.name === 'created') return this.handle(job);
      [1].forEach(async () => { await this.step(); });
    }
    protected async handle(job: object) { await this.onCreated(job); }
    protected async step() {}
    protected async onCreated(job: object): Promise<void> {}
  }
`;

const worker = (name: string, path: string): string => `
  import axios from 'axios';
  import { Processor } from './processor.js';
  class ${name} extends Processor {
    constructor() { super('${name}'); }
    protected override async onCreated() { await axios.get('https://${path}.example.com'); }
  }
  export const ${path} = new ${name}();
`;

const queues = `
  import { Worker } from 'bullmq';
  import { chats } from './chats.js';
  import { users } from './users.js';
  new Worker('chats', (job) => chats.process(job));
  new Worker('users', (job) => users.process(job));
`;

describe('what a base class calls on this', () => {
  it('is the method of the class that was asked', () => {
    const files = {
      'src/processor.ts': base,
      'src/chats.ts': worker('Chats', 'chats'),
      'src/users.ts': worker('Users', 'users'),
      'src/queues.ts': queues,
    };
    expect(leadingOf(['axios', 'bullmq'], files)).toEqual([
      'get < consumer queue chats',
      'get < consumer queue users',
    ]);
  });

  it('is followed into functions that are written there, and through super', () => {
    const chats = `
      import axios from 'axios';
      import { Processor } from './processor.js';
      class Middle extends Processor {
        async process(job: { name: string }) { await super.process(job); }
      }
      class Chats extends Middle {
        constructor() { super('chats'); }
        protected override async step() { await axios.post('https://chats.example.com'); }
      }
      export const chats = new Chats();
    `;
    const files = {
      'src/processor.ts': base,
      'src/chats.ts': chats,
      'src/users.ts': worker('Users', 'users'),
      'src/queues.ts': queues,
    };
    expect(leadingOf(['axios', 'bullmq'], files)).toEqual([
      'post < consumer queue chats',
      'get < consumer queue users',
    ]);
  });

  it('is every one of its classes where nothing says which was asked', () => {
    const files = {
      'src/processor.ts': base,
      'src/chats.ts': worker('Chats', 'chats'),
      'src/users.ts': worker('Users', 'users'),
      'src/queues.ts': `
        import { Worker } from 'bullmq';
        import { chats } from './chats.js';
        import { users } from './users.js';
        const pick = (name: string) => (name === 'chats' ? chats : users);
        new Worker('all', (job) => pick(job.name).process(job));
      `,
    };
    expect(leadingOf(['axios', 'bullmq'], files)).toEqual([
      'get < consumer queue all',
      'get < consumer queue all',
    ]);
  });
});
