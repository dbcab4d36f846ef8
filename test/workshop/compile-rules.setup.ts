import { fileURLToPath } from 'node:url';
import { writeRulePack } from '../../scripts/rule-compiler.js';
import { writeFixPack, writeReportPack } from '../../scripts/template-compiler.js';

/** Every test run starts from rules and templates as they stand, never from what was compiled earlier. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  writeRulePack(root);
  writeFixPack(root);
  writeReportPack(root);
}
