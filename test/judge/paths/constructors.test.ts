import { expect, test } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

test('making an object runs the constructors of what its class extends', () => {
  const leading = leadingOf(['express', 'axios'], {
    'src/base.ts': `
      import axios from 'axios';
      export class Base { constructor() { axios.get('http://a'); } }
      export class Told { constructor(readonly url: string) { axios.post(url); } }
      export class Unmade { constructor() { axios.put('http://a'); } }`,
    'src/own.ts': `
      import { Base, Told, Unmade } from './base.js';
      class Between extends Base {}
      export class Own extends Between {}
      export class Telling extends Told { constructor() { super('http://a'); } }
      export class Other extends Unmade {}`,
    'src/main.ts': `
      import express from 'express';
      import { Other, Own, Telling } from './own.js';
      const app = express();
      app.get('/own', (request, response) => { response.json(new Own()); });
      app.get('/told', (request, response) => { response.json(new Telling()); });
      app.listen(80);`,
  });
  expect(leading).toEqual(['get < http-route GET /own', 'post < http-route GET /told', 'put']);
});
