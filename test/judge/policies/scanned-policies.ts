import { assess } from '../../../src/assess.js';
import type { Assessment } from '../../../src/model/assessment.js';
import { temporaryTree } from '../../io/temporary-tree.js';

const dependencies = {
  axios: '1.7.2',
  'axios-retry': '4.5.0',
  cockatiel: '3.2.1',
  got: '14.4.0',
  mongoose: '8.5.0',
  mysql2: '3.11.0',
  opossum: '8.1.0',
  'p-limit': '5.0.0',
  'p-retry': '6.2.0',
  pg: '8.12.0',
};

/** What a scan of a small service finds; its package depends on what the files import. */
export function assessed(files: Readonly<Record<string, string>>): Assessment {
  const manifest = JSON.stringify({ name: 'service', dependencies });
  return assess({ root: temporaryTree({ 'package.json': manifest, ...files }), cache: false });
}

/** The same for one file that imports axios. */
export const assessedCode = (code: string): Assessment =>
  assessed({ 'src/a.ts': `import axios from 'axios';\n${code}\n` });
