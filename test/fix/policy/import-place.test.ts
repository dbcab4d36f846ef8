import { describe, expect, it } from 'vitest';
import { fixed } from '../fixed.js';

const MANIFEST = '{ "name": "a", "dependencies": { "axios": "1.4.0", "express": "4" } }';

const LOAD = `express().get('/', async () => (await axios.get("http://users.example.com", { timeout: 1000 })).data);\n`;
const IMPORT = (open: string, close: string): string =>
  `const ${open}usersExampleComPolicy${close} = require("./resilience");`;

/** The lines that a file begins with, up to its route, once it has the policy. */
async function headOf(head: string): Promise<string | undefined> {
  const files = { 'package.json': MANIFEST, 'src/a.js': `${head}${LOAD}` };
  const { text } = await fixed(files, { only: ['add-breaker'] });
  return text('src/a.js')?.split('express()')[0];
}

describe('where policies are imported', () => {
  it('is after what sets the environment, which others read when they are loaded', async () => {
    const head = `require("dotenv").config();\nconst axios = require("axios");\nconst express = require("express");\n`;
    expect(await headOf(head)).toBe(`${head}${IMPORT('{ ', ' }')}\n`);
  });

  it('is after the last of the imports, also where parts of them are named in between', async () => {
    const head = `const fs = require("fs");\nconst files = fs.promises;\nconst axios = require("axios");\nconst express = require("express");\n`;
    expect(await headOf(`${head}const { readFile } = files;\n`)).toBe(
      `${head}${IMPORT('{ ', ' }')}\nconst { readFile } = files;\n`,
    );
  });

  it('has spaces within braces, whatever JSON in comments has', async () => {
    const head = `const axios = require("axios");\nconst express = require("express");\n`;
    const comment = `// answers {"status":"ok"} or {"status":"failed"}, such as [{"status":1}]\n`;
    expect(await headOf(`${head}${comment}`)).toBe(`${head}${IMPORT('{ ', ' }')}\n${comment}`);
  });

  it('has none where the file has none', async () => {
    const head = `const axios = require("axios");\nconst express = require("express");\nconst {readFile} = require("fs");\n`;
    const spaceless = `${head}${LOAD.replace('{ timeout: 1000 }', '{timeout: 1000}')}`;
    const files = { 'package.json': MANIFEST, 'src/a.js': spaceless };
    const { text } = await fixed(files, { only: ['add-breaker'] });
    expect(text('src/a.js')).toContain(IMPORT('{', '}'));
  });
});
