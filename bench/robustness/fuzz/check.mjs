// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const SLOW_MS = 2_000;

/**
 * Assesses a small repository twice and returns what is wrong with the result, or null. `tool` holds
 * `assess`, `schema`, `reportText` and `reportJson`: of the build, or of the sources in a test.
 *
 * @returns {string | null}
 */
export function problemOf(files, tool) {
  const root = mkdtempSync(path.join(tmpdir(), 'resilint-fuzz-'));
  try {
    write(root, files);
    return problemIn(root, files, tool);
  } catch (error) {
    return `throws ${error instanceof Error ? firstLines(error) : String(error)}`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function write(root, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

function problemIn(root, files, tool) {
  const slow = [];
  const assessment = tool.assess({ root, cache: false, onProgress: timer(slow) });
  if (slow.length > 0) return `takes more than ${SLOW_MS} ms: ${slow[0]}`;
  const { error } = tool.schema.safeParse(assessment);
  if (error) return `breaks the schema: ${JSON.stringify(error.issues[0])}`;
  tool.reportText(assessment, { color: true, width: 80 });
  const json = tool.reportJson(assessment);
  for (const cache of [true, true]) {
    if (tool.reportJson(tool.assess({ root, cache })) !== json) return 'differs between two runs';
  }
  return spanProblem(assessment, (file) => readFileSync(path.join(root, file), 'utf8'));
}

/** Processor time, so that a busy machine makes no file slow. */
function timer(slow) {
  let before;
  return ({ phase, done }) => {
    const now = process.cpuUsage();
    const ms = before === undefined ? 0 : (now.user + now.system - before.time) / 1000;
    if (ms > SLOW_MS) slow.push(`${before.what} (${Math.round(ms)} ms)`);
    before = { time: now.user + now.system, what: `${phase} ${done}` };
  };
}

function spanProblem({ calls, coverage }, textOf) {
  const lines = new Map();
  const linesOf = (file) => {
    if (!lines.has(file)) lines.set(file, textOf(file).split(/\r\n|\r|\n/));
    return lines.get(file);
  };
  const isInside = (file, line, column = 1) =>
    column <= (linesOf(file)[line - 1]?.length ?? -1) + 1;
  for (const call of calls) {
    const ends = isInside(call.file, call.endLine, call.endColumn);
    if (!isInside(call.file, call.line, call.column) || !ends)
      return `span of ${call.id} is outside`;
    const isForward = call.endLine > call.line || call.endColumn > call.column;
    if (!isForward) return `span of ${call.id} is empty`;
    const shown = call.excerpt[0].replace(/…$/, '');
    if (!linesOf(call.file)[call.line - 1].startsWith(shown))
      return `excerpt of ${call.id} is wrong`;
  }
  for (const { file, line, column } of [...coverage.unresolvedCalls, ...coverage.failed]) {
    if (line !== undefined && !isInside(file, line, column)) return `${file}:${line} is outside`;
  }
  return null;
}

const firstLines = ({ stack = '' }) => stack.split('\n').slice(0, 4).join(' ');
