import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path is the same seen from `src/io` and from `dist/io`. */
const folder = fileURLToPath(new URL('../../templates/runtime/', import.meta.url));
const templates = new URL('../../templates/compiled-fix.mjs', import.meta.url);

/** The runtime library as it is copied into repositories. */
export interface ShippedRuntime {
  readonly name: string;
  readonly version: string;
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** Absolute path of its types. */
  readonly types: string;
}

/** The bundled runtime library. */
export function shippedRuntime(): ShippedRuntime {
  const names = readdirSync(folder).sort();
  const files = new Map(
    names.map((name) => [
      name === 'manifest.json' ? 'package.json' : name,
      readFileSync(folder + name, 'utf8'),
    ]),
  );
  const { name, version } = JSON.parse(files.get('package.json') ?? '{}') as ShippedRuntime;
  return { name, version, files, types: `${folder}index.d.ts` };
}

/** The compiled templates of what codemods insert; `fix` knows their form. */
export async function fixTemplates<Pack>(): Promise<Pack> {
  return (await import(templates.href)) as Pack;
}
