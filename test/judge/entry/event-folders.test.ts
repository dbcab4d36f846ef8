import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

/** A bot whose events and commands lie in folders, as the guide of discord.js has it. */
const bot = (register: string): Readonly<Record<string, string>> => ({
  'index.js': `
    const fs = require('node:fs');
    const path = require('node:path');
    const { Client, Collection } = require('discord.js');
    const client = new Client({ intents: [] });
    client.commands = new Collection();
    const commandsPath = path.join(__dirname, 'commands');
    for (const file of fs.readdirSync(commandsPath).filter((one) => one.endsWith('.js'))) {
      const command = require(path.join(commandsPath, file));
      client.commands.set(command.data.name, command);
    }
    const eventsPath = path.join(__dirname, 'events');
    for (const file of fs.readdirSync(eventsPath)) {
      const event = require(path.join(eventsPath, file));
      ${register}
    }
    client.login('token');`,
  'events/interaction.js': `
    module.exports = {
      name: 'interactionCreate',
      async execute(interaction) {
        await interaction.client.commands.get(interaction.commandName).execute(interaction);
      },
    };`,
  'events/joined.js': `
    const axios = require('axios');
    module.exports = {
      name: 'guildCreate',
      async execute(guild) { await axios.put('http://a/guild'); },
    };`,
  'commands/ping.js': `
    const axios = require('axios');
    module.exports = {
      data: { name: 'ping' },
      async execute(interaction) { await axios.get('http://a/ping'); },
    };`,
});

test.each([
  'client.on(event.name, (...given) => event.execute(...given));',
  'client.on(event.name, event.execute);',
  'client.on(event.name, event.execute.bind(null));',
])('each of the modules of a folder is told of its own event: %s', (register) => {
  expect(leadingOf(['discord.js', 'axios'], bot(register))).toEqual([
    'get < consumer discord interactionCreate',
    'put < consumer discord guildCreate',
  ]);
});

/** The same with a function for each event, which its file is called after. */
const namedByFile = (register: string): Readonly<Record<string, string>> => ({
  'index.js': `
    const fs = require('fs');
    const { Client } = require('discord.js');
    const client = new Client({ intents: [] });
    for (const file of fs.readdirSync('./events')) {
      const event = require(\`./events/\${file}\`);
      const name = file.split('.')[0];
      ${register}
    }
    client.login('token');`,
  'events/interactionCreate.js': `
    const axios = require('axios');
    module.exports = async (client, interaction) => { await axios.get('http://a/ping'); };`,
  'events/guildCreate.js': `
    const axios = require('axios');
    module.exports = async (client, guild) => { await axios.put('http://a/guild'); };`,
});

test.each([
  'client.on(name, event.bind(null, client));',
  'client.on(name, event.bind(null, client)).setMaxListeners(0);',
  'client.on(name, (...given) => event(client, ...given));',
])(
  'each of the modules of a folder is told of the event that its file is called: %s',
  (register) => {
    expect(leadingOf(['discord.js', 'axios'], namedByFile(register))).toEqual([
      'put < consumer discord guildCreate',
      'get < consumer discord interactionCreate',
    ]);
  },
);

test('functions that are imported say nothing of an event that is not known', () => {
  const files = {
    'index.js': `
      const { Client } = require('discord.js');
      const { tell } = require('./tell');
      const { note } = require('./note');
      const client = new Client({ intents: [] });
      for (const name of process.env.EVENTS.split(',')) {
        client.on(name, async (one) => { await tell(one); await note(one); });
      }
      client.login('token');`,
    'tell.js': `
      const axios = require('axios');
      exports.tell = async () => { await axios.get('http://a/tell'); };`,
    'note.js': `
      const axios = require('axios');
      exports.note = async () => { await axios.put('http://a/note'); };`,
  };
  expect(leadingOf(['discord.js', 'axios'], files)).toEqual([
    'put < consumer discord ${name}',
    'get < consumer discord ${name}',
  ]);
});

test('what a bot keeps on its client runs the commands of a folder', () => {
  const files = {
    'package.json': '{ "main": "index.js" }',
    'index.js': `
      const { Client } = require('discord.js');
      const client = new Client({ intents: [] });
      require('./functions')(client);
      client.on('interactionCreate', (interaction) => client.runCommand(interaction));
      client.login('token');`,
    'functions.js': `
      module.exports = (client) => {
        client.runCommand = async function (interaction) {
          return require(\`\${process.cwd()}/commands/\${interaction.commandName}\`)(interaction);
        };
      };`,
    'commands/ping.js': `
      const axios = require('axios');
      module.exports = async (interaction) => { await axios.get('http://a/ping'); };`,
  };
  expect(leadingOf(['discord.js', 'axios'], files)).toEqual([
    'get < consumer discord interactionCreate',
  ]);
});

test('a command that is handed the client first knows it by its name', () => {
  const files = {
    'package.json': '{ "main": "index.js", "dependencies": { "discord.js": "14.11.0" } }',
    'index.js': `
      const fs = require('fs');
      const { Client, Collection } = require('discord.js');
      const client = new Client({ intents: [] });
      client.commands = new Collection();
      client.load = async (interaction) => { await require('./ping')(interaction); };
      for (const file of fs.readdirSync('./commands')) {
        const command = require(\`./commands/\${file}\`);
        client.commands.set(command.data.name, command);
      }
      client.on('interactionCreate', (interaction) =>
        client.commands.get(interaction.commandName).run(client, interaction));
      client.login('token');`,
    'commands/ping.js': `
      const { SlashCommandBuilder } = require('discord.js');
      module.exports = {
        data: new SlashCommandBuilder().setName('ping'),
        run: async (client, interaction) => { await client.load(interaction); },
      };`,
    'ping.js': `
      const axios = require('axios');
      module.exports = async (interaction) => { await axios.get('http://a/ping'); };`,
  };
  expect(leadingOf(['discord.js', 'axios'], files)).toEqual([
    'get < consumer discord interactionCreate',
  ]);
});
