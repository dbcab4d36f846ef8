// @ts-nocheck: bundles libraries that have no types here.
// Bytes that a browser or a function in the cloud has to load, minified and compressed.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export async function sizeOf(code, folder) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
