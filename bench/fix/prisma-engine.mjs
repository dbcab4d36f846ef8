#!/usr/bin/env node
// Stands in for the query engine of Prisma up to version 6, which is downloaded where it runs: it
// says that it is ready as that one does, answers what is read, and never answers what is written.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const client = readFileSync(
  new URL('node_modules/@prisma/client/package.json', import.meta.url),
  'utf8',
);
// Rows of raw queries were objects once.
const RAW = /"version": "5\.\d\./.test(client)
  ? [{ one: { prisma__type: 'int', prisma__value: 1 } }]
  : { columns: ['one'], types: ['int'], rows: [[1]] };

/** @param {string} text */
function answerTo(text) {
  if (/"queryRaw"/.test(text)) return { queryRaw: RAW };
  return /"findMany"|findManyUser/.test(text) ? { findManyUser: [{ id: 1, name: 'a' }] } : null;
}

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    const data = text === '' ? {} : answerTo(text);
    response.setHeader('content-type', 'application/json');
    if (data !== null) response.end(JSON.stringify({ data }));
  });
});

if (process.argv.includes('--version')) console.log(`query-engine ${'0'.repeat(40)}`);
else
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const message = `Started query engine http server on http://127.0.0.1:${port}`;
    const fields = { message, ip: '127.0.0.1', port };
    const target = 'query_engine::server';
    console.log(JSON.stringify({ timestamp: '', level: 'INFO', target, fields }));
  });
