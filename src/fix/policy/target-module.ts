import { groupBy } from '../../text/group-by.js';
import { compareText } from '../../text/compare-text.js';
import { applyEdits } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import { quotedBy, spelt } from '../source/spelling.js';
import { numberText, type Style } from '../source/style.js';
import { figuresFor } from './figures.js';
import { importStatementEdit } from './import-edits.js';
import { joinedParts } from './policy-parts.js';
import { labelOf, policiesOf, policyKey } from './policy-names.js';
import type { PolicyParts, PolicyUse } from './policy-use.js';
import { roleOf, type Target } from './target.js';

const HEAD = [
  '// The policies of what this package calls over the network, one for each dependency. They are yours',
  '// to change: resilint fix adds those that are missing, and changes none.',
  '',
].join('\n');

interface Writing {
  readonly target: Target;
  readonly style: Style;
}

/** The text of a module whose policies are made with a library that is not the runtime library. */
export function targetModuleText(
  present: EditableSource | null,
  uses: readonly PolicyUse[],
  writing: Writing,
): string {
  const style = present?.style ?? writing.style;
  const [first] = uses;
  if (first === undefined) return present?.text ?? '';
  const known = present === null ? new Map<string, unknown>() : policiesOf(present);
  const missing = [...groupBy(uses, (use) => policyKey(use.dependency, roleOf(use.parts))).values()]
    .flatMap(([one, ...others]) => (one === undefined ? [] : [[one, ...others] as const]))
    .filter(([one]) => !known.has(policyKey(one.dependency, roleOf(one.parts))))
    .toSorted(([one], [two]) => compareText(one.exported, two.exported));
  const spelling = spellingOf(first, { ...writing, style });
  const entries = missing.map((group) => entryText(group, spelling));
  const text = withHelpers(present, entries.join(''), spelling);
  return style.lineEnd === '\n' ? text : text.replaceAll('\n', style.lineEnd);
}

interface Spelling extends Writing {
  readonly isEsm: boolean;
  readonly language: 'typescript' | 'javascript';
}

const spellingOf = ({ module }: PolicyUse, writing: Writing): Spelling => ({
  ...writing,
  isEsm: module.form === 'module',
  language: /\.[cm]?ts$/.test(module.file) ? 'typescript' : 'javascript',
});

function entryText(group: readonly [PolicyUse, ...PolicyUse[]], spelling: Spelling): string {
  const [{ exported, dependency, preset, parts }] = group;
  const { target, style, isEsm } = spelling;
  const together = joinedParts(group.map((one) => one.parts));
  const figures = { ...figuresFor(preset), ...attempt(together) };
  const written = parts.retry === true ? (target.code.retry ?? '') : policyCode(together, spelling);
  const filled = spelt(written.trimEnd(), style).replaceAll(
    /\{\{(\w+)\}\}/g,
    (_all, name: string) =>
      name === 'dependency'
        ? quotedBy(style.quote, dependency)
        : numberText(figures[name] ?? 0, { separatedNumbers: true }),
  );
  const declaration = isEsm ? `export const ${exported}` : `module.exports.${exported}`;
  const label = labelOf({ dependency, role: roleOf(parts), library: target.library });
  return `\n${label}\n${declaration} = ${filled}${style.semicolons ? ';' : ''}\n`;
}

const attempt = ({ timeoutMs }: PolicyParts): Readonly<Record<string, number>> =>
  timeoutMs === undefined ? {} : { attemptMs: timeoutMs };

function policyCode(asked: PolicyParts, { target: { code }, language }: Spelling): string {
  const has = {
    breaker: asked.breaker !== undefined,
    bulkhead: asked.bulkhead === true,
    timeout: asked.timeoutMs !== undefined,
  };
  const lines = code.parts.flatMap(({ gives, always, code: text, absent }) =>
    has[gives] || always === true ? [text] : (absent ?? []),
  );
  return [code.begin, ...lines, code.end[language]].map((text) => text.trimEnd()).join('\n');
}

/** What the policies name is imported, and what they share stands before the first of them. */
function withHelpers(present: EditableSource | null, entries: string, spelling: Spelling): string {
  const { target, style, language } = spelling;
  const { helpers } = target.code;
  const before = present?.text ?? '';
  const isThere = words(before).has(helpers.name);
  const isNeeded = words(entries).has(helpers.name);
  const shared = isNeeded && !isThere ? `\n${spelt(helpers[language], style)}` : '';
  const added = shared + entries;
  const imports = importLines(before, words(added), spelling);
  if (present === null || before.trim() === '') return [HEAD, ...imports].join('') + added;
  const edits = imports.map((line) => importStatementEdit(present, line.trimEnd()));
  const kept = applyEdits(before, edits).replaceAll('\r\n', '\n').trimEnd();
  return `${kept}\n${added}`;
}

const words = (text: string): ReadonlySet<string> => new Set(text.match(/[\w$]+/g));

function importLines(
  before: string,
  used: ReadonlySet<string>,
  { target, style, isEsm }: Spelling,
): readonly string[] {
  const { library, code } = target;
  const there = words(before);
  const isWanted = (name: string): boolean => used.has(name) && !there.has(name);
  const names = code.names.filter(isWanted).join(', ');
  const main = code.main !== undefined && isWanted(code.main) ? code.main : null;
  const from = `${style.quote}${library}${style.quote}`;
  const line = (bound: string): string =>
    `${isEsm ? `import ${bound} from ${from}` : `const ${bound} = require(${from})`}${style.semicolons ? ';' : ''}\n`;
  return [
    ...(main === null ? [] : [line(main)]),
    ...(names === '' ? [] : [line(bracedNames(names))]),
  ];
}

const LONGEST_LINE = 80;

/** Names of an import, each on a line of its own where they are many. */
const bracedNames = (names: string): string =>
  names.length < LONGEST_LINE ? `{ ${names} }` : `{\n  ${names.replaceAll(', ', ',\n  ')},\n}`;
