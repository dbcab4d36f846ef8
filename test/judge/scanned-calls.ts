import { expect } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

type Files = Readonly<Record<string, string>>;

const dependencies = { axios: '1.7.2', mongoose: '8.4.0', pg: '8.12.0', opossum: '8.1.0' };

/** The calls of a small repository with axios, mongoose, pg and opossum. */
export const scannedCalls = (files: Files): readonly Call[] =>
  callsOf({ 'package.json': JSON.stringify({ name: 'service', dependencies }), ...files });

/** The protection of the only call there is. */
export const only = (files: Files): Call['protection'] => {
  const [call, ...others] = scannedCalls(files);
  expect(others).toEqual([]);
  if (call === undefined) throw new Error('no call was found');
  return call.protection;
};
