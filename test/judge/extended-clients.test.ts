import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const HTTP = `
  import { RestClient } from '@ministryofjustice/hmpps-rest-client';
  export abstract class ApiClient extends RestClient {
    constructor(name: string, responseMs: number) {
      super(name, { url: 'https://api.example.com', timeout: { response: responseMs, deadline: 9000 } }, console);
    }
  }
`;

describe('what a class hands to the client class it extends', () => {
  it('is how its calls are made', () => {
    const call = only({
      'src/users.ts': `
        import { RestClient } from '@ministryofjustice/hmpps-rest-client';
        export class Users extends RestClient {
          constructor() {
            super('Users', { url: 'https://users.example.com', timeout: { response: 2000 } }, console);
          }
          load = (id: string) => this.get({ path: id });
        }
      `,
    });
    expect(call.timeout).toMatchObject({ status: 'bounded', ms: 2000 });
  });

  it('is followed through a class between them', () => {
    const call = only({
      'src/http.ts': HTTP,
      'src/users.ts': `
        import { ApiClient } from './http.js';
        export class Users extends ApiClient {
          constructor() {
            super('Users', 3000);
          }
          load(id: string) {
            return this.get({ path: id });
          }
        }
      `,
    });
    expect(call.timeout).toMatchObject({ status: 'bounded', ms: 3000 });
  });

  it('holds for calls of super, too', () => {
    const call = only({
      'src/http.ts': HTTP,
      'src/users.ts': `
        import { ApiClient } from './http.js';
        export class Users extends ApiClient {
          constructor() {
            super('Users', 1500);
          }
          get(request: { path: string }) {
            return super.get(request);
          }
        }
      `,
    });
    expect(call.timeout).toMatchObject({ status: 'bounded', ms: 1500 });
  });
});

describe('settings that are assigned as a whole', () => {
  const bulkheadOf = (assignment: string) =>
    only({
      'src/main.ts': `
        import { Agent } from 'node:https';
        import Wreck from '@hapi/wreck';
        const agent = new Agent({ maxSockets: 5 });
        ${assignment}
        export const load = () => Wreck.get('https://a.example.com');
      `,
    }).bulkhead;

  it('count like those that are assigned one by one', () => {
    const limited = { status: 'yes', limit: 5 };
    expect(bulkheadOf('Wreck.agents = { https: agent, http: agent };')).toMatchObject(limited);
    expect(bulkheadOf('Wreck.agents.https = agent;')).toMatchObject(limited);
  });

  it('say nothing without the one that matters', () => {
    expect(bulkheadOf('Wreck.agents = { other: agent };')).toMatchObject({ status: 'no' });
  });
});
