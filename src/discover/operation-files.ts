import { posix } from 'node:path';
import type { OperationFile } from '../model/repository.js';
import { pathRuleFor } from './path-rules.js';

const names =
  /\.(ya?ml|tf)$|^(Dockerfile|Procfile|Containerfile)(\.[\w-]+)?$|^[\w.-]+\.Dockerfile$|^(wrangler|fly|netlify|railway)\.(toml|jsonc?)$|^(vercel|host|firebase|cdk)\.json$/;

/** Lists of packages and of translations, and what checks the sources, run no service. */
const others =
  /(^|\/)(pnpm-lock\.yaml|pnpm-workspace\.yaml|\.pnpmfile|codecov\.ya?ml|mkdocs\.ya?ml)$|(^|\/)(locales?|i18n|translations?|\.github|\.gitlab|\.circleci|\.husky|\.changeset)\//;

const marks = /^(deno\.jsonc?|\w+\.(gen|config)\.[cm]?[jt]s)$/;

/** Files beside which frameworks find others: of what is generated for them, and what sets them up. */
export const markFiles = (paths: readonly string[]): readonly string[] =>
  paths.filter((file) => marks.test(posix.basename(file)));

/** Files that say how services are deployed, started and watched. */
export const operationFiles = (paths: readonly string[]): readonly OperationFile[] =>
  paths.flatMap((file) => {
    if (!names.test(posix.basename(file)) || others.test(file)) return [];
    const reason = pathRuleFor(file, '.')?.reason;
    if (reason === 'vendored' || reason === 'build-output' || reason === 'example') return [];
    return [{ file, isTest: reason === 'test' || reason === 'mock' || reason === 'benchmark' }];
  });
