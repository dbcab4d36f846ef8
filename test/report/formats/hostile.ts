import type { Assessment, AskedRule } from '../../../src/model/assessment.js';
import { conditionsOf, gate } from '../../../src/gate/gate.js';
import { assessmentWith, sampleFinding } from '../../gate/sample-findings.js';

/** What names, messages and code of a hostile repository try on whoever shows them. */
export const attacks: Readonly<Record<string, string>> = {
  'a workflow command': 'a\n::error::owned\n::set-env name=X::y',
  'an old workflow command': 'a ##[error]owned ##vso[task.setvariable]x',
  'the properties of a command': 'a,line=1::owned%0A::warning::x',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;',
  'the end of a CDATA section': ']]><failure/>"\'',
  'a Markdown link':
    '[click](https://evil.example/) ![x](https://evil.example/i.png) <https://e.example>',
  'a bare address': 'see https://evil.example/ and www.evil.example now',
  'a mention': '@acme/owners #12 :tada: $x$ **bold** _it_ ~~no~~ | cell |',
  'a code fence': '``` `x` ```',
  'a terminal sequence': '\u001B[2Jcleared\u001B]8;;https://evil.example\u0007x\r',
  'reordered text': '\u202Eevil\u2066',
  'half a surrogate pair': 'x\uD800y',
  'a placeholder': '{0} {{1}} $& $1',
  'a backslash': 'a\\[b](c)\\',
};

const rule: AskedRule = {
  id: 'missing-timeout',
  what: 'A call without a bound on its answer',
  why: 'A stalled dependency holds its callers.',
  remedy: 'Set `timeout`.',
  references: ['https://example.com/timeouts'],
  stability: 'stable',
  severity: { request: 'error', worker: 'error', script: 'warning', browser: 'note' },
};

/** A gated assessment of which file names, messages and evidence hold one attack. */
export function hostile(attack: string): Assessment {
  const name = attack.replaceAll(/^\/+|\.\./g, '');
  const finding = sampleFinding({
    file: `src/${name}.ts`,
    message: `axios get to ${attack} waits without end.`,
    evidence: [{ file: `src/${name}/http.ts`, line: 3, what: attack }],
  });
  return gate(assessmentWith([finding], { rules: [rule] }), {
    failOn: conditionsOf(['error']),
    today: '2026-06-30',
  });
}

/** As many findings, each on a line of its own. */
export const many = (
  count: number,
  changes: Parameters<typeof sampleFinding>[0] = {},
): Assessment =>
  gate(
    assessmentWith(
      Array.from({ length: count }, () => sampleFinding(changes)),
      { rules: [rule] },
    ),
    { failOn: conditionsOf(['error']), today: '2026-06-30' },
  );
