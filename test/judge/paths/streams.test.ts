import { expect, test } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

test('listeners of a stream that a handler reads go on with its request', () => {
  const found = leadingOf(['express', 'axios', 'busboy'], {
    'app.js': `
      const axios = require('axios');
      const busboy = require('busboy');
      const app = require('express')();
      const source = require('./source');
      app.post('/body', (req, res) => {
        let body = '';
        req.on('data', (chunk) => { body += chunk; }).on('end', async () => {
          res.json(await axios.get('http://a'));
        });
      });
      app.post('/file', (req, res) => {
        const form = busboy({ headers: req.headers });
        form.on('file', async (name, file) => { await axios.put('http://a', file); });
        req.pipe(form);
      });
      app.get('/other', (req, res) => {
        source.on('data', async () => { await axios.patch('http://a'); });
        req.app.on('mount', async () => { await axios.head('http://a'); });
      });
      module.exports = app;`,
    'source.js': "module.exports = new (require('node:events'))();",
  });
  expect(found).toEqual([
    'get < http-route POST /body',
    'put < http-route POST /file',
    'patch',
    'head',
  ]);
});
