import { isBuiltin } from 'node:module';
import type { FileContext, Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { FileFacts } from '../../parse/facts.js';
import type { ContextReason } from './spread.js';

const PAGES = /^(react-dom|preact|vue|@angular\/core|svelte|solid-js|lit)$/;
/** With these, components are drawn on a server, in a terminal or into documents. */
const DRAWN_ELSEWHERE =
  /^(next|nuxt|nuxt3|gatsby|astro|blitz|razzle|vike|vite-plugin-ssr|waku|electron|ink|satori|react-email|jsx-email|preact-render-to-string|@(remix-run|redwoodjs|react-email|react-pdf|sveltejs|analogjs|builder\.io|kitajs|vercel\/og|faire\/mjml-react|vue\/server-renderer|nuxtjs)(\/.*)?|@react-router\/(node|serve|dev)|@tanstack\/(react-)?start|@angular\/(ssr|platform-server))$/;
const DRAWS_TEXT = /^(react-dom\/(server|static)|vue\/server-renderer|svelte\/server|hono\/jsx)/;

/** What only a server, or the main process of Electron, asks for, besides the modules of Node. */
const SERVES =
  /^(express|fastify|koa|hapi|@hapi\/hapi|restify|polka|hono|h3|@nestjs\/.*|apollo-server.*|@apollo\/server|graphql-yoga|@grpc\/grpc-js|socket\.io|ws|kafkajs|bullmq|bull|amqplib|pg|mysql2?|mongoose|mongodb|ioredis|redis|@prisma\/client|dotenv(\/config)?|firebase-(admin|functions)(\/.*)?|@aws-sdk\/.*|aws-lambda|nodemailer|jsonwebtoken|electron(\/.*)?)$/;

/** Folders of the packages whose components are drawn in pages and nowhere else. */
export function pagePackages(repository: Repository, files: FactsStore): ReadonlySet<string> {
  const found = new Set(
    repository.packages
      .filter(({ ranges }) => {
        const names = Object.keys(ranges);
        return (
          names.some((name) => PAGES.test(name)) &&
          !names.some((name) => DRAWN_ELSEWHERE.test(name))
        );
      })
      .map(({ dir }) => dir),
  );
  for (const { file, packageDir } of found.size === 0 ? [] : repository.sources) {
    const requests = files.get(file)?.requests ?? [];
    if (requests.some(({ specifier }) => DRAWS_TEXT.test(specifier))) found.delete(packageDir);
  }
  return found;
}

/** A file with components, of a package that draws them in pages. */
export const drawsComponents = (facts: FileFacts | undefined): ContextReason | null =>
  facts?.jsx === true && !asksServer(facts)
    ? { context: 'browser', reason: 'has components, which its package draws in pages alone' }
    : null;

export const asksServer = (facts: FileFacts | undefined): boolean =>
  facts?.requests.some(
    ({ specifier, typeOnly }) => !typeOnly && (isBuiltin(specifier) || SERVES.test(specifier)),
  ) === true;

interface Search {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly importers: ReadonlyMap<string, readonly string[]>;
  readonly pages: ReadonlySet<string>;
  /** Whether a file runs on a server, whatever leads to it. */
  readonly isServers: (file: string) => boolean;
}

/**
 * Files of such packages that nothing imports (components of other languages do, or nobody), and
 * which lead to code of pages and to none of a server.
 */
export function pageRoots(
  contexts: ReadonlyMap<string, ContextReason>,
  { repository, files, importers, pages, isServers }: Search,
): readonly string[] {
  const contextOf = (file: string): FileContext | undefined => contexts.get(file)?.context;
  const isServer = (file: string): boolean => contextOf(file) === 'server';
  /** Files that lead to one of these, themselves included, by none that runs elsewhere. */
  const leadingTo = (targets: readonly string[]): ReadonlySet<string> => {
    const leading = new Set(targets);
    // A set that grows while it is walked is walked to its end.
    for (const file of leading)
      for (const by of importers.get(file) ?? []) if (isServer(by)) leading.add(by);
    return leading;
  };
  const all = repository.sources.map(({ file }) => file);
  const toPages = leadingTo(all.filter((file) => contextOf(file) === 'browser'));
  const toServer = leadingTo(all.filter((file) => isServer(file) && asksServer(files.get(file))));
  return repository.sources.flatMap(({ file, packageDir }) =>
    pages.has(packageDir) &&
    isServer(file) &&
    !importers.has(file) &&
    toPages.has(file) &&
    !toServer.has(file) &&
    !isServers(file)
      ? [file]
      : [],
  );
}
