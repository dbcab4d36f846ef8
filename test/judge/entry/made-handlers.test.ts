import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('a handler is found within the functions that several wrappers make around it', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.ts': `
      import express from 'express';
      import { GetUser } from './user';
      export const app = express();
      app.get('/user', GetUser({ region: 'eu' }));`,
    'user.ts': `
      import axios from 'axios';
      const respond = (handler) => (req, res) => handler(req).then((answer) => answer.apply(res));
      const checked = (...checks) => (handler) => (req) => handler(...checks.map((one) => one(req)));
      const handlerFor = (options) => async (id) => axios.put('http://a/' + options.region);
      export function GetUser(options) {
        const handler = handlerFor(options);
        const wrap = checked(String);
        return respond(wrap(handler));
      }`,
  });
  expect(found).toEqual(['put < http-route GET /user']);
});

test('a handler is found within what wrappers make that nothing is known of', () => {
  const found = leadingOf(['express', 'axios', '@pagopa/io-functions-commons'], {
    'app.ts': `
      import express from 'express';
      import { GetUser } from './user';
      export const app = express();
      app.get('/user', GetUser({ region: 'eu' }));`,
    'user.ts': `
      import axios from 'axios';
      import { respond, checked } from '@pagopa/io-functions-commons/dist/src/utils/request_middleware';
      const handlerFor = (options) => async (id) => axios.put('http://a/' + options.region);
      export function GetUser(options) {
        const handler = handlerFor(options);
        const wrap = checked(String);
        return respond(wrap(handler));
      }`,
  });
  expect(found).toEqual(['put < http-route GET /user']);
});
