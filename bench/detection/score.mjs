#!/usr/bin/env node
// @ts-nocheck: shared with others as it stands.
// Scores assessments against hand-made labels (definitions: PROTOCOL.md).
// usage: score.mjs LABELS.json ASSESSMENT.json [LABELS.json ASSESSMENT.json ...] [--json] [--show=fp,fn,trap,timeout,retry,breaker,bulkhead,fallback,entry]
// With several pairs a pooled summary follows.
import { readFileSync } from 'node:fs';

const args = process.argv.slice(2);
const paths = args.filter((a) => !a.startsWith('--'));
const show = new Set((args.find((a) => a.startsWith('--show=')) ?? '').slice(7).split(',').filter(Boolean));
if (!paths.length || paths.length % 2) { console.error('usage: score.mjs LABELS.json ASSESSMENT.json ... [--json] [--show=...]'); process.exit(2); }

const SCORED_ROLES = new Set(['request', 'publish']);
const FIELDS = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback'];
const norm = (f) => f.replace(/^\.\//, '');
const contextOf = (s) => s.context ?? 'server';
const canon = (x) => String(x ?? '').toLowerCase().replace(/^node:/, '');
const FAMILIES = [/^@mikro-orm\//, /^@aws-sdk\//, /^@octokit\//, /^@nestjs\/axios$|^axios$/, /^@google-cloud\//, /^redis$|^@redis\//, /^bull(mq)?$/];
const sameClient = (a, b) => {
  a = canon(a); b = canon(b);
  if (!a || !b) return false;
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`) || FAMILIES.some((f) => f.test(a) && f.test(b));
};
// A library default of two minutes or more is as good as none: the caller is long gone.
const isGap = (field, p) => field === 'timeout'
  ? ['none', 'partial'].includes(p?.status) || (p?.status === 'library-default' && !(typeof p.ms === 'number' && p.ms < 120_000))
  : ['no', 'partial'].includes(p?.status);

function score(truth, scan) {
  // Scan paths are relative to the scanned root; labels to the checkout's root.
  const prefix = truth.scanRoot && truth.scanRoot !== '.' ? truth.scanRoot.replace(/\/?$/, '/') : '';
  const labelled = new Set((truth.labelledFiles ?? []).map(norm));
  const place = (f) => (norm(f).startsWith(prefix) ? norm(f) : prefix + norm(f));
  const inScope = (f) => !labelled.size || labelled.has(f);
  const calls = scan.calls.map((c) => ({ ...c, file: place(c.file), endLine: c.endLine ?? c.line })).filter((c) => inScope(c.file));
  const sites = truth.sites.map((s) => ({ ...s, file: norm(s.file), endLine: s.endLine ?? s.line }));
  const overlap = (a, b) => a.file === b.file && a.line <= b.endLine && b.line <= a.endLine;

  // One-to-one, client and span agree; exact start line first.
  const used = new Set();
  const match = new Map();
  for (const exact of [true, false]) for (const s of sites) {
    if (match.has(s)) continue;
    const c = calls.find((c) => !used.has(c) && overlap(s, c) && sameClient(s.client, c.client) && (!exact || c.line === s.line));
    if (c) { match.set(s, c); used.add(c); }
  }
  const siteOf = new Map([...match].map(([s, c]) => [c, s]));
  const strict = (s) => SCORED_ROLES.has(s.role) && s.confidence !== 'debatable';
  const out = { repo: truth.repo, contexts: {}, verdicts: {}, unknown: 0 };

  for (const context of ['server', 'script', 'browser']) {
    const scoped = sites.filter((s) => contextOf(s) === context && strict(s));
    const hit = scoped.filter((s) => match.has(s));
    // Unmatched calls count in the context the scan gives them; calls on debatable or unscored sites count nowhere.
    const stray = calls.filter((c) => !used.has(c) && SCORED_ROLES.has(c.role ?? 'request') && (c.context ?? 'server') === context
      && !sites.some((s) => !strict(s) && overlap(s, c)));
    if (!scoped.length && !stray.length) continue;
    out.contexts[context] = { labelled: scoped.length, found: hit.length, stray: stray.length };
    if (show.has('fn')) for (const s of scoped) if (!match.has(s)) console.error(`FN ${context} ${s.file}:${s.line} ${s.client} ${s.operation}`);
    if (show.has('fp')) for (const c of stray) console.error(`FP ${context} ${c.file}:${c.line} ${c.client} ${c.operation}`);
  }
  const traps = (truth.traps ?? []).filter((t) => inScope(norm(t.file)));
  const sprung = traps.filter((t) => calls.some((c) => !siteOf.has(c) && c.file === norm(t.file) && c.line <= t.line && t.line <= c.endLine));
  out.traps = { labelled: traps.length, sprung: sprung.length };
  if (show.has('trap')) for (const t of sprung) console.error(`TRAP ${t.file}:${t.line} ${t.why}`);

  for (const field of FIELDS) {
    const v = { total: 0, agree: 0, tp: 0, fp: 0, fn: 0, unknown: 0, confusion: {} };
    for (const [s, c] of match) {
      if (!strict(s) || contextOf(s) !== 'server') continue;
      const want = s[field]?.status, got = c.protection?.[field]?.status;
      if (!want || want === 'unknown' || want === 'debatable' || s[field].confidence === 'debatable') continue;
      v.total++;
      if (got === 'unknown') v.unknown++;
      const wantGap = isGap(field, s[field]), gotGap = isGap(field, c.protection?.[field]);
      const longDefault = field === 'timeout' && wantGap && gotGap && want !== 'partial' && got !== 'partial';
      if (want === got || longDefault) v.agree++;
      else {
        v.confusion[`${want}->${got}`] = (v.confusion[`${want}->${got}`] ?? 0) + 1;
        if (show.has(field)) console.error(`${field} ${s.file}:${s.line} ${s.client} want ${want} (${s[field].evidence ?? ''}) got ${got}`);
      }
      if (wantGap && gotGap) v.tp++; else if (!wantGap && gotGap) v.fp++; else if (wantGap) v.fn++;
    }
    if (v.total) out.verdicts[field] = v;
  }
  if (truth.entryPoints?.length && scan.entryPoints) {
    const got = scan.entryPoints.map((e) => ({ ...e, file: place(e.file) })).filter((e) => inScope(e.file));
    const near = (g, file, line) => g.file === norm(file) && Math.abs(g.line - line) <= 3;
    const same = (t, g) => near(g, t.file, t.line) || near(g, t.handlerFile ?? t.file, t.handlerLine ?? t.line);
    const taken = new Set();
    for (const t of truth.entryPoints) {
      const g = got.find((g) => !taken.has(g) && same(t, g));
      if (g) taken.add(g); else if (show.has('entry')) console.error(`ENTRY missed ${t.file}:${t.line} ${t.kind} ${t.name}`);
    }
    // Precision only over files that have labelled entry points: in the others they were not all labelled.
    const files = new Set(truth.entryPoints.flatMap((t) => [norm(t.file), norm(t.handlerFile ?? t.file)]));
    out.entryPoints = { labelled: truth.entryPoints.length, found: taken.size, reported: got.filter((g) => files.has(g.file)).length };
  }
  return out;
}

const q = (a, b) => (b ? (a / b).toFixed(3) : '-');
function print(r, name) {
  for (const [k, c] of Object.entries(r.contexts)) console.log(`${name} ${k}: recall ${q(c.found, c.labelled)} (${c.found}/${c.labelled}) precision ${q(c.found, c.found + c.stray)} (${c.stray} stray)`);
  for (const [k, v] of Object.entries(r.verdicts)) console.log(`${name} ${k}: agree ${q(v.agree, v.total)} of ${v.total}; gap P ${q(v.tp, v.tp + v.fp)} R ${q(v.tp, v.tp + v.fn)}; unknown ${q(v.unknown, v.total)} ${JSON.stringify(v.confusion)}`);
  if (r.entryPoints) console.log(`${name} entry points: recall ${q(r.entryPoints.found, r.entryPoints.labelled)} (${r.entryPoints.labelled}) precision ${q(r.entryPoints.found, r.entryPoints.reported)}`);
  console.log(`${name} traps sprung: ${r.traps.sprung} of ${r.traps.labelled}`);
}
const add = (a, b) => { for (const [k, x] of Object.entries(b)) if (typeof x === 'number') a[k] = (a[k] ?? 0) + x; else if (x && typeof x === 'object') add((a[k] ??= {}), x); return a; };

const results = [];
for (let i = 0; i < paths.length; i += 2) {
  const r = score(JSON.parse(readFileSync(paths[i], 'utf8')), JSON.parse(readFileSync(paths[i + 1], 'utf8')));
  results.push(r);
  if (!args.includes('--json')) print(r, r.repo);
}
const pooled = results.reduce((a, r) => add(a, r), { contexts: {}, verdicts: {}, traps: {} });
if (args.includes('--json')) console.log(JSON.stringify({ results, pooled }));
else if (results.length > 1) print({ contexts: pooled.contexts, verdicts: pooled.verdicts, traps: pooled.traps, entryPoints: pooled.entryPoints }, `POOLED (${results.length})`);
