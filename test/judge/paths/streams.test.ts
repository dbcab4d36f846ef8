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

test('a callback that is told of a failure first goes on with what was asked for', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.js': `
      const axios = require('axios');
      const { readFile } = require('node:fs');
      const other = require('other');
      const app = require('express')();
      app.get('/file', (req, res) => {
        readFile('a', async (error, text) => { res.json(await axios.post('http://a', text)); });
      });
      app.get('/kept', (req, res) => {
        other.on('failed', async (err, job) => { await axios.patch('http://a'); });
        other.use(async (err, request, response, next) => { await axios.head('http://a'); });
        other.later(async (text) => { await axios.put('http://a'); });
      });
      module.exports = app;`,
  });
  expect(found).toEqual(['post < http-route GET /file', 'patch', 'head', 'put']);
});

test('a stream runs the functions that it is made of', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.js': `
      const axios = require('axios');
      const app = require('express')();
      app.get('/stream', (req, res) => {
        const stream = new ReadableStream({
          async start(controller) { controller.enqueue(await axios.get('http://a')); },
          later() { return axios.put('http://a'); },
        });
        res.json(new Response(stream));
      });
      module.exports = app;`,
  });
  expect(found).toEqual(['get < http-route GET /stream', 'put']);
});
