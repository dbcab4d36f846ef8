import { readFileSync } from 'node:fs';
import { loadRules } from '../../../src/config/rules/rules.js';
import { defaultSettings } from '../../../src/config/settings/default-settings.js';
import { askedRules } from '../../../src/judge/rules/asked-rules.js';
import { reportPack } from '../../../src/io/report-pack.js';
import type { Assessment } from '../../../src/model/assessment.js';
import type { ReportPack } from '../../../src/report/html/renderer.js';
import type { ReportInput } from '../../../src/report/html/input.js';
import {
  reportHtml,
  type ReportFile,
  type ReportLayout,
} from '../../../src/report/html/report-html.js';

export const TODAY = '2026-06-30';

const { rules } = await loadRules('.');

/** The golden assessment of a bundled service, with what golden files leave out. */
export const golden = (fixture: string): Assessment => ({
  ...(JSON.parse(readFileSync(`fixtures/${fixture}/assessment.json`, 'utf8')) as Assessment),
  tool: { name: 'resilint', version: '0.1.0', rules: 'a'.repeat(64) },
  source: { commit: '3f2a91c0d7b64d8e9a1b2c3d4e5f60718293a4b5' },
  rules: askedRules(rules, defaultSettings),
});

export const inputOf = (
  assessment: Assessment,
  changes: Partial<ReportInput> = {},
): ReportInput => ({
  ...{ assessment, title: 'orders', today: TODAY, history: [], rules, codemods: [] },
  ...changes,
});

/** The files of a report. */
export const filesOf = async (
  input: ReportInput,
  layout: Partial<ReportLayout> = {},
): Promise<readonly ReportFile[]> =>
  reportHtml(
    input,
    { file: 'report.html', assets: 'inline', packages: [], ...layout },
    await reportPack<ReportPack>(),
  );

/** The first page. */
export async function pageOf(input: ReportInput, layout: Partial<ReportLayout> = {}) {
  const [first] = await filesOf(input, layout);
  return first!.text;
}
