import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';
import { asksForModule, requestedModule } from '../../parse/module-requests.js';
import { children } from '../../resolve/expressions/children.js';
import { textsIn } from '../../resolve/expressions/written-texts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { requestedPaths } from '../../resolve/modules/requested-paths.js';
import { foldersUp } from '../../text/folders-up.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';

type IsReached = (file: string) => boolean;

/**
 * Whether a file may be loaded with its folder: by a path that is only put together when the program
 * runs, or by whoever is told of the folder.
 */
export const reachedByFolder = oncePer((judging: Judging): IsReached => {
  const { repository } = judging;
  const folders = new Set(repository.sources.flatMap(({ file }) => foldersUp(posix.dirname(file))));
  const loads = repository.sources.flatMap(({ file }) => {
    const facts = judging.facts(file);
    return facts === undefined
      ? []
      : facts.calls.flatMap((call, id) =>
          asksForModule(call) ? computed(judging, facts, call) : told(judging, facts, id),
        );
  });
  const reached = new Set(loads.filter((folder) => folders.has(folder)));
  const patterns = repository.sources.flatMap(({ file }) => patternsIn(judging.facts(file)));
  return (file) =>
    foldersUp(posix.dirname(file)).some((folder) => reached.has(folder)) ||
    patterns.some((folder) => `/${file}`.includes(folder));
});

/** `migrations: ['dist/migrations/*.js']`: folders of sources, as "/migrations/". */
const patternsIn = (facts: FileFacts | undefined): readonly string[] =>
  [
    ...(facts?.calls ?? []).flatMap(({ arguments: given }) => given),
    ...(facts?.writes ?? []).map(({ value }) => value),
    ...(facts?.bindings ?? []).flatMap(({ value }) => value ?? []),
  ]
    .flatMap(textsIn)
    .filter((text) => SOURCES.test(text))
    .map((text) => posix.join('/', text.slice(0, text.lastIndexOf('/', text.indexOf('*')) + 1)))
    .map((folder) => folder.replace(/^\/(dist|build|lib|out|src)\//, '/'))
    .filter((folder) => folder !== '/');

/** Files of modules, whatever their names. */
const SOURCES = /^[^\s*]*\*.*[jt]s\b/;

/** `require('./models/' + name)`; what cannot be read may be anything of the package. */
function computed(judging: Judging, facts: FileFacts, call: CallFact): readonly string[] {
  const [asked] = call.arguments;
  if (asked === undefined || requestedModule(call) !== null) return [];
  const folders = foldersOf(judging, facts, { call, asked });
  return folders.length > 0 ? folders : [judging.owner(facts.file).dir];
}

/** `autoload(server, { dir: join(__dirname, 'routes') })`: folders that a package is told of. */
function told(judging: Judging, facts: FileFacts, id: CallId): readonly string[] {
  const call = facts.calls[id];
  const paths = (call?.arguments ?? [])
    .flatMap(partsOf)
    .filter((part) => isSpelledAsPath(facts, part))
    .flatMap((asked) => (call === undefined ? [] : foldersOf(judging, facts, { call, asked })))
    // Whoever is told of all looks for a file of its own: `dotenv.config({ path })`.
    .filter((folder) => folder !== '.');
  if (paths.length === 0) return [];
  const isOfPackage = judging
    .callees({ file: facts.file, call: id })
    .some((value) => value.kind === 'package' && !isBuiltin(value.packageName));
  return isOfPackage ? paths : [];
}

/** An argument, and what objects and lists in it hold. */
const partsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'object' || expression.kind === 'array'
    ? children(expression).flatMap(partsOf)
    : [expression];

/** To ask what each argument of a program is takes its time: `'./a'`, `join(…)`, `__dirname`, or a name for such. */
function isSpelledAsPath(facts: FileFacts, part: Expression): boolean {
  const { binding = null } = part.kind === 'name' ? part : {};
  const value = binding === null ? undefined : facts.bindings[binding]?.value;
  return startsAsPath(facts, value ?? part);
}

function startsAsPath(facts: FileFacts, part: Expression): boolean {
  if (part.kind === 'literal') return typeof part.value === 'string' && part.value.startsWith('.');
  if (part.kind === 'template') return /^(\.|$)/.test(part.strings[0] ?? '');
  if (part.kind === 'binary') return startsAsPath(facts, part.left);
  if (part.kind === 'name') return part.name === '__dirname';
  const called = part.kind === 'call' ? facts.calls[part.call] : undefined;
  return called !== undefined && /^(join|resolve)$/.test(lastName(called.callee) ?? '');
}

interface Asked {
  readonly call: CallFact;
  readonly asked: Expression;
}

/** The folders that paths name, or that stand before what is open in them. */
function foldersOf(
  judging: Judging,
  { file }: FileFacts,
  { call, asked }: Asked,
): readonly string[] {
  const place = { file, function: call.function, class: null, frame: null };
  return requestedPaths(judging.resolver, asked, place).map((path) => {
    const whole = posix.join(posix.dirname(file), path);
    const open = whole.search(/[*{]/);
    const start = open < 0 ? whole : whole.slice(0, whole.lastIndexOf('/', open) + 1);
    return posix.join(start, '.').replace(/\/$/, '');
  });
}
