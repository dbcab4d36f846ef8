import { AXIOS, type Shape } from './shapes.js';

const FETCH = `fetch('https://a.example.com')`;
const FIXED = `fetch('https://a.example.com', { signal: AbortSignal.timeout(10000) })`;

/** What else a file may hold, none of which may change. */
export const hazards: readonly Shape[] = [
  ...[
    ['a byte order mark', '\uFEFF// licence\nexport const load = () => ', ';\n'],
    ['a shebang', '#!/usr/bin/env node\nexport const load = () => ', ';\n'],
    ['a directive', `'use strict';\nexport const load = () => `, ';\n'],
    ['no semicolons', 'export const a = [1]\nexport const load = () => ', '\n;[1].map(Number)\n'],
    ['tabs and Windows line ends', 'export function load() {\r\n\treturn ', ';\r\n}\r\n'],
    ['no line end at the end', 'export const load = () => ', ''],
    ['astral characters before the call', `const smile = '😀é'; export const load = () => `, ';\n'],
    [
      'a comment that silences the next line',
      '// eslint-disable-next-line no-restricted-globals\nexport const load = () => ',
      ';\n',
    ],
    [
      'a comment for a coverage tool',
      '/* istanbul ignore next */\nexport const load = () => ',
      ';\n',
    ],
    [
      'a decorated method',
      'declare const log: any;\nexport class A {\n  @log\n  load() {\n    return ',
      ';\n  }\n}\n',
    ],
    ['a class field', 'export class A {\n  load = () => ', ';\n}\n'],
    [
      'a try that branches on errors',
      'export async function load() {\n  try {\n    return await ',
      ';\n  } catch (error) {\n    if (error instanceof TypeError) return null;\n    throw error;\n  }\n}\n',
    ],
  ].map(([name = '', head = '', tail = '']): Shape => ({
    ...{
      name,
      before: `${head}${FETCH}${tail}`,
      after: `${head}${FIXED}${tail}`,
      safety: 'unsafe',
    },
  })),
  {
    name: 'Windows line ends inside of the options',
    before: `export const load = () =>\r\n\tfetch('https://a.example.com', {\r\n\t\tmethod: 'PUT' /* why */ // and how\r\n\t});\r\n`,
    after: `export const load = () =>\r\n\tfetch('https://a.example.com', {\r\n\t\tmethod: 'PUT', /* why */ // and how\r\n\t\tsignal: AbortSignal.timeout(10000)\r\n\t});\r\n`,
    safety: 'unsafe',
  },
  {
    name: 'comments between the name and the arguments, and a trailing comma',
    before: `export const load = () => fetch /* a */ ( /* b */ 'https://a.example.com', );\n`,
    after: `export const load = () => fetch /* a */ ( /* b */ 'https://a.example.com', { signal: AbortSignal.timeout(10000) }, );\n`,
    safety: 'unsafe',
  },
  {
    name: 'JSX around it',
    file: 'src/a.tsx',
    before: `export const page = async () => <p>it's {(await fetch('https://a.example.com')).status} &amp; more</p>;\n`,
    after: `export const page = async () => <p>it's {(await fetch('https://a.example.com', { signal: AbortSignal.timeout(10000) })).status} &amp; more</p>;\n`,
    safety: 'unsafe',
  },
  {
    name: 'braces without spaces and numbers with separators',
    before: `export const size = {a: 1_000, b: 2};\nexport const load = () => fetch('https://a.example.com', {method: 'PUT'});\n`,
    after: `export const size = {a: 1_000, b: 2};\nexport const load = () => fetch('https://a.example.com', {method: 'PUT', signal: AbortSignal.timeout(10_000)});\n`,
    safety: 'unsafe',
  },
  {
    name: 'a call in the arguments of another one',
    before: `export const load = async () => fetch(await (await fetch('https://a.example.com')).text(), {});\n`,
    after: `export const load = async () => fetch(await (await fetch('https://a.example.com', { signal: AbortSignal.timeout(10000) })).text(), { signal: AbortSignal.timeout(10000) });\n`,
    safety: 'unsafe',
  },
  {
    name: 'CommonJS with require',
    file: 'src/a.cjs',
    manifest: AXIOS,
    before: `'use strict'\nconst axios = require('axios')\nmodule.exports = () => axios.get('https://a.example.com')\n`,
    after: `'use strict'\nconst axios = require('axios')\nmodule.exports = () => axios.get('https://a.example.com', { timeout: 10000 })\n`,
    safety: 'unsafe',
  },
];
