// Builds dist and the rule pack from nothing, so that no file of a deleted source is published.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** @type {readonly (readonly string[])[]} */
const steps = [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['scripts/bundle-command.mjs'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.scripts.json'],
  ['build/scripts/compile-rules.js'],
  ['build/scripts/compile-templates.js'],
  ['build/scripts/write-schema.js'],
  ['build/scripts/write-rule-docs.js'],
  ['build/scripts/write-maturity-docs.js'],
];

rmSync('dist', { recursive: true, force: true });
rmSync('build', { recursive: true, force: true });
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
