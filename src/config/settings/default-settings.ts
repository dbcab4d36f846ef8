import type { Settings } from '../../model/settings.js';

/** Where the baseline is kept unless the settings say otherwise. */
const BASELINE_FILE = 'resilint-baseline.jsonl';

const UNPARSABLE_SHARE = 0.05;

/** What holds where nothing is written. */
export const defaultSettings: Settings = {
  include: [],
  exclude: [],
  packages: [],
  rules: new Map(),
  overrides: [],
  failOn: null,
  baseline: BASELINE_FILE,
  protections: [],
  declared: {},
  unparsableShare: UNPARSABLE_SHARE,
};
