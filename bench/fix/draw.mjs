// Draws edits of `resilint fix --format json` for somebody to read as a maintainer would:
//   node bench/fix/draw.mjs --seed 1 --count 40 <name>=<result.json> ...
// Drawn is a site that is made with --unsafe, or suggested; the same seed draws the same ones.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '40' },
  },
});

/** @typedef {{ file: string, line: number, codemod: string, safety: string, reason?: string, what?: string, calls: string[] }} Site */

const sites = positionals.flatMap((given) => {
  const [name = '', file = ''] = given.split('=');
  /** @type {{ sites: Site[] }} */
  const result = JSON.parse(readFileSync(file, 'utf8'));
  return result.sites.filter(({ safety }) => safety !== 'refused').map((site) => ({ name, site }));
});

let state = Number(values.seed);
/** A linear congruential generator: the same everywhere. */
const next = () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;

for (let left = Math.min(Number(values.count), sites.length); left > 0; left--) {
  const [drawn] = sites.splice(Math.floor(next() * sites.length), 1);
  if (drawn === undefined) break;
  const { name, site } = drawn;
  const reason = site.reason === undefined ? '' : ` (${site.reason})`;
  console.log(
    `${name}:${site.file}:${String(site.line)} ${site.codemod} ${site.safety}${reason}: ${site.what ?? ''}, ${String(site.calls.length)} calls`,
  );
}
