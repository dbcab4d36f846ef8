import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('a controller is known by the name of its file, whatever its class is called', () => {
  const found = leadingOf(['@adonisjs/core', 'axios'], {
    'start/routes.ts': `
      import Route from '@ioc:Adonis/Core/Route';
      Route.get('/weeks', 'WeeksController.index');
      Route.get('/days', 'DaysController.index');`,
    'app/Controllers/Http/WeeksController.ts': `
      import axios from 'axios';
      export default class WeekController { async index() { return axios.get('http://a'); } }`,
    'app/Controllers/Http/DaysController.ts': `
      import axios from 'axios';
      class DayController { async index() { return axios.post('http://a'); } }
      export default DayController;
      export class Other { async index() { return axios.put('http://a'); } }`,
  });
  expect(found).toEqual(['post < http-route GET /days', 'put', 'get < http-route GET /weeks']);
});
