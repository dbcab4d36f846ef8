import { compareText } from '../../text/compare-text.js';
import { groupBy } from '../../text/group-by.js';
import { numberText, type Style } from '../source/style.js';
import type { EditableSource } from '../source/editable-source.js';
import { policiesOf } from './policy-names.js';
import type { PolicyParts, PolicyUse } from './policy-use.js';
import type { Render } from './templates.js';

/** What a module is written from. */
interface Writing {
  readonly runtime: string;
  readonly render: Render;
  /** As the files are written that use it, where there is none yet. */
  readonly style: Style;
}

/** The text of a module that has a policy for each of the uses; what stands there is kept as it is. */
export function moduleText(
  present: EditableSource | null,
  uses: readonly PolicyUse[],
  { runtime, render, style }: Writing,
): string {
  const known = present === null ? new Map<string, string>() : policiesOf(present);
  const missing = [...groupBy(uses, ({ dependency }) => dependency).values()]
    .filter(([one]) => one !== undefined && !known.has(one.dependency))
    .toSorted(([one], [two]) => compareText(one?.exported ?? '', two?.exported ?? ''));
  const { quote, semicolons, lineEnd } = present?.style ?? style;
  const quoted = (text: string): string => quotedBy(quote, text);
  const end = semicolons ? ';' : '';
  const isEsm = uses[0]?.module.form === 'module';
  const entries = missing.map((group) =>
    render('policy', entryView(group, { quoted, end, isEsm })),
  );
  const line = isEsm
    ? `import { policyFor } from ${quoted(runtime)}${end}`
    : `const { policyFor } = require(${quoted(runtime)})${end}`;
  const text =
    present === null || present.text.trim() === ''
      ? render('header', { import: line }) + entries.join('')
      : `${unix(present.text).trimEnd()}\n${entries.join('')}`;
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}

const unix = (text: string): string => text.replaceAll('\r\n', '\n');

interface Spelling {
  readonly quoted: (text: string) => string;
  readonly end: string;
  readonly isEsm: boolean;
}

function entryView(group: readonly PolicyUse[], { quoted, end, isEsm }: Spelling) {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a member');
  const { exported, dependency, preset } = first;
  const declaration = isEsm ? `export const ${exported}` : `module.exports.${exported}`;
  const parts = partsView(joined(group.map(({ parts: own }) => own)));
  return {
    ...{ declaration, dependency: quoted(dependency), preset: quoted(preset), parts, end },
  };
}

/** One policy does all that its calls need; it observes only where nothing else is asked of it. */
function joined(all: readonly PolicyParts[]): PolicyParts {
  const breakers = new Set(all.map(({ breaker }) => breaker));
  const breaker = breakers.has('enforced')
    ? 'enforced'
    : breakers.has('observed')
      ? 'observed'
      : undefined;
  const limits = all.flatMap(({ timeoutMs }) => timeoutMs ?? []);
  return {
    ...(breaker !== undefined && { breaker }),
    ...(all.some(({ bulkhead }) => bulkhead === true) && { bulkhead: true }),
    ...(all.some(({ retry }) => retry === true) && { retry: true }),
    ...(limits.length > 0 && { timeoutMs: Math.max(...limits) }),
  };
}

/** What differs from the preset, in the order of the runtime's own documentation. */
function partsView({ breaker, bulkhead, retry, timeoutMs }: PolicyParts) {
  const attempt = timeoutMs === undefined ? '' : numberText(timeoutMs, { separatedNumbers: true });
  return [
    { name: 'timeout', value: timeoutMs === undefined ? 'false' : `{ attemptMs: ${attempt} }` },
    ...(retry === true ? [] : [{ name: 'retry', value: 'false' }]),
    ...(breaker === undefined ? [{ name: 'breaker', value: 'false' }] : []),
    ...(breaker === 'observed' ? [{ name: 'breaker', value: '{ observeOnly: true }' }] : []),
    ...(bulkhead === true ? [] : [{ name: 'bulkhead', value: 'false' }]),
  ];
}

/** A text as a literal; what reorders or ends it is written by its code. */
function quotedBy(quote: Style['quote'], text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
