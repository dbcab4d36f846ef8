import { join } from 'node:path';
import { isFolder } from '../io/path-kind.js';
import { readText } from '../io/read-text.js';
import { parseJson } from '../text/jsonc.js';
import { isRecord } from '../text/record.js';

/** Whether a folder is the repository of resilint itself: contributors write into its rules. */
export function isOwnRepository(dir: string): boolean {
  if (!isFolder(join(dir, 'rules/catalog/clients'))) return false;
  try {
    const parsed = parseJson(readText(join(dir, 'package.json')));
    return 'value' in parsed && isRecord(parsed.value) && parsed.value['name'] === 'resilint';
  } catch {
    return false;
  }
}
