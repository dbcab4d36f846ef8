import { posix } from 'node:path';
import type { Detection } from '../../detect/detect.js';
import type { Repository, RepositoryPackage } from '../../model/repository.js';

import { STARTING } from './commands.js';
import { letsWorkIn } from '../code/incoming.js';
import { globalMember, memberName, type Judging } from '../judging.js';

/** A package that is deployed, and the sources that it runs. */
export interface Deployable {
  readonly name: string;
  readonly dir: string;
  /** Its own files and those it imports from other packages; none that only browsers or scripts run. */
  readonly files: ReadonlySet<string>;
  /** A platform starts its functions; it has no server of its own. */
  readonly isFunctions: boolean;
}

const RUNTIME =
  /(?<![\w-])(node|ts-node|tsx|bun|deno|pm2|pm2-runtime|nest start|next start|remix-serve|react-router-serve|nuxt start|fastify start|medusa start|strapi start|moleculer-runner|probot run|functions-framework|lb4|keystone start|node-red|ace serve|redwood serve|rw serve|blitz start|adonis serve)(?![\w-])/;
const IMAGES =
  /(^|[./])(Dockerfile|Containerfile)(\.|$)|^(Procfile|fly\.toml|railway\.(toml|json))$/;
const FUNCTIONS =
  /^(serverless\.ya?ml|wrangler\.(toml|jsonc?)|vercel\.json|netlify\.toml|host\.json|template\.ya?ml|samconfig\.ya?ml)$/;

/** Packages that are deployed, sorted by folder, the root first. */
export function deployablesOf(
  judging: Judging,
  { contexts }: Pick<Detection, 'contexts'>,
): readonly Deployable[] {
  const { repository } = judging;
  const isServer = (file: string): boolean => contexts.get(file)?.context === 'server';
  const sources = repository.sources.filter(({ file }) => isServer(file));
  const listening = listeningFiles(judging);
  return repository.packages.flatMap((one): readonly Deployable[] => {
    const own = sources.filter(({ packageDir }) => packageDir === one.dir).map(({ file }) => file);
    const listens = own.some((file) => listening.has(file));
    const kind = own.length === 0 ? null : kindOf(repository, one, listens);
    if (kind === null) return [];
    const files = withImported(judging, own, isServer);
    return [{ name: one.name ?? one.dir, dir: one.dir, files, isFunctions: kind === 'functions' }];
  });
}

function kindOf(
  { operations }: Repository,
  { dir, ranges, scripts = {} }: RepositoryPackage,
  listens: boolean,
): 'process' | 'functions' | null {
  const beside = operations
    .filter(({ file, isTest }) => !isTest && posix.dirname(file) === dir)
    .map(({ file }) => posix.basename(file));
  const starts = Object.entries(scripts).some(
    ([name, line]) => STARTING.test(name) && RUNTIME.test(line),
  );
  const isFunctions =
    beside.some((name) => FUNCTIONS.test(name)) || Object.hasOwn(ranges, '@types/aws-lambda');
  if (isFunctions && !listens) return 'functions';
  return listens || starts || beside.some((name) => IMAGES.test(name)) ? 'process' : null;
}

/** Files in which a server begins to listen. */
function listeningFiles(judging: Judging): ReadonlySet<string> {
  const points = ['listen', 'serve'].flatMap((name) => judging.names.calls(name));
  return new Set(
    points.flatMap((point) => {
      const call = judging.call(point);
      if (call === undefined) return [];
      const isServe = memberName(call) !== 'listen';
      const callees = judging.callees(point);
      // `serve` means too many things: only that of a package or of the runtime is a server.
      const isServer = isServe
        ? callees.some((value) => value.kind === 'package' || letsWorkIn(value)) ||
          /^(Bun|Deno)\.serve$/.test(globalMember(call) ?? '')
        : !callees.some(({ kind }) => kind === 'function');
      return isServer ? [point.file] : [];
    }),
  );
}

/** Files and what they import from other packages of the repository. */
function withImported(
  judging: Judging,
  own: readonly string[],
  isServer: (file: string) => boolean,
): ReadonlySet<string> {
  const files = new Set(own);
  const pending = [...own];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    for (const { specifier, typeOnly } of judging.facts(file)?.requests ?? []) {
      const target = typeOnly ? undefined : judging.resolver.modules.resolve(file, specifier);
      if (target?.kind !== 'file' || files.has(target.file) || !isServer(target.file)) continue;
      files.add(target.file);
      pending.push(target.file);
    }
  }
  return files;
}
