/**
 * The borders of the house: which folder may import what. test/workshop/borders.test.ts plants one
 * breach of each rule below, so a rule that stops firing fails the build.
 */

/**
 * Files of `folder` may import their own folder and `allowed`, nothing else of src. Paths are
 * those of resolved files, so an import by package name (`@resilint/runtime`) counts as well.
 *
 * @param {string} folder
 * @param {readonly string[]} allowed folders, or files of src by their name with extension
 * @param {string} advice what to do about a breach
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function border(folder, allowed, advice) {
  const open = [folder, ...allowed].map((name) => (name.includes('.') ? `${name}$` : `${name}/`));
  const list = allowed.length === 0 ? 'nothing else of src' : `only ${allowed.join(', ')}`;
  return {
    name: `${folder}-border`,
    severity: 'error',
    comment: `src/${folder} may import ${list}. ${advice}`,
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: `^src/(${open.join('|').replaceAll('.', '\\.')})` },
  };
}

const borders = [
  border(
    'model',
    [],
    'The model is what travels between stages. Move the code that needs more into the stage that uses it.',
  ),
  border(
    'text',
    [],
    'Text functions know nothing of the domain. Pass in what they need, or move the function to its caller.',
  ),
  border(
    'io',
    ['model', 'text'],
    'io reads and writes; it does not analyse. Let the caller decide and hand io the data.',
  ),
  border(
    'discover',
    ['model', 'text', 'io'],
    'Discovery comes before parsing. Move what needs facts to resolve.',
  ),
  border(
    'parse',
    ['model', 'text', 'io'],
    'Parsing sees one file at a time. Move what looks across files to resolve.',
  ),
  border(
    'resolve',
    ['model', 'text', 'io', 'parse'],
    'Resolution answers where values come from. Move what judges a call to detect.',
  ),
  border(
    'detect',
    ['model', 'text', 'io', 'parse', 'resolve'],
    'Detection finds calls and does not judge them. Move verdicts to judge.',
  ),
  border(
    'judge',
    ['model', 'text', 'io', 'parse', 'resolve', 'detect'],
    'Judging decides about calls. Move weights to score and wording to report.',
  ),
  border(
    'score',
    ['model', 'text'],
    'Scoring reads only the assessment. Put what it lacks into the assessment, in the stage that knows it.',
  ),
  border(
    'drill',
    ['model', 'text'],
    'A drill reads only the assessment, so that a stored one can be drilled. Put what it lacks into the assessment.',
  ),
  border(
    'report',
    ['model', 'text'],
    'A report reads only the assessment, so that a stored one can be reported. Put what it lacks into the assessment.',
  ),
  border(
    'gate',
    ['model', 'text'],
    'The gate reads only assessments, so that stored ones can be gated. Put what it lacks into the assessment.',
  ),
  border(
    'config',
    ['model', 'text', 'io'],
    'Configuration is data. Let a stage interpret what it means for that stage.',
  ),
  border(
    'fix',
    ['model', 'text', 'io', 'parse'],
    'Fixing starts from the assessment and the text of the file. Put what detection knew into the assessment.',
  ),
  border(
    'cli',
    ['index.ts', 'assess.ts', 'config', 'io', 'text'],
    'The command line is a user of the public API. Export what it needs from src/index.ts.',
  ),
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const others = [
  {
    name: 'runtime-stands-alone',
    severity: 'error',
    comment:
      'src/runtime is a package with zero dependencies that also runs in browsers. Write the few lines it needs inside it.',
    from: { path: '^src/runtime/' },
    to: { pathNot: '^src/runtime/', dependencyTypesNot: ['core'] },
  },
  {
    name: 'node-only-in-the-node-entry-of-runtime',
    severity: 'error',
    comment:
      'src/runtime runs in browsers, except for its entry `node`. Move what needs Node to src/runtime/src/node.',
    from: { path: '^src/runtime/', pathNot: '^src/runtime/src/node/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'runtime-only-by-its-name',
    severity: 'error',
    comment:
      'src/runtime is a package of its own and is published alone. Import what it exports from @resilint/runtime.',
    from: { path: '^src/', pathNot: '^src/runtime/' },
    to: { path: '^src/runtime/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'only-assess-names-the-stages',
    severity: 'error',
    comment:
      'src/index.ts offers assess, report, gate, drill, fix and their types. Call a stage from src/assess.ts, which tells the flow.',
    from: { path: '^src/index\\.ts$' },
    to: { path: '^src/(discover|parse|resolve|detect|judge|score)/' },
  },
  {
    name: 'nothing-imports-the-cli',
    severity: 'error',
    comment:
      'The command line is the outermost layer. Move what is worth sharing to the folder that owns the subject.',
    from: { path: '^src/[^/]+\\.ts$' },
    to: { path: '^src/cli/' },
  },
  {
    name: 'parser-packages-only-in-parse-and-fix',
    severity: 'error',
    comment:
      'A parser can be exchanged only while few files know it. Add what you need to the facts in src/parse/facts.ts.',
    from: { path: '^src/', pathNot: '^src/(parse|fix)/' },
    to: {
      path: '(^|/)node_modules/(oxc-[^/]+|@oxc-[^/]+/[^/]+|@babel/[^/]+|acorn[^/]*|magic-string|typescript)/',
    },
  },
  {
    name: 'ts-morph-only-in-fix',
    severity: 'error',
    comment:
      'Types are computed only to verify an edit. Everything before fix works from facts: extend those.',
    from: { path: '^src/', pathNot: '^src/fix/' },
    to: { path: '(^|/)node_modules/(ts-morph|@ts-morph/[^/]+)/' },
  },
  {
    name: 'yaml-only-in-config-and-discover',
    severity: 'error',
    comment:
      'The shipped rules are compiled to JSON, so that start-up parses no YAML. Read the pack through src/io/rule-pack.ts.',
    from: { path: '^src/', pathNot: '^src/(config|discover)/' },
    to: { path: '(^|/)node_modules/(yaml|js-yaml)/' },
  },
  {
    name: 'file-system-and-processes-only-in-io',
    severity: 'error',
    comment:
      'Scanned code is untrusted: all access goes through src/io, where it can be reviewed in one place. Add a function there.',
    from: { path: '^src/', pathNot: '^src/io/' },
    to: { dependencyTypes: ['core'], path: '^(node:)?(fs|fs/promises|child_process)$' },
  },
  {
    name: 'no-development-code-in-src',
    severity: 'error',
    comment:
      'Tests, scripts, benchmarks and fixtures are not published. Move the shared code into src.',
    from: { path: '^src/' },
    to: { path: '^(test|scripts|bench|fixtures)/' },
  },
  {
    name: 'no-development-dependency-in-src',
    severity: 'error',
    comment:
      'Users do not get devDependencies. Move the package to dependencies, or import only its types.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-undeclared-dependency',
    severity: 'error',
    comment:
      'The package is installed by chance. Add it to dependencies, or use one that is there.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-unresolvable-import',
    severity: 'error',
    comment: 'The module does not exist. Correct the specifier; relative ones end in .js.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycle',
    severity: 'error',
    comment:
      'Files that import each other can only be understood together. Move what both need into a third file.',
    from: {},
    to: { circular: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...borders, ...others],
  options: {
    // Anchored: the entry files of many packages lie in a folder of the same name.
    exclude: { path: '^src/runtime/dist/' },
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.mts', '.cts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
