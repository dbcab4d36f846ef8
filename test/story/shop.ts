import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryTree } from '../io/temporary-tree.js';
import { freshCommandLine } from '../workshop/fresh-build.js';

const EXAMPLE = 'examples/orders';
const BY_HAND = resolve('test/story/by-hand.patch');

const person = {
  ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
  ...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
};

/** The example in a repository of its own, and the commands that a person types there. */
export class Shop {
  readonly folder: string;
  /** What was typed, and what came of it. */
  readonly transcript: string[] = [];
  readonly #environment: NodeJS.ProcessEnv;

  constructor() {
    const base = temporaryTree({});
    this.folder = join(base, 'orders');
    const leftOut = /(^|\/)(node_modules|dist)$/;
    cpSync(EXAMPLE, this.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
    cpSync(BY_HAND, join(base, 'by-hand.patch'));
    this.#environment = {
      ...process.env,
      ...person,
      ...{
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        PATH: `${tools(base)}:${process.env['PATH'] ?? ''}`,
      },
      ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      ...{ XDG_CACHE_HOME: join(base, 'cache'), CI: 'true', npm_config_update_notifier: 'false' },
    };
    this.run("git init -q -b main && git add -A && git commit -qm 'the service'");
  }

  set(settings: Readonly<Record<string, string>>): void {
    Object.assign(this.#environment, settings);
  }

  /** What a command prints. One that fails ends the story. */
  run(command: string): string {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
      ...{ cwd: this.folder, encoding: 'utf8', env: this.#environment },
    });
    if (status !== 0) throw new Error(`${command}\n${stdout}${stderr}`);
    // Blanks at the ends of lines would not outlive the formatting of the page.
    return `${stderr}${stdout}`.trimEnd().replaceAll(/ +$/gm, '');
  }

  /** The same, where readers see it. */
  type(command: string): string {
    const shown = this.run(command);
    this.transcript.push(`$ ${command}`, ...(shown === '' ? [] : [shown]));
    return shown;
  }

  say(remark: string): void {
    this.transcript.push(...(this.transcript.length === 0 ? [] : ['']), `# ${remark}`);
  }

  /** What git would commit now. */
  tree(): string {
    return this.run('git add -A && git write-tree');
  }
}

/** A folder with the command line as it is installed. */
function tools(base: string): string {
  const folder = join(base, 'bin');
  mkdirSync(folder);
  const file = join(folder, 'resilint');
  const main = resolve(freshCommandLine());
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}
