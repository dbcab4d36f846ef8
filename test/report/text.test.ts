import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/model/assessment.js';
import { assessmentSchema } from '../../src/model/assessment.js';
import { reportText } from '../../src/report/text.js';
import { displayWidth } from '../../src/text/display-width.js';
import { sampleAssessment, sampleCall } from './sample-assessment.js';

const plain = { color: false, width: 90 };

/** The sample with one call only. */
function withCall(changes: Parameters<typeof sampleCall>[0]): Assessment {
  const call = sampleCall(changes);
  const dependency = {
    ...sampleAssessment.dependencies[0]!,
    id: call.dependency,
    name: call.dependency,
    callCount: 1,
    calls: [call.id],
  };
  return { ...sampleAssessment, calls: [call], dependencies: [dependency] };
}

function withoutColors(text: string): string {
  return text.replaceAll(/\x1b\[\d+m/g, '');
}

describe('the text report', () => {
  test('shows calls by dependency, then figures, then what was not covered', async () => {
    const report = reportText(sampleAssessment, plain);
    await expect(report).toMatchFileSnapshot('golden/text.txt');
  });

  test('is made from a valid assessment', () => {
    expect(assessmentSchema.parse(sampleAssessment)).toEqual(sampleAssessment);
  });

  test('breaks lines for a narrow terminal', async () => {
    const report = reportText(sampleAssessment, { color: false, width: 50 });
    await expect(report).toMatchFileSnapshot('golden/text-narrow.txt');
  });

  test.each([40, 64, 80, 132])('draws no rule and no code beyond %i columns', (width) => {
    const lines = reportText(sampleAssessment, { color: false, width }).split('\n');
    const drawn = lines.filter((line) => /[─│⋮]/.test(line));
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.filter((line) => displayWidth(line) > width)).toEqual([]);
  });

  test('says the same with colours as without', () => {
    const colored = reportText(sampleAssessment, { ...plain, color: true });
    expect(colored).toContain('\x1b[1musers-api\x1b[22m');
    expect(withoutColors(colored)).toBe(reportText(sampleAssessment, plain));
  });

  test('underlines exactly the call in its line', () => {
    const excerpt = ['  const user = await api.get("/me"); // self'];
    const report = reportText(
      withCall({ line: 7, column: 22, endLine: 7, endColumn: 36, excerpt }),
      plain,
    );
    expect(report).toContain(
      '    7 │ const user = await api.get("/me"); // self\n      │                    ^^^^^^^^^^^^^^\n',
    );
  });

  test('keeps a call in sight that starts far to the right', () => {
    const excerpt = `${'x'.repeat(300)};api.get("/me");${'y'.repeat(300)}`;
    const report = reportText(
      withCall({ line: 1, column: 302, endLine: 1, endColumn: 316, excerpt: [excerpt] }),
      plain,
    );
    expect(report).toMatch(/│ …x+;api\.get\("\/me"\);y+…\n +│ {26,30}\^{14}\n/);
  });

  test('counts wide characters as two columns when it underlines', () => {
    const report = reportText(
      withCall({ line: 1, column: 6, endLine: 1, endColumn: 13, excerpt: ["'日本', get(1)"] }),
      plain,
    );
    expect(report).toContain("1 │ '日本', get(1)\n      │        ^");
  });

  test('names a client once whose only function has its name', () => {
    const report = reportText(withCall({ client: 'fetch', operation: 'fetch' }), plain);
    expect(report).toContain('user-service.ts:12:12  fetch  in UserService.load');
  });

  test('says so when nothing was found', () => {
    const report = reportText({ ...sampleAssessment, calls: [], dependencies: [] }, plain);
    expect(report.split('\n')[0]).toBe('No outbound calls found');
  });

  test('lets no text of a repository control the terminal or fake a line', () => {
    const hostile = 'a\x1b[2J\r\nINJECTED\u202e\u009b31m\x07\u2028.ts';
    const report = reportText(
      {
        ...withCall({
          file: hostile,
          client: hostile,
          operation: hostile,
          symbol: hostile,
          dependency: hostile,
          excerpt: [`get(${hostile})`],
          origin: [{ file: hostile, line: 1, what: hostile }],
        }),
        source: { commit: hostile },
        coverage: {
          ...sampleAssessment.coverage,
          failed: [{ file: hostile, message: hostile }],
          unresolvedCalls: [
            { file: hostile, line: 1, column: 1, callee: hostile, reason: hostile },
          ],
          suspectedClients: [
            { package: hostile, via: [hostile], calls: [{ file: hostile, line: 1 }] },
          ],
        },
      },
      plain,
    );
    expect(report).toContain(String.raw`a\x1b[2J\r\nINJECTED\u{202e}\x9b31m\x07\u{2028}.ts`);
    expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(report).not.toMatch(/^\s*INJECTED/m);
  });
});
