// Bundles the runtime library into templates/runtime, which "resilint fix" copies into repositories:
// few files that people can read, both module forms, and types.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtime = join(root, 'src/runtime');
const target = join(root, 'templates/runtime');
const entries = ['index', 'node'];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const entry of entries) {
  for (const [form, ending] of /** @type {const} */ ([
    ['esm', 'js'],
    ['cjs', 'cjs'],
  ]))
    buildSync({
      entryPoints: [join(runtime, `src/${entry}.ts`)],
      outfile: join(target, `${entry}.${ending}`),
      bundle: true,
      format: form,
      platform: entry === 'node' ? 'node' : 'neutral',
      target: 'node18.17',
      tsconfig: join(runtime, 'tsconfig.json'),
      // Where it is copied to, it is checked by rules that it was not written by.
      banner: { js: '/* eslint-disable */' },
    });
  writeTypes(entry);
}
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
// Not yet by its own name: within a package there is but one package.json.
writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest(), null, 2)}\n`);

/** @param {string} entry */
function writeTypes(entry) {
  const file = join(target, `${entry}.d.ts`);
  const none = { default: { logLevel: ExtractorLogLevel.None } };
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: runtime,
      mainEntryPointFilePath: join(runtime, `dist/esm/${entry}.d.ts`),
      compiler: { tsconfigFilePath: join(runtime, 'tsconfig.esm.json') },
      apiReport: { enabled: false, reportFileName: 'none' },
      docModel: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: file },
      newlineKind: 'lf',
      messages: { extractorMessageReporting: none, tsdocMessageReporting: none },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(runtime, 'package.json'),
  });
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  if (!succeeded) throw new Error(`the types of ${entry} could not be bundled`);
  // The lines that were broken for printing end in blanks.
  const types = readFileSync(file, 'utf8').replaceAll(/[ \t]+$/gm, '');
  for (const name of [`${entry}.d.ts`, `${entry}.d.cts`]) writeFileSync(join(target, name), types);
}

function manifest() {
  /** @type {unknown} */
  const own = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8'));
  const { name, version, description, license, engines } = /** @type {Record<string, unknown>} */ (
    own
  );
  const conditions = (/** @type {string} */ entry) => ({
    import: { types: `./${entry}.d.ts`, default: `./${entry}.js` },
    require: { types: `./${entry}.d.cts`, default: `./${entry}.cjs` },
  });
  return {
    ...{ name, version, description, license, type: 'module', sideEffects: false, engines },
    exports: { '.': conditions('index'), './node': conditions('node') },
    ...{ main: './index.cjs', module: './index.js', types: './index.d.cts' },
    typesVersions: { '*': { node: ['./node.d.cts'] } },
  };
}
