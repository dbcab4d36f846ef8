import { expect, it } from 'vitest';
import { editableSource } from '../../../src/fix/source/editable-source.js';
import { packageName } from '../../../src/fix/source/package-names.js';

const named = (text: string, isType = false, file = 'src/a.ts') => {
  const source = editableSource(file, `${text}\nmake();\n`);
  const node = source?.startingAt(source.text.lastIndexOf('make()'))[0];
  if (source === null || node === undefined) throw new Error('does not parse');
  const found = packageName(source, { node, specifier: 'rpc', name: 'Call', isType });
  return found && `${found.text}${found.imported === null ? '' : ' imported'}`;
};

it.each([
  [`import * as rpc from 'rpc';`, 'rpc.Call', 'rpc.Call'],
  [`import rpc from 'rpc';`, 'rpc.Call', 'Call imported'],
  [`import { Call } from 'rpc';`, 'Call', 'Call'],
  [`import { Call as Made } from 'rpc';`, 'Made', 'Made'],
  [`import { other } from 'rpc';`, 'Call imported', 'Call imported'],
  [`import type { Call } from 'rpc';`, null, 'Call'],
  [`import { type Call } from 'rpc';`, null, 'Call'],
  [`import type * as rpc from 'rpc';`, 'Call imported', 'rpc.Call'],
  [`import { Call } from 'other';`, null, null],
  [`class Call {}`, null, null],
  [`const rpc = require('rpc');`, 'rpc.Call', 'Call imported'],
  [`const { Call } = require('rpc');`, 'Call', null],
  [`const { Call: Made } = require('rpc');`, 'Made', null],
])('names what a package exports, a value and a type, after %s', (text, value, type) => {
  expect([named(text), named(text, true)]).toEqual([value, type]);
});

it('does not take a name for the package that something nearer has', () => {
  const text = `import * as rpc from 'rpc';\nexport function one(rpc: string) {\n  make(rpc);\n}`;
  const source = editableSource('src/a.ts', text);
  const node = source?.startingAt(text.indexOf('make('))[0];
  if (source === null || node === undefined) throw new Error('does not parse');
  const found = packageName(source, { node, specifier: 'rpc', name: 'Call', isType: false });
  expect(found?.imported).toMatchObject({ name: 'Call' });
});
