import { join } from 'node:path';
import { catalogWith } from '../config/catalog.js';
import { requireFolder } from '../io/folder.js';
import { writeNewFile } from '../io/output-file.js';
import { entryFileName } from '../text/entry-file-name.js';
import { KnownError } from '../text/known-error.js';
import { clientTemplate } from './client-template.js';
import { isOwnRepository } from './own-repository.js';

const LONGEST_NAME = 214;

/** Begins the description of a client: a file with everything it needs, and where to go on. */
export function runNewClient(name: string, dir: string): void {
  requirePackageName(name);
  requireFolder(dir);
  const isOurs = isOwnRepository(dir);
  const folder = isOurs ? 'rules/catalog/clients' : '.resilint/clients';
  const file = `${folder}/${entryFileName(name)}`;
  writeNewFile(join(dir, file), clientTemplate(name));
  const test = isOurs ? 'npm run build && npx vitest run test/rules' : 'resilint catalog --test';
  process.stdout.write(
    [
      `Wrote ${file}`,
      ...shippedNote(name, isOurs),
      `Describe the client there, then run: ${test}`,
      '',
    ].join('\n'),
  );
}

function requirePackageName(name: string): void {
  const isName = /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i.test(name);
  if (isName && name.length <= LONGEST_NAME) return;
  const advice = 'Name it as it is imported, for example tiny-http or @acme/http.';
  throw new KnownError(`"${name}" is no name of an npm package`, advice, 2);
}

function shippedNote(name: string, isOurs: boolean): readonly string[] {
  const shipped = catalogWith([]).clients.find(
    ({ client, packages }) => client === name || packages.includes(name),
  );
  if (isOurs || shipped === undefined) return [];
  return [`It replaces what resilint knows about ${shipped.client} itself.`];
}
