import type { Call } from '../../model/assessment.js';
import { handle, keyName, unwrapped, type Handlers, type Node } from '../../parse/ast.js';
import { usesOfAnswer } from '../source/answer-uses.js';
import { callAt, type ArgumentsNode } from '../source/find-call.js';
import { textOfCall } from '../source/text-of-call.js';
import type { Sources } from '../sources.js';

/** Whether a call sends or fetches a file, which takes as long as the file is large. */
export function carriesFile(call: Call, sources: Sources): boolean {
  const source = sources.get(call.file);
  if (typeof source === 'string') return false;
  if (/\bresponseType:\s*['"`](arraybuffer|blob)\b/i.test(textOfCall(source, call))) return true;
  const node = callAt(source, { ...call, name: call.operation });
  if (node === null) return false;
  return sendsFile(node) || usesOfAnswer(source, node).some(({ member }) => AS_FILE.test(member));
}

const AS_FILE = /^(arrayBuffer|blob|bytes|buffer|formData)$/;

/** Names of what files are sent in, by all experience. */
const FILE_NAME = /(?:^form$|form_?data|buffer|blob|file|upload|stream)$/i;
const BODY_NAME = /^(body|data|form|formData|multipart|file)$/;

const sendsFile = ({ arguments: given }: ArgumentsNode): boolean =>
  given.some((one) => isFile(one) || bodiesOf(one).some(isFile));

function bodiesOf(options: Node): readonly Node[] {
  if (options.type !== 'ObjectExpression') return [];
  return options.properties.flatMap((one) =>
    one.type === 'Property' && BODY_NAME.test(keyName(one.key, one.computed) ?? '')
      ? [one.value]
      : [],
  );
}

const isFile = (value: Node): boolean => handle(files, unwrapped(value), undefined) ?? false;

const files: Handlers<undefined, boolean> = {
  Identifier: ({ name }) => FILE_NAME.test(name),
  MemberExpression: ({ property }) => property.type === 'Identifier' && isFile(property),
  TSAsExpression: ({ expression }) => isFile(expression),
  CallExpression: ({ callee }) => isFile(callee),
  NewExpression: ({ callee }) =>
    callee.type === 'Identifier' && /^(Blob|File|FormData)$/.test(callee.name),
};
