import { posix } from 'node:path';
import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { TimeoutCode } from '../../model/catalog-hook.js';
import { keyName, type Node } from '../../parse/ast.js';
import { foldersUp } from '../../text/folders-up.js';
import type { Option, OptionEdit } from '../options/option.js';
import { setOption } from '../options/set-option.js';
import { codeFor } from '../policy/hook-code.js';
import { manifestOf } from '../policy/manifest.js';
import type { Bounding, RungMade } from '../rung.js';
import { callAt } from '../source/find-call.js';
import type { Work } from './attempt.js';
import { codeText, layoutOf, listJoinedWith, type CodePlace, type CodeText } from './code-text.js';
import { longestWaitMs } from './longest-wait.js';
import { makingsOf, type Named } from './makers.js';

interface Waiting {
  readonly call: Call;
  readonly entry: ClientEntry;
}

/**
 * The ways to bound all calls of a client by a function that it has each of them run by, where the
 * client is made: without types, then with those of the parameters, if nothing around says them.
 */
export function codeRungs({ call, entry }: Waiting, work: Work): readonly RungMade[] {
  const [at] = makingsOf(call, entry);
  const source = at === undefined ? 'place-not-found' : work.sources.get(at.file);
  if (at === undefined || typeof source === 'string') return [];
  const code = codeIn(entry, at, work);
  const made = code === null ? null : callAt(source, at);
  if (code === null || made === null) return [];
  const ms = longestWaitMs({ call, entry }, work);
  return writtenIn(at.file, code).flatMap((one, index) => {
    const place = { source, made, index: Number(code.at.split('.')[1]), code };
    const text = codeText(place, { code: one, packages: entry.packages, ms });
    const edit = text && editOf(place, text, work);
    return text && edit?.ok === true ? [described(edit, { at, place, text, ms, index, call })] : [];
  });
}

const writtenIn = (file: string, { code, typescript }: TimeoutCode): readonly string[] =>
  typescript === undefined || !/\.[cm]?tsx?$/.test(file) ? [code] : [code, typescript];

/** The code for the version of the package that the file's package asks for. */
function codeIn(
  { packages, timeoutCode = [] }: ClientEntry,
  { file }: Named,
  { sources }: Work,
): TimeoutCode | null {
  if (timeoutCode.length === 0) return null;
  const folders = foldersUp(posix.dirname(file)).filter(
    (dir) => manifestOf(dir, sources.read) !== null,
  );
  return codeFor(timeoutCode, { packages, folders }, sources.read);
}

const optionOf = ({ at }: TimeoutCode): string => at.split('.').at(-1) ?? '';

function editOf(place: CodePlace, text: CodeText, { makers }: Work): OptionEdit | null {
  const { source, made, index, code } = place;
  const given = made.arguments[index];
  const standing = given === undefined ? [] : makers.following.of(source, given);
  if (standing.some(({ node }) => hasOneOf(node, code.excludes))) return null;
  const option: Option = {
    ...{ path: [optionOf(code)], besides: [], ...layoutOf(place, text) },
    joined: (present) => listJoinedWith(place, present, text) ?? UNWRITABLE,
    follow: (file, node) => makers.following.of(file, node),
  };
  const edit = setOption(source, { call: made, index }, option);
  if (!edit.ok || edit.edits.some((one) => one.text === UNWRITABLE)) return null;
  // What stands in another file would need the names there.
  return edit.into === undefined || edit.into.source === source ? edit : null;
}

/** In the place of a list that nothing can be put into; no code is empty. */
const UNWRITABLE = '';

const hasOneOf = (node: Node, names: readonly string[]): boolean =>
  node.type === 'ObjectExpression' &&
  node.properties.some(
    (one) => one.type === 'Property' && names.includes(keyName(one.key, one.computed) ?? ''),
  );

interface Description {
  readonly at: Named;
  readonly place: CodePlace;
  readonly text: CodeText;
  readonly ms: number;
  readonly index: number;
  readonly call: Call;
}

function described(
  { edits, doubt }: OptionEdit & { readonly ok: true },
  { at, place, text, ms, index, call }: Description,
): RungMade {
  const { file, line, column, name } = at;
  const option = optionOf(place.code);
  const bounding: Bounding = { option, makes: text.makes, imports: text.imports };
  const reason = doubt ?? (call.context === 'browser' ? 'browser' : undefined);
  return {
    ok: true,
    key: `${file}:${String(line)}:${String(column)} ${option}${index === 0 ? '' : ' typed'}`,
    edits,
    bounding,
    safety: reason === undefined ? 'unsafe' : 'suggestion',
    ...(reason !== undefined && { reason }),
    boundMs: ms,
    at: { file, line, column },
    what: `${option} of ${name.split('.').at(-1) ?? name}`,
  };
}
