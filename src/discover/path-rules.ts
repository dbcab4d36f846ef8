import type { SetAsideReason } from '../model/repository.js';

/** A rule about the path of a file. Every pattern is tried on one whole segment or file name. */
export interface PathRule {
  readonly reason: SetAsideReason;
  /** Folders anywhere in the path. */
  readonly folders?: RegExp;
  /** Folders that count only directly below the scanned root or a package: deeper they are names of features. */
  readonly topFolders?: RegExp;
  readonly names?: RegExp;
  /** The file stays readable for resolution. */
  readonly resolvable?: true;
}

const buildTools = [
  'astro',
  'ava',
  'babel',
  'bundler',
  'codecept',
  'commitlint',
  'craco',
  'cypress',
  'docusaurus',
  'drizzle',
  'ecosystem',
  'electron-builder',
  'esbuild',
  'eslint',
  'forge',
  'gatsby',
  'graphql',
  'gruntfile',
  'gulp',
  'gulpfile',
  'jest',
  'karma',
  'knip',
  'lint-staged',
  'metro',
  'mocharc',
  'next',
  'next-sitemap',
  'nightwatch',
  'nuxt',
  'nyc',
  'openapi-ts',
  'orval',
  'playwright',
  'postcss',
  'prettier',
  'protractor',
  'quasar',
  'react-router',
  'release',
  'remix',
  'rolldown',
  'rollup',
  'rsbuild',
  'rslib',
  'rspack',
  'sidebars',
  'snowpack',
  'stylelint',
  'stryker',
  'svelte',
  'swc',
  'tailwind',
  'tsdown',
  'tsup',
  'turbo',
  'typedoc',
  'unocss',
  'vite',
  'vitest',
  'vue',
  'wdio',
  'webpack',
  'windi',
].join('|');

/** Below a folder of such a name is what they read and run, mostly skills that others wrote. */
const codingAgents = [
  'agents?',
  'amazonq',
  'augment',
  'claude',
  'cline',
  'codex',
  'continue',
  'cursor',
  'factory',
  'gemini',
  'goose',
  'junie',
  'kiro',
  'opencode',
  'qwen',
  'roo',
  'trae',
  'windsurf',
].join('|');

/**
 * What is set aside by its path alone. The first rule that matches names the reason, so the kinds
 * of code that hold other kinds (vendored code has tests) come first.
 */
const pathRules: readonly PathRule[] = [
  {
    reason: 'vendored',
    folders: new RegExp(
      String.raw`^(node_modules|bower_components|jspm_packages|third[_-]party|\.yarn|\.pnpm|\.(${codingAgents}))$`,
    ),
    topFolders: /^vendors?$/,
    names: /^\.pnp\.(loader\.)?[cm]?js$/,
  },
  {
    reason: 'build-output',
    folders:
      /^(\.next|\.nuxt|\.output|\.nitro|\.svelte-kit|\.serverless|\.webpack|\.turbo|\.vercel|\.netlify|\.cache|\.parcel-cache|\.docusaurus|\.angular|\.aws-sam|\.nyc_output|cdk\.out|storybook-static)$/,
    topFolders: /^(coverage|lcov-report)$/,
  },
  { reason: 'minified', names: /[.-]min\.[cm]?js$/ },
  { reason: 'declaration', names: /\.d(\.[\w-]+)?\.[cm]?ts$/, resolvable: true },
  {
    reason: 'mock',
    folders:
      /^(__mocks__|mocks?|__fixtures__|__testfixtures__|fixtures?|test-?data|test_data|stubs?|mock-?apis?|wiremock)$/i,
    names: /[.-](mocks?|stubs?|fixtures?|fake)\.[cm]?[jt]sx?$/,
  },
  {
    reason: 'test',
    folders:
      /^(tests?|__tests?__|specs?|__specs__|e2e|__e2e__|((unit|integration|e2e|acceptance|functional|smoke)[-_]?tests?)|tests?[-_](utils?|helpers?|support|plugins?|e2e|integration|unit)|testutils?|step[-_]definitions?)$/i,
    topFolders: /^((cypress|playwright)(-tests?)?|acceptance)$/,
    names:
      /([._]((server|client|api)?test|spec|e2e|cy|test-d)|[.-](e2e-)?spec|[.-]e2e-test)\.[cm]?[jt]sx?$|^(test|spec)\.[cm]?[jt]sx?$|^(test|jest|vitest|mocha)[-_.]?(utils?|helpers?|setup|constants|global-?setup|fixtures?)\.[cm]?[jt]sx?$|^setup-?tests?\.[cm]?[jt]sx?$/i,
  },
  {
    reason: 'story',
    folders: /^(\.storybook|__stories__|stories)$/,
    names: /\.(stories|story)\.[cm]?[jt]sx?$/,
  },
  {
    reason: 'benchmark',
    folders: /^(benchmarks?|__benchmarks__)$/,
    topFolders: /^(bench|perf|k6|artillery|load-?tests?|performance-tests?)$/,
    names: /\.(bench|benchmark)\.[cm]?[jt]sx?$/,
  },
  {
    reason: 'example',
    topFolders: /^(\.?examples?|demos?|samples?|playgrounds?|tutorials?|docs?)$/,
    resolvable: true,
  },
  {
    reason: 'generated',
    folders: /^(generated|__generated__|\.generated|\.prisma|typechain(-types)?|gen)$/,
    names:
      /([.-]generated|\.gen|\.g|[._]pb|_grpc_pb|_grpc_web_pb|_pb_service|_connect)\.[cm]?[jt]sx?$/,
    resolvable: true,
  },
  {
    reason: 'build-config',
    folders: /^\.(github|circleci|husky|vscode|ci|devcontainer|changeset)$/,
    topFolders: /^(webpack|gulp|grunt)$/,
    names: new RegExp(
      [
        String.raw`^\..*\.[cm]?[jt]s$`,
        String.raw`^(${buildTools})([.-][\w.-]+)?\.(config|conf|setup)(\.[\w.-]+)?\.[cm]?[jt]sx?$`,
        String.raw`^(webpack|rollup|gulpfile|Gruntfile|Gulpfile|Jakefile|karma\.conf|metro)(\.[\w.-]+)?\.[cm]?[jt]s$`,
      ].join('|'),
    ),
    resolvable: true,
  },
];

const unsupported = /\.(vue|svelte|astro)$/;

export const isUnsupportedLanguage = (file: string): boolean => unsupported.test(file);

/** The rule a file falls under; `packageDir` is the folder of its package. */
export function pathRuleFor(file: string, packageDir: string): PathRule | undefined {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  const depth = packageDir === '.' ? 0 : packageDir.split('/').length;
  const topFolders = [folders[0], folders[depth]];
  return pathRules.find(
    (rule) =>
      rule.names?.test(name) === true ||
      folders.some((folder) => rule.folders?.test(folder) === true) ||
      topFolders.some((folder) => folder !== undefined && rule.topFolders?.test(folder) === true),
  );
}
