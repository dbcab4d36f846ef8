import { posix } from 'node:path';
import type { RepositoryPackage } from '../../model/repository.js';
import { sourceCandidates } from '../../resolve/modules/module-files.js';

/** How the scripts of a package run one of its files. */
export interface ScriptRuns {
  /** Its main file, or one that is started to stay. */
  readonly isService: boolean;
  /** A script runs it on the server, to stay. */
  readonly isStarted: boolean;
  /** Some script names it. */
  readonly isNamed: boolean;
  /** The first script that runs it for a task. */
  readonly task?: string;
}

const SERVICE =
  /^(start|serve|server|dev|develop|debug|watch|workers?|prod|production|preview|bot|daemon|cron|jobs?|queue|consumers?|listen|launch|app|api|web)/i;
/** A part of the script's name: "db:seed", "migrate-users". */
const TASK =
  /^(pre|post)?(seed|seeds|seeder|migrate|migration|migrations|backfill|populate|import|export|setup|init|generate|codegen|create|delete|drop|remove|reset|clean|cleanup|purge|truncate|provision|deploy|release|reindex|restore|dump|bootstrap|fixtures?|scripts?|install|start|audit|lint|lighthouse|smoke|benchmark|bench)$/i;
const RUNNER =
  /(^|[\s/])(node|ts-node|ts-node-esm|ts-node-script|tsx|babel-node|vite-node|esr|bun|deno)\s/;
const STAYING_RUNNER = /\b(nodemon|pm2(-runtime)?|forever|watch|ts-node-dev)\b/;

export function scriptRuns(owner: RepositoryPackage, file: string): ScriptRuns {
  const { dir, main, scripts = {} } = owner;
  const own = stemOf(dir === '.' ? file : file.slice(dir.length + 1));
  const isOwn = (word: string): boolean =>
    sourceCandidates(word).some((one) => stemOf(one) === own);
  const runs = Object.entries(scripts).flatMap(([script, line]) =>
    line
      .split(/&&|\|\||[;&]/)
      .filter((command) => command.split(/[\s'"=]+/).some((word) => word !== '' && isOwn(word)))
      .map((command) => ({ script, command })),
  );
  const staying = runs.filter(
    ({ script, command }) => SERVICE.test(script) || STAYING_RUNNER.test(command),
  );
  const isService = (main !== undefined && isOwn(main)) || staying.length > 0;
  const isStarted = staying.some(
    ({ command }) => RUNNER.test(command) || STAYING_RUNNER.test(command),
  );
  const task = runs.find(({ script, command }) => RUNNER.test(command) && isTask(script))?.script;
  return { isService, isStarted, isNamed: runs.length > 0, ...(task !== undefined && { task }) };
}

const isTask = (script: string): boolean => script.split(/[:._-]/).some((part) => TASK.test(part));

const stemOf = (path: string): string =>
  posix
    .normalize(path)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/\/index$/, '');
