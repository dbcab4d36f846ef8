// The one command before a push: runs every check, also after a failure, and sums up at the end.
import { spawnSync } from 'node:child_process';

/** @type {readonly { name: string, script: string }[]} */
const checks = [
  { name: 'types', script: 'check:types' },
  { name: 'lint', script: 'check:lint' },
  { name: 'format', script: 'check:format' },
  { name: 'borders', script: 'check:borders' },
  { name: 'dead code', script: 'check:dead-code' },
  { name: 'build', script: 'build' },
  { name: 'public API', script: 'check:api' },
  { name: 'packaging', script: 'check:packaging' },
  { name: 'tests', script: 'check:tests' },
];

const env = {
  ...process.env,
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  // Packing must look at what the build step made, not run `prepare` once more.
  npm_config_ignore_scripts: 'true',
};

/** @type {string[]} */
const failed = [];
for (const { name, script } of checks) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (status === 0) continue;
  failed.push(name);
  process.stdout.write(`${indent(stdout)}${indent(stderr)}  again: npm run ${script}\n`);
}

process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : summary(failed));
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {string} text */
function indent(text) {
  return text.trim() === '' ? '' : `${text.trimEnd().replaceAll(/^(?=.)/gm, '  ')}\n`;
}

/** @param {readonly string[]} names */
function summary(names) {
  return `\n${names.length} of ${checks.length} checks failed: ${names.join(', ')}\n`;
}
