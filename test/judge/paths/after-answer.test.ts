import { expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';

const manifest = JSON.stringify({
  name: 'service',
  dependencies: { express: '4.19.0', axios: '1.7.2' },
});

/** The severity of each missing timeout, by the method of the call. */
function severities(body: string): Readonly<Record<string, string>> {
  const app = `
    import axios from 'axios';
    import express from 'express';
    const url = 'https://companies.example.com';
    express().get('/company', async (request, res) => { ${body} });
  `;
  return severitiesIn({ 'package.json': manifest, 'src/app.ts': app });
}

function severitiesIn(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { calls, findings } = inTemporaryFolder(files, (root) => assess({ root, cache: false }));
  const found = findings.filter(({ rule }) => rule === 'missing-timeout');
  return Object.fromEntries(
    calls.map(({ id, operation }) => [
      operation,
      found.find(({ subjectId }) => subjectId === id)?.severity ?? 'none',
    ]),
  );
}

it.each([
  ['res.status(200).send("on it"); await axios.post(url);', { post: 'warning' }],
  ['await axios.get(url); res.json({}); await axios.post(url);', { get: 'error', post: 'warning' }],
  ['if (request.query.a) { res.end(); } await axios.post(url);', { post: 'error' }],
  ['if (request.query.a) { res.end(); await axios.post(url); }', { post: 'warning' }],
  [
    'try { await axios.get(url); res.end(); } catch { await axios.post(url); }',
    { get: 'error', post: 'error' },
  ],
  [
    'try { await axios.get(url); } catch { res.end(); } await axios.post(url);',
    { get: 'error', post: 'error' },
  ],
  ['res.write("a"); await axios.post(url); res.end();', { post: 'error' }],
])('nobody waits for what follows on the answer: %s', (body, expected) => {
  expect(severities(body)).toEqual(expected);
});

it.each([
  ['items.forEach(async (one) => { await axios.post(url, one); }); res.end();', 'warning'],
  ['const send = async (one) => { await axios.post(url, one); }; items.forEach(send);', 'warning'],
  ['items.forEach(async (one) => { res.json(await axios.post(url, one)); });', 'error'],
  ['await request.forEach(async (one) => { await axios.post(url, one); }); res.end();', 'error'],
  ['await Promise.all(items.map(async (one) => { await axios.post(url, one); }));', 'error'],
])('nobody waits for what forEach starts, unless it answers: %s', (body, expected) => {
  expect(severities(`const items = request.query.items; ${body}`)).toEqual({ post: expected });
});

it.each([
  ['axios.post(url).then((found) => { answer(found, res); });', 'error'],
  ['axios.post(url).then((found) => { console.log(found, res); });', 'warning'],
  ['axios.post(url).then((found) => { answer(found, request.query.a); });', 'warning'],
])('whoever hands on the response answers by it: %s', (body, expected) => {
  const answer = 'const answer = (found, response) => response.json(found.data);';
  expect(severities(`${answer} ${body}`)).toEqual({ post: expected });
});

it.each(['editReply', 'followUp', 'showModal'])('whoever calls %s answers a command', (answer) => {
  const dependencies = { 'discord.js': '14.11.0', axios: '1.7.2' };
  const bot = `
    import axios from 'axios';
    import { Client } from 'discord.js';
    const client = new Client({ intents: [] });
    client.on('interactionCreate', (interaction) => {
      axios.get('https://facts.example.com').then(({ data }) => interaction.${answer}(data));
    });
    client.login('token');
  `;
  const files = { 'package.json': JSON.stringify({ dependencies }), 'src/bot.ts': bot };
  expect(severitiesIn(files)).toMatchObject({ get: 'error' });
});
