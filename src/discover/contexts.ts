import { IN_COMMAND_FOLDER, type FileContext } from '../model/repository.js';
import type { Manifest } from './manifests.js';
import { TEST_PACKAGE } from './test-packages.js';

export interface ContextVerdict {
  readonly context: FileContext;
  readonly contextReason: string;
}

/** A file with what can be said about it without reading it whole. */
export interface ContextQuestion {
  readonly file: string;
  readonly manifest: Manifest;
  /** The file begins with `#!`. */
  readonly hashbang: boolean;
  /** The package has files with JSX, Vue or Svelte components. */
  readonly hasComponents: boolean;
}

interface ContextRule {
  readonly context: FileContext;
  readonly reason: string;
  readonly applies: (question: ContextQuestion, path: PathParts) => boolean;
}

interface PathParts {
  /** Folders below the package. */
  readonly folders: readonly string[];
  readonly name: string;
}

const scriptFolders = /^(migrations?|seeds?|seeders?|__migrations__)$/;
const topScriptFolders = /^(scripts?|tools?|tooling|hack)$/;
const scriptNames =
  /^(knexfile|migrate|ormconfig|datasource-cli)\.[cm]?[jt]s$|^seed(er|s)?([-.][\w-]+)*\.[cm]?[jt]s$|\.(migration|seed|seeder)\.[cm]?[jt]s$|^\d{8,17}[-_.].*\.[cm]?[jt]s$/;
const serverBins = /^(www|server|start|app|main|index)\.[cm]?[jt]s$/;
const serviceWorkers =
  /^(service-?worker|sw|firebase-messaging-sw|instrumentation-client)\.[cm]?[jt]s$/;
const serverFolders = /^(server|functions|lambda|lambdas|electron|main|ssr)$/;
/** Below `src` of a front end these hold what asks the server. */
const topServerFolders = /^(api|backend)$/;
const commandNames = /(^|[/-])(cli|create)([/-]|$)/;
const commandPackages =
  /^(commander|yargs|cac|meow|inquirer|prompts|@clack\/prompts|@inquirer\/prompts|@oclif\/(core|command))$/;
const seedPackages = /(^|[/-])(migrations?|seeds?|seeders?|seeding)$/;
/** Packages that take part while others are built. */
const buildPackages = /(^|\/)(build|bundler|(vite|webpack|rollup|esbuild|babel|eslint)-plugins?)$/;
const serverNames =
  /^server(\.[\w-]+)?\.[cm]?[jt]sx?$|\.server\.[cm]?[jt]sx?$|^middleware\.[cm]?[jt]s$/;
const frontEndPackages =
  /^(react-dom|react-native|expo|vue|@angular\/core|svelte|preact|solid-js|lit|@builder\.io\/qwik)$/;
const pageBundlers =
  /^(webpack|vite|parcel|parcel-bundler|browserify|react-scripts|@vue\/cli-service|@rspack\/core|@rsbuild\/core)$/;
/** With these a bundle runs on a server, where `react-dom` draws mails and documents. */
const serverBundles =
  /^(serverless|serverless-(webpack|esbuild|offline)|webpack-node-externals|@types\/aws-lambda|nodemailer|@sendgrid\/mail)$/;
const httpServers =
  /^(express|fastify|koa|@koa\/router|@?hapi(\/hapi)?|restify|polka|hono|h3|@nestjs\/core|@adonisjs\/core|@feathersjs\/feathers|@loopback\/core|sails|moleculer|apollo-server.*|@apollo\/server|graphql-yoga|@grpc\/grpc-js|next|nuxt|socket\.io)$/;
const serverPackages =
  /^(express|fastify|koa|@koa\/router|hapi|@hapi\/hapi|restify|polka|hono|h3|nitropack|@nestjs\/core|@adonisjs\/core|@feathersjs\/feathers|@loopback\/core|sails|moleculer|apollo-server(-express|-koa|-lambda)?|@apollo\/server|graphql-yoga|@grpc\/grpc-js|next|nuxt|nuxt3|@remix-run\/(node|server-runtime|serve)|@react-router\/node|@sveltejs\/kit|@tanstack\/react-start|astro|gatsby|electron|meteor-node-stubs|blitz|@redwoodjs\/api|socket\.io|ws|aws-lambda|kafkajs|bullmq|amqplib|pg|mysql2|mongoose|mongodb|ioredis|@prisma\/client)$/;

/** The first that applies decides. Without evidence, code runs on a server. */
const rules: readonly ContextRule[] = [
  {
    context: 'script',
    reason: 'migration, seed or tool configuration',
    applies: (_, { folders, name }) =>
      folders.some((folder) => scriptFolders.test(folder)) || scriptNames.test(name),
  },
  {
    context: 'script',
    reason: 'in a folder of scripts',
    applies: ({ manifest }, { folders, name }) =>
      isScriptFolder(folders) && !isStartedByPackage(manifest, name),
  },
  {
    context: 'script',
    reason: IN_COMMAND_FOLDER,
    applies: ({ file, manifest }, { folders, name }) =>
      folders[0] === 'bin' && !manifest.bins.has(file) && !serverBins.test(name),
  },
  {
    context: 'script',
    reason: 'begins with #! and is no command of its package',
    applies: ({ file, manifest, hashbang }, { name }) =>
      hashbang &&
      !manifest.bins.has(file) &&
      !serverBins.test(name) &&
      !isStartedByPackage(manifest, name),
  },
  {
    context: 'script',
    reason: 'its package is a tool of the repository',
    applies: ({ manifest: { described } }) =>
      topScriptFolders.test(described.dir.split('/')[0] ?? '') && described.dir.includes('/'),
  },
  {
    context: 'script',
    reason: 'its package migrates or seeds data',
    applies: ({ manifest }) =>
      isNamed(manifest, seedPackages) &&
      ![...manifest.runtimeDependencies].some((name) => httpServers.test(name)),
  },
  {
    context: 'script',
    reason: 'its package helps tests',
    applies: ({ manifest }) => isNamed(manifest, TEST_PACKAGE),
  },
  {
    context: 'script',
    reason: 'its package takes part in builds',
    applies: ({ manifest }) => isNamed(manifest, buildPackages),
  },
  {
    context: 'script',
    reason: 'its package is a command line tool',
    applies: ({ manifest }) => isCommand(manifest),
  },
  {
    context: 'browser',
    reason: 'service worker or client-only file name',
    applies: (_, { name }) => serviceWorkers.test(name) || /\.client\.[jt]sx$/.test(name),
  },
  {
    context: 'browser',
    reason: 'a hook of a front end',
    applies: ({ manifest }, { folders, name }) =>
      'react' in manifest.described.ranges &&
      (folders.includes('hooks') ? [...folders, name] : [name]).some((one) =>
        /^use[-A-Z][\w-]*(\.[jt]sx?)?$/.test(one),
      ),
  },
  {
    context: 'browser',
    reason: 'static file sent to browsers',
    applies: (_, { folders, name }) =>
      /^(public|static|assets|wwwroot|htdocs)$/.test(folders[0] ?? '') && /\.m?jsx?$/.test(name),
  },
  {
    context: 'browser',
    reason: 'its package is loaded by a page',
    applies: ({ manifest }) => isLoadedByPage(manifest),
  },
  {
    context: 'browser',
    reason: 'in a folder of front-end code',
    applies: ({ hasComponents }, { folders }) =>
      /^(frontend|front-end)$/.test(folders[0] ?? '') ||
      (hasComponents && /^(client|web|webapp|ui)$/.test(folders[0] ?? '')),
  },
  {
    context: 'browser',
    reason: 'its package has front-end and no server dependencies',
    applies: ({ manifest, hasComponents }, { folders, name }) =>
      (hasComponents || '@angular/core' in manifest.described.ranges || isBundled(manifest)) &&
      isFrontEnd(manifest) &&
      !folders.some((one) => serverFolders.test(one)) &&
      !topServerFolders.test(folders[0] ?? '') &&
      !serverNames.test(name),
  },
];

export function contextOf(question: ContextQuestion): ContextVerdict {
  const { dir } = question.manifest.described;
  const below = dir === '.' ? question.file : question.file.slice(dir.length + 1);
  const folders = below.split('/');
  const name = folders.pop() ?? '';
  const rule = rules.find(({ applies }) => applies(question, { folders, name }));
  if (rule !== undefined) return { context: rule.context, contextReason: rule.reason };
  return { context: 'server', contextReason: serverReason(question.manifest) };
}

const isScriptFolder = ([first, second]: readonly string[]): boolean =>
  topScriptFolders.test(first ?? '') || (first === 'src' && /^scripts?$/.test(second ?? ''));

/** `npm start` runs it, or it is the main file: then it is the service itself. */
function isStartedByPackage({ scripts, described }: Manifest, name: string): boolean {
  const starts = scripts.filter(([key]) => /^start(:prod\w*)?$/.test(key)).map(([, text]) => text);
  const words = [described.main ?? '', ...starts].flatMap((text) => text.split(/[\s/\\]+/));
  return words.some((word) => stemOf(word) === stemOf(name));
}

const stemOf = (name: string): string => name.replace(/\.[cm]?[jt]sx?$/, '');

/** A package of several, by its name or its folder: a whole repository may be called anything. */
const isNamed = ({ described: { dir, name } }: Manifest, pattern: RegExp): boolean =>
  dir !== '.' && (pattern.test(dir) || pattern.test(name ?? ''));

/** Its main file is a bundle for `<script>`, and nothing in it needs a server. */
const isLoadedByPage = ({ described: { main }, runtimeDependencies }: Manifest): boolean =>
  /[.-](umd|iife)\.[cm]?js$/.test(main ?? '') &&
  ![...runtimeDependencies].some((name) => serverPackages.test(name));

/** Offers a command, and nothing to import and no service to start. */
function isCommand(manifest: Manifest): boolean {
  const { bins, described, runtimeDependencies } = manifest;
  const needed = [...runtimeDependencies];
  const serves = needed.some((name) => httpServers.test(name));
  // What a template for services was installed by keeps its name and `bin` in the services made of it.
  if (bins.size === 0 || (serves && startsOther(manifest, 'start'))) return false;
  if (commandNames.test(described.name ?? '') || isNamed(manifest, commandNames)) return true;
  return (
    described.exports === undefined &&
    !startsOther(manifest, 'start:prod') &&
    needed.some((name) => commandPackages.test(name)) &&
    !serves
  );
}

/** What runs in production is not the command itself. */
function startsOther({ bins, described }: Manifest, script: 'start' | 'start:prod'): boolean {
  const started = described.scripts?.[script];
  return (
    started !== undefined && ![...bins].some((bin) => started.includes(ownPath(described, bin)))
  );
}

const ownPath = ({ dir }: Manifest['described'], file: string): string =>
  dir === '.' ? file : file.slice(dir.length + 1);

function isFrontEnd({ runtimeDependencies, described }: Manifest): boolean {
  const all = Object.keys(described.ranges);
  return (
    all.some((name) => frontEndPackages.test(name)) &&
    ![...runtimeDependencies].some((name) => serverPackages.test(name)) &&
    !all.some((name) => /^(next|nuxt|@sveltejs\/kit|@remix-run\/node|astro|electron)$/.test(name))
  );
}

/** Components may stand in files with any ending: what draws them is bundled for a page. */
function isBundled({ runtimeDependencies, described }: Manifest): boolean {
  const all = Object.keys(described.ranges);
  return (
    [...runtimeDependencies].some((name) => frontEndPackages.test(name)) &&
    all.some((name) => pageBundlers.test(name)) &&
    !all.some((name) => serverBundles.test(name))
  );
}

function serverReason({ described }: Manifest): string {
  return Object.keys(described.ranges).some((name) => frontEndPackages.test(name))
    ? 'its package holds server and browser code'
    : 'no sign of a script or browser';
}
