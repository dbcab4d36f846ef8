import { expect, it } from 'vitest';
import { callsOf } from './assess-source.js';

const LOAD = "const load = async () => { await fetch('https://users.example.com'); };\n";

it('a file in the folder of command line tools is the server where a server imports or a script starts it', () => {
  const scripts = { start: 'node app.js', worker: 'node bin/worker.js' };
  const files = {
    'package.json': JSON.stringify({ name: 'a', scripts }),
    'app.js': "require('./bin/web');",
    'bin/web.js': `${LOAD}require('./routes');\nload();`,
    'bin/routes.js': `${LOAD}module.exports = { load };`,
    'bin/worker.js': `${LOAD}load();`,
    'bin/fill.js': `${LOAD}require('./filling');\nload();`,
    'bin/filling.js': `${LOAD}module.exports = { load };`,
    'bin/tried.js': `${LOAD}module.exports = { load };`,
    'test/tried.test.js': "require('../bin/tried').load();",
  };
  expect(Object.fromEntries(callsOf(files).map(({ file, context }) => [file, context]))).toEqual({
    'bin/web.js': 'server',
    'bin/routes.js': 'server',
    'bin/worker.js': 'server',
    'bin/fill.js': 'script',
    'bin/filling.js': 'script',
    'bin/tried.js': 'script',
  });
});
