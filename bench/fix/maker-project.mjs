// A project in a temporary folder whose programs are run before and after `resilint fix` edits it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export class MakerProject {
  #root = mkdtempSync(join(tmpdir(), 'makers-'));

  /** @param {Readonly<Record<string, string>>} files The dependencies of their package.json are installed. */
  constructor(files) {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.#root, file)), { recursive: true });
      writeFileSync(join(this.#root, file), text);
    }
  }

  install() {
    this.#run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  }

  /** @param {readonly string[]} given */
  fix(...given) {
    const { sites, files, verification } = JSON.parse(
      this.#run(process.execPath, cli, 'fix', this.#root, ...given),
    );
    const edited = files.map((/** @type {{ file: string }} */ { file }) => file);
    return { sites, edited, verification };
  }

  compile() {
    this.#run('npx', 'tsc', '-p', '.');
  }

  /** @param {string} name @param {string} [main] The last word of that program about the client of that name. */
  endOf(name, main = 'src/main.js') {
    return this.#run(process.execPath, main, name).trim().split('\n').at(-1) ?? '';
  }

  remove() {
    rmSync(this.#root, { recursive: true });
  }

  /**
   * @param {string} command
   * @param {readonly string[]} given
   */
  #run(command, ...given) {
    const options = /** @type {const} */ ({ cwd: this.#root, encoding: 'utf8' });
    const { status, stdout, stderr } = spawnSync(command, given, options);
    if (status !== 0) throw new Error(`${command} ${given.join(' ')}\n${stdout}\n${stderr}`);
    return stdout;
  }
}

/**
 * Tells how each program ended, and whether all were answered before and ended after.
 * @param {readonly string[]} programs
 * @param {readonly string[]} before
 * @param {readonly string[]} after
 */
export function tellEnds(programs, before, after) {
  programs.forEach((name, at) => console.log(`${name}: ${before[at] ?? ''} → ${after[at] ?? ''}`));
  return before.every((end) => end === 'answered') && after.every((end) => end === 'ended');
}
