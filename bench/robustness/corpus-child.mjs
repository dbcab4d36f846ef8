// @ts-nocheck: part of a script for hand use, run by Node as it stands.
// Examines one folder for parse-corpus.mjs and tells it on stdout, at once, what it is doing.
import { writeSync } from 'node:fs';
import path from 'node:path';
import { detect } from '../../dist/detect/detect.js';
import { largestSource } from '../../dist/discover/content-rules.js';
import { discover } from '../../dist/discover/discover.js';
import { readText } from '../../dist/io/read-text.js';
import { shippedCatalog } from '../../dist/io/rule-pack.js';
import { entryPointsOf } from '../../dist/judge/entry/describe-entry.js';
import { findEntryPoints } from '../../dist/judge/entry/find-entry-points.js';
import { unloadedFiles } from '../../dist/judge/entry/unloaded-files.js';
import { judge, judgingOf } from '../../dist/judge/judge.js';
import { callPathsOf } from '../../dist/judge/paths/call-paths.js';
import { servicesOf } from '../../dist/judge/services/services.js';
import { parseFile } from '../../dist/parse/parse-file.js';
import { createResolver } from '../../dist/resolve/create-resolver.js';
import { corpusFiles } from './corpus-files.mjs';

const [root, skippedNames] = process.argv.slice(2);
const skipped = new Set(JSON.parse(skippedNames));
/** Parents only need to hear of files that take a while. */
const WORTH_TELLING_MS = 50;

const all = corpusFiles(root).filter(({ file }) => !skipped.has(file));
const sources = all.filter(({ size }) => size <= largestSource).map(({ file }) => file);
const failed = [];
const texts = new Map();
const facts = new Map();

const repository = repositoryWith(sources);
for (const file of sources) timed('parse', file, () => parse(file));
const { clients, practices } = shippedCatalog();
const store = {
  get: (file) => facts.get(file),
  all: () => facts.values(),
  text: (file) => texts.get(file) ?? readText(path.join(root, file)),
  dataText: (file) => readText(path.join(root, file)),
};
const detection = detectAll();
judgeAll();
tell({
  type: 'done',
  result: {
    files: all.length,
    parsed: facts.size,
    failed,
    aside: all.length - sources.length,
    calls: detection.calls.length,
  },
});

/** As discovery sees the folder, but with every file a source. */
function repositoryWith(files) {
  tell({ type: 'begins', phase: 'discover', file: '(all)' });
  const found = discover({ root });
  const known = new Map(found.sources.map((source) => [source.file, source]));
  const contextReason = 'part of a corpus';
  return {
    ...found,
    sources: files.map(
      (file) => known.get(file) ?? { file, packageDir: '.', context: 'server', contextReason },
    ),
    setAside: [],
  };
}

function parse(file) {
  const text = readText(path.join(root, file));
  const parsed = parseFile(file, text);
  if (!parsed.ok) return void failed.push(parsed.failure);
  texts.set(file, text);
  facts.set(file, parsed.facts);
}

function detectAll() {
  let before;
  const finish = () => before && took('detect', before.file, processorTime() - before.start);
  const onFile = (file) => {
    finish();
    tell({ type: 'begins', phase: 'detect', file });
    before = { file, start: processorTime() };
  };
  const resolver = createResolver({ repository, files: store, catalog: clients });
  timed('indexes', '(all)', () => askIndexes(resolver));
  const found = detect({ repository, files: store, resolver, onFile });
  finish();
  return found;
}

/** Whoever asks first pays for all files: these are not the costs of the file that does. */
function askIndexes({ index }) {
  index.injected('');
  index.registeredByName('');
  index.literalsOf('');
  index.implementersOf('');
  for (const { file, functions } of facts.values()) {
    const named = functions.findIndex(({ name }) => name !== null);
    if (named > 0) return void index.callersOf(file, named);
  }
}

function judgeAll() {
  const judging = judgingOf({ repository, files: store, detection });
  const { sites } = detection;
  const each = (judgeOne) => {
    // The first one is judged twice, since it pays for what is found out for all.
    timed('first call', '(all)', () => sites.slice(0, 1).map(judgeOne));
    return sites.map((site) => timed('judge', site.call.file, () => judgeOne(site)));
  };
  const drafts = timed('entry points', '(all)', () =>
    findEntryPoints(judging, { files: [...store.all()], ...detection }),
  );
  const { calls } = judge(judging, { ...detection, sites: { map: each } }, drafts);
  timed('services', '(all)', () =>
    servicesOf({ judging, files: store, detection, calls, practices }),
  );
  timed('call paths', '(all)', () => {
    const entryPoints = entryPointsOf(judging, drafts);
    callPathsOf({ judging, detection, calls, drafts, entryPoints });
    unloadedFiles({ judging, drafts });
  });
}

function timed(phase, file, work) {
  tell({ type: 'begins', phase, file });
  const start = processorTime();
  const made = work();
  took(phase, file, processorTime() - start);
  return made;
}

/** In milliseconds; other programs on the machine make no file slow. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function took(phase, file, ms) {
  if (ms >= WORTH_TELLING_MS) tell({ type: 'took', phase, file, ms });
}

/** Synchronous, so that nothing said before a crash is lost. */
function tell(message) {
  writeSync(1, `${JSON.stringify(message)}\n`);
}
