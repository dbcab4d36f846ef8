import { isBuiltin } from 'node:module';
import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { FileFacts } from '../../parse/facts.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';
import type { ContextReason } from './spread.js';

const PAGES = /^(react-dom|preact|vue|@angular\/core|svelte|solid-js|lit)$/;
/** With these, components are drawn on a server, in a terminal or into documents. */
const DRAWN_ELSEWHERE =
  /^(next|nuxt|nuxt3|gatsby|astro|blitz|razzle|vike|vite-plugin-ssr|waku|electron|ink|satori|react-email|jsx-email|preact-render-to-string|@(remix-run|redwoodjs|react-email|react-pdf|sveltejs|analogjs|builder\.io|kitajs|vercel\/og|faire\/mjml-react|vue\/server-renderer|nuxtjs)(\/.*)?|@react-router\/(node|serve|dev)|@tanstack\/(react-)?start|@angular\/(ssr|platform-server))$/;
const DRAWS_TEXT = /^(react-dom\/(server|static)|vue\/server-renderer|svelte\/server|hono\/jsx)/;

/** What only a server asks for, besides the modules of Node. */
const SERVES =
  /^(express|fastify|koa|hapi|@hapi\/hapi|restify|polka|hono|h3|@nestjs\/.*|apollo-server.*|@apollo\/server|graphql-yoga|@grpc\/grpc-js|socket\.io|ws|kafkajs|bullmq|bull|amqplib|pg|mysql2?|mongoose|mongodb|ioredis|redis|@prisma\/client|dotenv(\/config)?|firebase-admin|firebase-functions|@aws-sdk\/.*|aws-lambda|nodemailer|jsonwebtoken)$/;

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

const asksServer = ({ requests }: FileFacts): boolean =>
  requests.some(
    ({ specifier, typeOnly }) => !typeOnly && (isBuiltin(specifier) || SERVES.test(specifier)),
  );

interface Search {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly modules: ModuleResolver;
  readonly importers: ReadonlyMap<string, readonly string[]>;
  readonly pages: ReadonlySet<string>;
}

/**
 * Files of such packages that nothing imports (components of other languages do, or nobody), and
 * which lead to code of pages and to none of a server.
 */
export function pageRoots(
  contexts: ReadonlyMap<string, ContextReason>,
  { repository, files, modules, importers, pages }: Search,
): readonly string[] {
  const isServer = (file: string): boolean => contexts.get(file)?.context === 'server';
  const importedBy = (facts: FileFacts): readonly string[] =>
    facts.requests.flatMap(({ specifier, typeOnly }) => {
      const target = typeOnly ? undefined : modules.resolve(facts.file, specifier);
      return target?.kind === 'file' ? [target.file] : [];
    });
  const leadsToPages = (root: string): boolean => {
    const seen = new Set([root]);
    let isOfPage = false;
    for (const file of seen) {
      const facts = files.get(file);
      if (!isServer(file) || facts === undefined) {
        isOfPage ||= contexts.get(file)?.context === 'browser';
        continue;
      }
      if (asksServer(facts)) return false;
      for (const one of importedBy(facts)) seen.add(one);
    }
    return isOfPage;
  };
  return repository.sources
    .filter(({ file, packageDir }) => pages.has(packageDir) && isServer(file))
    .filter(({ file }) => !importers.has(file) && leadsToPages(file))
    .map(({ file }) => file);
}
