#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Compares who finds the unbounded calls of the labelled repositories: resilint, and TrueCourse by
 * its deterministic rule `http-call-no-timeout`.
 *
 *   node bench/detection/compare.mjs LABELS.json ASSESSMENT.json LATEST.json …
 *
 * LATEST.json is what `truecourse analyze --no-llm` leaves in `.truecourse` of the scan root. A call
 * is unbounded where its label says none, partial, or a library's default of two minutes or more.
 * Only server code of the labelled files counts, and no site that is debatable.
 */
import { readFileSync } from 'node:fs';

const RULE = 'reliability/deterministic/http-call-no-timeout';
const SCORED_ROLES = new Set(['request', 'publish']);
const ONE_CALL_CLIENTS = /^(fetch|axios|got|superagent|undici|node-fetch|node:https?|request)$/;

const paths = process.argv.slice(2);
if (paths.length === 0 || paths.length % 3 !== 0) {
  process.stderr.write('usage: compare.mjs LABELS.json ASSESSMENT.json LATEST.json …\n');
  process.exit(2);
}
const triples = [];
for (let at = 0; at < paths.length; at += 3) triples.push(paths.slice(at, at + 3).map(readJson));

const tools = { TrueCourse: reportedByTrueCourse, resilint: reportedByResilint };
const scopes = { 'all calls': () => true, 'HTTP clients': ({ client }) => isHttpClient(client) };
for (const [scope, isAsked] of Object.entries(scopes)) {
  for (const [tool, reportsOf] of Object.entries(tools)) {
    const total = totalOf(
      triples.map(([labels, assessment, latest]) =>
        score(labels, reportsOf(labels, { assessment, latest }).filter(isAsked), isAsked),
      ),
    );
    process.stdout.write(`${line(scope, tool, total)}\n`);
  }
}

function totalOf(scores) {
  const sum = (key) => scores.reduce((all, one) => all + one[key], 0);
  return { found: sum('found'), missed: sum('missed'), wrong: sum('wrong') };
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function isHttpClient(client) {
  return client === undefined || ONE_CALL_CLIENTS.test(client);
}

function isUnbounded({ status, ms }) {
  if (status === 'library-default') return !(typeof ms === 'number' && ms < 120_000);
  return status === 'none' || status === 'partial';
}

function fromRoot({ scanRoot }, file) {
  return scanRoot === undefined || scanRoot === '.' ? file : `${scanRoot}/${file}`;
}

function reportedByResilint(labels, { assessment }) {
  return assessment.calls
    .filter(({ role, context }) => SCORED_ROLES.has(role) && context === 'server')
    .filter(({ protection }) => isUnbounded(protection.timeout))
    .map(({ file, ...rest }) => ({ ...rest, file: fromRoot(labels, file) }));
}

function reportedByTrueCourse(labels, { latest }) {
  return latest.violations
    .filter(({ ruleKey }) => ruleKey === RULE)
    .map(({ filePath, lineStart, lineEnd }) => ({
      file: fromRoot(labels, filePath),
      line: lineStart,
      endLine: lineEnd ?? lineStart,
    }));
}

function score({ sites, labelledFiles = [] }, reports, isAsked) {
  const inScope = new Set(labelledFiles);
  const open = reports.filter(({ file }) => inScope.size === 0 || inScope.has(file));
  const overlaps = (site, report) =>
    site.file === report.file &&
    report.line <= (site.endLine ?? site.line) &&
    site.line <= report.endLine;
  const used = new Set();
  const result = { found: 0, missed: 0, wrong: 0 };
  for (const site of sites.filter((one) => isScored(one) && isAsked(one))) {
    const report = open.find((one) => !used.has(one) && overlaps(site, one));
    if (report !== undefined) used.add(report);
    if (!isUnbounded(site.timeout)) result.wrong += report === undefined ? 0 : 1;
    else if (report === undefined) result.missed += 1;
    else result.found += 1;
  }
  // Reports on sites that are not scored count nowhere; those on no site at all are wrong.
  const stray = open.filter((one) => !used.has(one) && !sites.some((site) => overlaps(site, one)));
  return { ...result, wrong: result.wrong + stray.length };
}

function isScored({ role, context, confidence, timeout }) {
  return (
    SCORED_ROLES.has(role) &&
    (context ?? 'server') === 'server' &&
    confidence !== 'debatable' &&
    timeout !== undefined &&
    !['unknown', 'debatable'].includes(timeout.status) &&
    timeout.confidence !== 'debatable'
  );
}

function line(scope, tool, { found, missed, wrong }) {
  const precision = found / (found + wrong);
  const recall = found / (found + missed);
  const f1 = (2 * precision * recall) / (precision + recall);
  const figure = (value) => (Number.isNaN(value) ? '-' : value.toFixed(3));
  const counts = [found, wrong, missed].map(String).join(' | ');
  return `| ${scope} | ${tool} | ${counts} | ${[precision, recall, f1].map(figure).join(' | ')} |`;
}
