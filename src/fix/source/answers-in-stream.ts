import type { Call } from '../../model/assessment.js';
import { handle, type Handlers, type Node } from '../../parse/ast.js';
import type { Sources } from '../sources.js';
import { usesOfAnswer, type AnswerUse } from './answer-uses.js';
import { callAt } from './find-call.js';
import { textOfCall } from './text-of-call.js';

/** A stream is read long after its call has been answered. */
export function answersInStream(call: Call, sources: Sources): boolean {
  const known = asked.get(sources) ?? new Map<string, boolean>();
  asked.set(sources, known);
  const found = known.get(call.id) ?? isAnsweredInStream(call, sources);
  known.set(call.id, found);
  return found;
}

/** Each codemod asks it of each call. */
const asked = new WeakMap<Sources, Map<string, boolean>>();

function isAnsweredInStream(call: Call, sources: Sources): boolean {
  const source = sources.get(call.file);
  if (typeof source === 'string') return false;
  if (ASKED.test(textOfCall(source, call))) return true;
  const node = callAt(source, { ...call, name: call.operation });
  return node !== null && usesOfAnswer(source, node).some((use) => isStreamed(use, call.client));
}

/** Said in the call itself; what a variable says is not known to be no stream. */
const ASKED =
  /\bresponseType:\s*['"`]stream|\bstream:\s*(?!false\b|undefined\b|null\b)\S|[{,]\s*stream\s*[,}]/;

const READING = /^(pipe|pipeTo|pipeThrough|getReader|tee|values)$/;

/** Clients whose answers have their body as a stream; that of others is what was sent, parsed. */
const STREAMING = /fetch|undici|^ky$/;

const isStreamed = ({ member, node, around }: AnswerUse, client: string): boolean =>
  member === 'body' &&
  around !== undefined &&
  (handle(readers, around, { node, isOfStreams: STREAMING.test(client) }) ?? false);

interface Body {
  readonly node: Node;
  /** The client is known to have its bodies as streams. */
  readonly isOfStreams: boolean;
}

/** What reads a body as a stream, or hands it to who may. */
const readers: Handlers<Body, boolean> = {
  MemberExpression: ({ object, property }, { node }) =>
    holds(object, node) && isNamed(property, READING),
  ForOfStatement: ({ await: isAwaited, right }, { node }) => isAwaited && holds(right, node),
  CallExpression: (call, body) => isHanded(call.arguments, body),
  NewExpression: (made, body) => isHanded(made.arguments, body),
  ReturnStatement: (_, { isOfStreams }) => isOfStreams,
};

const isHanded = (given: readonly Node[], { node, isOfStreams }: Body): boolean =>
  isOfStreams && given.some((one) => holds(one, node));

const isNamed = (node: Node, pattern: RegExp): boolean =>
  node.type === 'Identifier' && pattern.test(node.name);

const holds = (outer: Node, inner: Node): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;
