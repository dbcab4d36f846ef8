import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { startWatchdog } from '../../bench/robustness/watchdog.mjs';
import { assessmentSchema } from '../../src/model/assessment.js';
import { reportJson } from '../../src/report/json.js';
import { reportText } from '../../src/report/text.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { encodings } from './cases/encodings.js';
import { modules } from './cases/modules.js';
import { names } from './cases/names.js';
import { nesting } from './cases/nesting.js';
import { places } from './cases/places.js';
import { settings } from './cases/settings.js';
import { sizes } from './cases/sizes.js';
import { values } from './cases/values.js';
import { healthyCalls, outcomeOf } from './outcome.js';
import { pageOf } from './page.js';

const groups = {
  Names: names,
  Encodings: encodings,
  Sizes: sizes,
  Nesting: nesting,
  'Files and folders': places,
  Settings: settings,
  Modules: modules,
  Values: values,
};

/** Long enough for a machine under load; what hangs takes forever. */
const HANG_MS = 240_000;
const watchdog = startWatchdog(HANG_MS);

afterAll(() => {
  watchdog.stop();
});

/** What acts on a terminal, and what a CI system obeys. */
const harmful = /[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\u2028\u2029]|^\s*::[a-z]|##\w*\[/imu;

describe.each(Object.entries(groups))('hostile input: %s', (_, cases) => {
  it.each(cases)(
    'survives $input',
    (hostile) => {
      const root = temporaryTree({});
      const outcome = watchdog.during(hostile.input, () => outcomeOf(root, hostile));
      expect(outcome.fate).toEqual(hostile.fate);
      expect(outcome.healthyCalls).toBe(healthyCalls);
      if (hostile.calls !== undefined) expect(outcome.calls).toBe(hostile.calls);
      expect(outcome.exit).toBe(0);
      expect(readdirSync(root)).not.toContain('marker');

      const { assessment } = outcome;
      expect(assessmentSchema.safeParse(assessment).error).toBeUndefined();
      expect(reportText(assessment, { color: false, width: 80 })).not.toMatch(harmful);
      const json = reportJson(assessment);
      expect(json).not.toMatch(harmful);
      expect(JSON.parse(json)).toEqual(assessment);
    },
    300_000,
  );
});

describe('docs/hostile-input.md', () => {
  it('says what happens', () => {
    const page = 'docs/hostile-input.md';
    const written = pageOf(groups);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, written);
    const stored = existsSync(page) ? readFileSync(page, 'utf8') : '';
    expect(stored, 'accept it with UPDATE_GOLDEN=1 npx vitest run test/hostile').toBe(written);
  });
});
