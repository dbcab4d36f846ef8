// Builds the runtime library twice: ES modules, and CommonJS for services that are not there yet.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtime = join(root, 'src/runtime');

rmSync(join(runtime, 'dist'), { recursive: true, force: true });
for (const form of ['esm', 'cjs']) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(runtime, `tsconfig.${form}.json`);
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
// Without it, Node and TypeScript would take the files for ES modules.
writeFileSync(join(runtime, 'dist/cjs/package.json'), '{ "type": "commonjs" }\n');
cpSync(join(root, 'LICENSE'), join(runtime, 'LICENSE'));
