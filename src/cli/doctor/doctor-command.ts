import { assess, inspect } from '../../index.js';
import type { AssessOptions } from '../../index.js';
import { defaultSettings } from '../../config/settings/default-settings.js';
import { folderTree } from '../../io/folder-tree.js';
import { requireFolder } from '../../io/folder.js';
import { countOf } from '../../text/count-of.js';
import { escapeControls } from '../../text/escape-controls.js';
import { printableJson } from '../../text/printable-json.js';
import type { AssessFlags } from '../assess-folder.js';
import { ProgressLine } from '../progress-line.js';
import { dayOf } from '../today.js';
import type { Check } from './check.js';
import { gitCheck, nodeCheck } from './environment-checks.js';
import { baselineCheck, settingsCheck } from './settings-checks.js';
import {
  cacheCheck,
  clientsCheck,
  filesCheck,
  packagesCheck,
  versionsCheck,
} from './source-checks.js';

/** The options of `resilint doctor`, as commander hands them over. */
export interface DoctorFlags extends AssessFlags {
  readonly format: 'text' | 'json';
  readonly today?: string;
}

/** Looks at everything that a result depends on. Ends with what `resilint check` would fail with. */
export async function runDoctor(dir: string, flags: DoctorFlags): Promise<void> {
  requireFolder(dir);
  const today = dayOf(flags.today, process.env);
  const checks = await checksOf(dir, flags, today);
  const text = flags.format === 'json' ? printableJson(checks, 2) : textOf(checks);
  process.stdout.write(`${text}\n`);
  const exitCodes = checks.map(({ exitCode = 0 }) => exitCode);
  // A mistake of the user explains what is incomplete, so it comes first.
  process.exitCode = exitCodes.includes(2) ? 2 : Math.max(...exitCodes);
}

/** Settings that cannot be read are told, and the rest is looked at without them. */
async function checksOf(dir: string, flags: DoctorFlags, today: string): Promise<readonly Check[]> {
  const { include = [], exclude = [], cache, quiet = false } = flags;
  const { check, policy } = await settingsCheck(dir, flags);
  const { settings = defaultSettings, tree = folderTree(dir), catalog, rules } = policy ?? {};
  const options: AssessOptions = {
    ...{ root: dir, include, exclude, settings, cache },
    ...(catalog !== undefined && { catalog }),
    ...(rules !== undefined && { rules }),
  };
  const inspection = inspect(options);
  const assessment = new ProgressLine(process.stderr, quiet).during((onProgress) =>
    assess({ ...options, onProgress }),
  );
  return [
    nodeCheck(process.versions.node),
    gitCheck(dir),
    check,
    packagesCheck(inspection),
    versionsCheck(inspection),
    filesCheck(assessment.coverage, dir, settings.unparsableShare),
    clientsCheck(assessment),
    baselineCheck({ tree, settings }, assessment, today),
    ...(cache ? [cacheCheck(inspection)] : []),
  ];
}

const marks: Readonly<Record<Check['state'], string>> = { good: '✓', note: '!', problem: '✗' };

function textOf(checks: readonly Check[]): string {
  const lines = checks.flatMap(({ name, state, found: [first = '', ...more], advice }) => [
    `${marks[state]} ${name}: ${first}`,
    ...more.map((line) => `    ${line}`),
    ...(advice === undefined ? [] : [`  → ${advice}`]),
  ]);
  const count = (state: Check['state']): number =>
    checks.filter((check) => check.state === state).length;
  const end = `${countOf(count('problem'), 'problem')}, ${countOf(count('note'), 'note')}`;
  return [...lines.map(escapeControls), '', end].join('\n');
}
