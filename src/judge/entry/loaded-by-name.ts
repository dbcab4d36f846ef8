import { posix } from 'node:path';
import { scriptRuns } from '../../detect/contexts/task-scripts.js';
import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { asksForModule } from '../../parse/module-requests.js';
import { textsIn } from '../../resolve/expressions/written-texts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';
import { commandFiles } from './program-files.js';

type IsLoaded = (file: string) => boolean;

/** Whether a script, a text in the code, or who installs the package may load a file without importing it. */
export const loadedByName = oncePer((judging: Judging): IsLoaded => {
  const { repository } = judging;
  const commands = commandFiles(repository);
  const facts = repository.sources.flatMap(({ file }) => judging.facts(file) ?? []);
  const texts = new Set(facts.flatMap(namedPaths));
  return (file) => {
    const owner = judging.package(file);
    const runs = owner === undefined ? undefined : scriptRuns(owner, file);
    return (
      owner?.published === true ||
      runs?.isService === true ||
      runs?.isNamed === true ||
      commands.has(file) ||
      texts.has(stemOf(file))
    );
  };
});

/** Files that a call is told of by a path: `new Worker('./jobs/mail.js')`. */
const namedPaths = ({ calls }: FileFacts): readonly string[] =>
  calls
    .filter((call) => !asksForModule(call))
    .flatMap((call) => {
      const paths = call.arguments.flatMap(pathsIn);
      return joinsPaths(call) ? paths : paths.filter((path) => !ADDRESS.test(path));
    })
    .map(stemOf);

/** `join(__dirname, '/jobs/mail')`. */
const joinsPaths = ({ callee }: CallFact): boolean =>
  /^(join|resolve)$/.test(lastName(callee) ?? '');

/** `router.get('/mail', send)`: from its root only an address has no ending. */
const ADDRESS = /^\/[^.]*$/;

const pathsIn = (expression: Expression): readonly string[] =>
  textsIn(expression).filter((text) => PATH.test(text) && !ELSEWHERE.test(text));

const ELSEWHERE = /^(https?|wss?):/;

const PATH = /^[^\s]{0,200}(\/[\w.-]+|\.[cm]?[jt]sx?)$/;

const stemOf = (path: string): string => posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');
