import { compareText } from '../../text/compare-text.js';
import { groupBy } from '../../text/group-by.js';
import { applyEdits } from '../edit.js';
import { quotedBy } from '../source/spelling.js';
import { numberText, type Style } from '../source/style.js';
import type { EditableSource } from '../source/editable-source.js';
import { policiesOf, policyKey } from './policy-names.js';
import { joinedParts } from './policy-parts.js';
import type { PolicyParts, PolicyUse } from './policy-use.js';
import { helpersIn, type Helpers } from './runtime-imports.js';
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
  const known = present === null ? new Map<string, unknown>() : policiesOf(present);
  const missing = [...groupBy(uses, ({ dependency }) => dependency).values()]
    .filter(([one]) => one !== undefined && !known.has(policyKey(one.dependency, 'policy')))
    .toSorted(([one], [two]) => compareText(one?.exported ?? '', two?.exported ?? ''));
  const { quote, semicolons, lineEnd } = present?.style ?? style;
  const isEsm = uses[0]?.module.form === 'module';
  const entries = missing.map((group) => joinedUse(group));
  const composes = entries.some(({ parts }) => parts.fallback === true);
  const isNew = present === null || present.text.trim() === '';
  const helpers = composes && !isNew ? helpersIn(present, runtime, isEsm) : NEW;
  const spelling = {
    ...{ quoted: (text: string) => quotedBy(quote, text), end: semicolons ? ';' : '', isEsm },
    names: helpers.names,
  };
  const head = isNew
    ? render('header', { import: importText(runtime, composes, spelling) })
    : `${unix(applyEdits(present.text, helpers.edits)).trimEnd()}\n`;
  const text = head + entries.map((entry) => entryText(entry, render, spelling)).join('');
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}

/** What a module imports that is made. */
const NEW: Helpers = { names: { compose: 'compose', fallback: 'fallback' }, edits: [] };

const unix = (text: string): string => text.replaceAll('\r\n', '\n');

interface Spelling {
  readonly quoted: (text: string) => string;
  readonly end: string;
  readonly isEsm: boolean;
  readonly names: Helpers['names'];
}

function importText(runtime: string, composes: boolean, { quoted, end, isEsm }: Spelling): string {
  const names = composes ? 'compose, fallback, policyFor' : 'policyFor';
  return isEsm
    ? `import { ${names} } from ${quoted(runtime)}${end}`
    : `const { ${names} } = require(${quoted(runtime)})${end}`;
}

/** What the uses of one policy need of it together. */
function joinedUse(group: readonly PolicyUse[]): PolicyUse {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a member');
  return { ...first, parts: joinedParts(group.map(({ parts }) => parts)) };
}

function entryText(
  { exported, dependency, preset, parts }: PolicyUse,
  render: Render,
  { quoted, end, isEsm, names }: Spelling,
): string {
  const declaration = isEsm ? `export const ${exported}` : `module.exports.${exported}`;
  return render(parts.fallback === true ? 'fallback' : 'policy', {
    ...{ declaration, dependency: quoted(dependency), preset: quoted(preset), end },
    ...{ parts: partsView(parts), ...names },
  });
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
