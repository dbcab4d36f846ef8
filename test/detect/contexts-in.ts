import { callsOf } from './assess-source.js';

export const SERVICE = {
  name: 'service',
  dependencies: { express: '4.0.0', react: '18.0.0', 'react-dom': '18.0.0' },
};

/** The contexts of the calls of a package that holds server and browser code, by file. */
export const contextsOf = (
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    callsOf({ 'package.json': JSON.stringify(SERVICE), ...files }).map(({ file, context }) => [
      file,
      context,
    ]),
  );
