import { fileURLToPath } from 'node:url';
import { writeRulePack } from '../../scripts/rule-compiler.js';

/** Every test run starts from the rules as they stand, never from a pack compiled earlier. */
export default function setup(): void {
  writeRulePack(fileURLToPath(new URL('../../', import.meta.url)));
}
