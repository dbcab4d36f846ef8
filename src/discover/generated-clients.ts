import { posix } from 'node:path';
import type { FileTree } from '../io/file-tree.js';
import { readFailure } from '../io/read-text.js';
import type { FailedFile, GeneratedClient } from '../model/repository.js';
import { namedBlocks } from '../text/named-blocks.js';
import type { Manifest } from './manifests.js';

export interface Schemas {
  /** Those that can be read. */
  readonly read: readonly string[];
  readonly clients: readonly GeneratedClient[];
  readonly failed: readonly FailedFile[];
}

const TYPECHAIN = /\btypechain\b[^&|;]*--target[= ]ethers-v\d/;

/** Where a script has TypeChain write the classes of contracts (`typechain --target ethers-v6`). */
export const contractClients = ({
  described: { dir },
  scripts,
}: Manifest): readonly GeneratedClient[] =>
  scripts.flatMap(([, script]) => {
    if (!TYPECHAIN.test(script)) return [];
    const output = /--out-dir[= ]+["']?([^\s"']+)/.exec(script)?.[1] ?? './types/ethers-contracts';
    return [{ dir: posix.join(dir, output), packageName: 'ethers', subpath: 'typechain' }];
  });

/** Of a schema that names no output; code imports it as ".prisma/client" from any folder. */
const WITHOUT_OUTPUT = './node_modules/.prisma/client';

/** Where Prisma schemas have their client generated to: rarely committed, imported all the same. */
export function readSchemas(tree: FileTree, files: readonly string[]): Schemas {
  const read: string[] = [];
  const clients: GeneratedClient[] = [];
  const failed: FailedFile[] = [];
  for (const file of files.filter((name) => name.endsWith('.prisma'))) {
    try {
      const outputs = outputsOf(tree.readText(file));
      for (const output of outputs) clients.push(clientIn(posix.join(posix.dirname(file), output)));
      read.push(file);
    } catch (error) {
      failed.push({ file, message: readFailure(error) });
    }
  }
  return { read, clients, failed };
}

const clientIn = (dir: string): GeneratedClient => ({
  dir,
  packageName: '@prisma/client',
  subpath: '',
});

function outputsOf(schema: string): readonly string[] {
  return namedBlocks(schema).flatMap(({ kind, body }) => {
    if (kind !== 'generator') return [];
    const isClient = /provider\s*=\s*"prisma-client(-js)?"/.test(body);
    if (!isClient) return [];
    const output = /output\s*=\s*"([^"]+)"/.exec(body)?.[1] ?? WITHOUT_OUTPUT;
    return output.startsWith('.') ? [output] : [];
  });
}
