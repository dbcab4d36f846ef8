// Bundles the runtime library into templates/runtime, which "resilint fix" copies into repositories:
// few files that people can read, both module forms, and types.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { build, transformSync } from 'esbuild';
import { entries, manifest, runtime } from './runtime-entries.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'templates/runtime');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await writeModules();
for (const entry of entries) writeTypes(entry);
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
// Not yet by its own name: within a package there is but one package.json.
writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(bundledManifest(), null, 2)}\n`);

/**
 * Everything is in one file, so that no class is there twice however many entries are loaded; the
 * entries only name what they export of it. What needs Node stays apart from it.
 */
async function writeModules() {
  const portable = entries.filter((entry) => entry !== 'node');
  const parts = [...portable.map((entry) => `./${entry}.js`), './observe/registry.js'];
  const contents = parts.map((part) => `export * from '${part}';`).join('\n');
  const policies = await bundle({ stdin: { contents, resolveDir: join(runtime, 'src') } });
  writeModule('policies', policies.code);
  for (const entry of portable) {
    const { names } = await bundle({ entryPoints: [sourceOf(entry)] });
    writeModule(entry, `export {\n  ${names.join(',\n  ')},\n} from "./policies.js";\n`);
  }
  const apart = { name: 'apart', setup: takeFromPolicies };
  const { code } = await bundle({ entryPoints: [sourceOf('node')], plugins: [apart] });
  writeModule('node', code);
}

/** @param {string} entry */
function sourceOf(entry) {
  return join(runtime, `src/${entry}.ts`);
}

/** @param {import('esbuild').PluginBuild} plugin */
function takeFromPolicies(plugin) {
  const from = (/** @type {string} */ path) => () => ({ path, external: true });
  plugin.onResolve({ filter: /^\.\/index\.js$/ }, from('./index.js'));
  plugin.onResolve({ filter: /^\.\.\// }, from('./policies.js'));
}

/** @param {import('esbuild').BuildOptions} input */
async function bundle(input) {
  const { outputFiles, metafile } = await build({
    ...input,
    write: false,
    metafile: true,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    target: 'node18.17',
    tsconfig: join(runtime, 'tsconfig.json'),
  });
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return { code: outputFiles[0]?.text ?? '', names: names.sort() };
}

/**
 * @param {string} name
 * @param {string} code
 */
function writeModule(name, code) {
  // Where it is copied to, it is checked by rules that it was not written by.
  const banner = '/* eslint-disable */\n';
  writeFileSync(join(target, `${name}.js`), banner + code);
  const requiring = code.replaceAll(/"(\.\/\w+)\.js"/g, '"$1.cjs"');
  // For Node, names are exported so that its ES modules can read them.
  const common = transformSync(requiring, { format: 'cjs', platform: 'node', target: 'node18.17' });
  writeFileSync(join(target, `${name}.cjs`), banner + common.code);
}

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

function bundledManifest() {
  const { name, version, description, license, engines } = manifest;
  const paths = entries.map((entry) => [
    entry === 'index' ? '.' : `./${entry}`,
    {
      import: { types: `./${entry}.d.ts`, default: `./${entry}.js` },
      require: { types: `./${entry}.d.cts`, default: `./${entry}.cjs` },
    },
  ]);
  const others = entries.filter((entry) => entry !== 'index');
  const types = others.map((entry) => [entry, [`./${entry}.d.cts`]]);
  return {
    ...{ name, version, description, license, type: 'module', sideEffects: false, engines },
    exports: /** @type {unknown} */ (Object.fromEntries(paths)),
    ...{ main: './index.cjs', module: './index.js', types: './index.d.cts' },
    typesVersions: { '*': /** @type {unknown} */ (Object.fromEntries(types)) },
  };
}
