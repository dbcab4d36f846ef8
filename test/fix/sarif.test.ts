import { readFileSync } from 'node:fs';
import Draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Log, Replacement, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { fix } from '../../src/fix.js';
import { reportFixSarif } from '../../src/fix-sarif.js';
import { replacementsOf } from '../../src/fix/replacements.js';
import type { PlannedFix } from '../../src/model/fix.js';
import { temporaryTree } from '../io/temporary-tree.js';

const schemaFile = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const validator = new Draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(validator);
const isValid = validator.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const planned = (only: readonly string[], vendor = true): Promise<PlannedFix> =>
  fix({
    ...{ root: 'fixtures/express-orders', cache: false, unsafe: true, verify: 'parse' },
    ...{ only, vendor },
  });

function resultsOf(plan: PlannedFix): readonly Result[] {
  const log = JSON.parse(reportFixSarif(plan)) as Log;
  expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  return log.runs[0]?.results ?? [];
}

/** A text with replacements in it, as an editor makes them that knows SARIF and nothing of ours. */
function replaced(text: string, replacements: readonly Replacement[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const starts = [0, ...[...body.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = (line = 1, column = 1): number => (starts[line - 1] ?? body.length) + column - 1;
  let result = body;
  for (const { deletedRegion: region, insertedContent } of replacements.toReversed()) {
    const [start, end] = [
      offset(region.startLine, region.startColumn),
      offset(region.endLine, region.endColumn),
    ];
    result = result.slice(0, start) + (insertedContent?.text ?? '') + result.slice(end);
  }
  return mark + result;
}

describe('edits as fixes of SARIF', () => {
  it('come with each finding that has an edit, and make what --write would', async () => {
    const plan = await planned([]);
    const results = resultsOf(plan);
    const editable = new Set(
      plan.sites.filter(({ what }) => what !== undefined).flatMap(({ findings }) => findings),
    );
    const withFixes = results.filter(({ fixes }) => fixes !== undefined);
    expect(editable.size).toBeGreaterThan(3);
    expect(
      new Set(withFixes.map((one) => one.partialFingerprints?.['primaryLocationLineHash'])),
    ).toEqual(editable);
    for (const { fixes = [], partialFingerprints } of withFixes) {
      const id = partialFingerprints?.['primaryLocationLineHash'] ?? '';
      for (const { artifactChanges, description } of fixes) {
        const [codemod = ''] = (description?.text ?? '').split(':');
        const sites = plan.sites.filter(
          (one) => one.findings.includes(id) && one.codemod === codemod,
        );
        const files = plan.filesWith(sites).filter(({ copied }) => copied !== true);
        const made = artifactChanges.map(({ artifactLocation, replacements }) => {
          const { before = null } =
            files.find(({ file }) => artifactLocation.uri?.endsWith(file)) ?? {};
          return replaced(before ?? '', replacements);
        });
        expect(made).toEqual(files.map(({ after }) => after));
      }
    }
  });

  it('insert characters, and replace no lines', async () => {
    const [result] = resultsOf(await planned(['missing-timeout']));
    const [change] = result?.fixes?.[0]?.artifactChanges ?? [];
    expect(change?.artifactLocation.uri).toBe('fixtures/express-orders/src/clients/http.js');
    expect(change?.replacements).toEqual([
      {
        deletedRegion: { startLine: 13, startColumn: 1, endLine: 13, endColumn: 1 },
        insertedContent: { text: '  timeout: 10000,\n' },
      },
    ]);
  });

  it('name the copy of the runtime library, rather than hold it', async () => {
    const [result] = resultsOf(await planned(['missing-breaker']));
    const [first] = result?.fixes ?? [];
    expect(first?.description?.text).toContain(
      'a copy of @resilint/runtime in vendor/resilint-runtime',
    );
    const files = first?.artifactChanges.map(({ artifactLocation: { uri } }) => uri);
    expect(files?.some((file) => file?.includes('vendor/'))).toBe(false);
    const [asked] = resultsOf(await planned(['missing-breaker'], false));
    expect(asked?.fixes?.[0]?.description?.text).not.toContain('a copy of');
  });

  it('are missing where nothing may be edited, with how sure that is', async () => {
    const text = `import axios from 'axios';\nexport const load = async () => (await axios.get('http://a', { responseType: 'stream' })).data;\n`;
    const root = temporaryTree({ 'package.json': '{ "name": "a" }', 'src/a.ts': text });
    const plan = await fix({ root, cache: false, verify: 'parse', only: ['add-timeout'] });
    const results = resultsOf(plan);
    const refused = results.filter(({ fixes }) => fixes === undefined);
    expect(refused.map(({ properties }) => properties)).toContainEqual({ safety: ['refused'] });
  });
});

describe('the replacements that make one text of another', () => {
  const line = fc.constantFrom('', 'a', 'b', 'a(b)', '\t', '😀x', 'a\r');
  const text = fc.tuple(fc.constantFrom('', '\uFEFF'), fc.array(line), fc.constantFrom('', '\n'));

  it('make it, whatever the texts are', () => {
    fc.assert(
      fc.property(text, text, ([mark, lines, end], [, others, otherEnd]) => {
        const before = mark + lines.join('\n') + end;
        const after = mark + others.join('\n') + otherEnd;
        const replacements = replacementsOf(before, after).map(
          ({ inserted, ...deletedRegion }) => ({
            ...{ deletedRegion, insertedContent: { text: inserted } },
          }),
        );
        expect(replaced(before, replacements)).toBe(after);
      }),
    );
  });
});
