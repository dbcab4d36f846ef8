import { posix } from 'node:path';
import type { FileTree } from '../io/file-tree.js';
import type { Platform } from '../model/repository.js';
import { isRecord } from '../text/record.js';
import type { JsonFiles } from './json-files.js';

const wrangler = /^wrangler\.(toml|jsonc?)$/;
const deno = /^deno\.jsonc?$/;
/** Supabase runs each of these folders by Deno; a configuration beside them is not asked for. */
const supabase = /^(?:.*\/)?supabase\/functions\/(?!_)[^/]+(?=\/index\.[jt]sx?$)/;

/** Folders whose code runs elsewhere than in Node, in order of the files that say so. */
export function platformsOf(
  tree: FileTree,
  json: JsonFiles,
  paths: readonly string[],
): readonly Platform[] {
  const known = new Set(paths);
  return paths.flatMap((file): readonly Platform[] => {
    const dir = posix.dirname(file);
    if (wrangler.test(posix.basename(file))) {
      const main = mainOf(tree, json, file);
      return [
        { file, dir, runtime: 'workers', ...(main !== null && { main: posix.join(dir, main) }) },
      ];
    }
    const [edge] = supabase.exec(file) ?? [];
    if (edge !== undefined) return [{ file, dir: posix.dirname(edge), runtime: 'deno' }];
    // Beside a package.json it configures a tool, or one of two runtimes.
    const isOfDeno = deno.test(posix.basename(file)) && !known.has(posix.join(dir, 'package.json'));
    return isOfDeno ? [{ file, dir, runtime: 'deno' }] : [];
  });
}

/** What a worker begins with: `main = "src/index.ts"`. */
function mainOf(tree: FileTree, json: JsonFiles, file: string): string | null {
  if (!file.endsWith('.toml')) {
    const { value } = json.read(file) as { readonly value?: unknown };
    const main = isRecord(value) ? value['main'] : undefined;
    return typeof main === 'string' ? main : null;
  }
  try {
    const [top = ''] = tree.readText(file).split(/^[ \t]*\[/m);
    return /^[ \t]*main[ \t]*=[ \t]*["']([^"'\n]+)["']/m.exec(top)?.[1] ?? null;
  } catch {
    return null;
  }
}
