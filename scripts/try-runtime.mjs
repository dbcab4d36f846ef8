// Tries the built runtime the way its users do: consumers in ES modules and CommonJS, compiled by
// two majors of TypeScript, run by the oldest Node it supports, and a bundle in a browser.
// `node scripts/try-runtime.mjs [--browser path/to/chromium]`; downloads compilers and Nodes by npx.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const expected = 'user 1, 2, user ada, 1, 1 header, 1 span';
// What the browser is asked to do.
const browserProgram = `
import { circuitBreaker, compose, consecutive, timeout } from '@resilint/runtime';
export async function main() {
  const breaker = circuitBreaker({ trip: consecutive(1), reset: () => 50 });
  const policy = compose(breaker, timeout(20));
  const codeOf = (error) => error.code;
  const first = await policy.execute(({ signal }) => new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  })).catch(codeOf);
  const second = await policy.execute(() => 1).catch(codeOf);
  await new Promise((resolve) => setTimeout(resolve, 60));
  return [first, second, await policy.execute(() => 'value')].join(', ');
}
`;

const folder = mkdtempSync(join(tmpdir(), 'resilint-consumers-'));
const installed = join(folder, 'node_modules/@resilint/runtime');

try {
  install();
  for (const typescript of ['5.9', '6']) compileWith(typescript);
  for (const node of ['18', '20', '24']) runOn(node);
  const browser = process.argv[process.argv.indexOf('--browser') + 1];
  if (process.argv.includes('--browser') && browser !== undefined) await runInBrowser(browser);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What would be published, and nothing else. */
function install() {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: 'src/runtime',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {unknown} */
  const parsed = JSON.parse(listing);
  const [packed] = /** @type {[{ files: { path: string }[] }]} */ (parsed);
  for (const { path } of packed.files) cpSync(join('src/runtime', path), join(installed, path));
  mkdirSync(join(folder, 'node_modules/@types'));
  symlinkSync(resolve('node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
  symlinkSync(resolve('node_modules/undici-types'), join(folder, 'node_modules/undici-types'));
  const source = readFileSync('test/runtime/package/consumer.ts.txt', 'utf8');
  for (const extension of ['mts', 'cts'])
    writeFileSync(join(folder, `consumer.${extension}`), source);
}

/** @param {string} version */
function compileWith(version) {
  const options = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const tsc = ['-y', '-p', `typescript@${version}`, 'tsc', ...options];
  execFileSync('npx', [...tsc, 'consumer.mts', 'consumer.cts'], { cwd: folder, stdio: 'inherit' });
  process.stdout.write(`✓ TypeScript ${version} compiles an ES module and a CommonJS consumer\n`);
}

/** @param {string} version */
function runOn(version) {
  for (const file of ['consumer.mjs', 'consumer.cjs']) {
    const node = ['-y', '-p', `node@${version}`, 'node', file];
    const output = execFileSync('npx', node, { cwd: folder, encoding: 'utf8' }).trim();
    if (output !== expected) throw new Error(`Node ${version} printed ${output} for ${file}`);
  }
  process.stdout.write(`✓ Node ${version} runs both\n`);
}

/** @param {string} executablePath */
async function runInBrowser(executablePath) {
  const { build } = await import('esbuild');
  const { chromium } = await import('playwright-core');
  const { outputFiles } = await build({
    stdin: { contents: browserProgram, resolveDir: folder, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'program',
    platform: 'browser',
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    /** @type {unknown} */
    const outcome = await page.evaluate('program.main()');
    if (outcome !== 'timeout, breaker-open, value') {
      throw new Error(`the browser said ${String(outcome)}`);
    }
    process.stdout.write(`✓ ${browser.version()} runs a bundle\n`);
  } finally {
    await browser.close();
  }
}
