import type { UnresolvedCall } from '../model/assessment.js';
import type { Expression, FileFacts } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import { positionAt } from '../text/positions.js';
import { shorten } from '../text/shorten.js';
import type { Site } from './sites.js';
import { withinAny } from './spans.js';

/** Receivers whose name promises a network client. */
const CLIENT_NAME =
  /(?:^|_|(?<=[a-z]))(client|axios|http|redis|prisma|repository|repo|pool|queue|producer|publisher|channel|api|sdk|db|database|knex|sequelize|mongo|s3|sqs|sns|dynamo\w*|kafka|octokit|fetcher|gateway)$/i;

/** Members that make such a client do I/O. */
const IO_MEMBER =
  /^(get|post|put|patch|delete|request|fetch|send|query|execute|find\w*|insert\w*|update\w*|delete\w*|save|create|aggregate|publish|produce|add|set|hget|hset|del|upload|download|invoke)$/;

const LONGEST_CALLEE = 80;
const LONGEST_REASON = 200;

/** Calls that look like I/O by name, whose receiver could not be followed anywhere. */
export function unresolvedCalls(
  resolver: Resolver,
  facts: FileFacts,
  sites: readonly Site[],
): readonly UnresolvedCall[] {
  const isPartOfSite = withinAny(sites);
  return facts.calls.flatMap((call, id) => {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.property === null || !IO_MEMBER.test(callee.property))
      return [];
    const name = lastPart(callee.object);
    if (name === null || !CLIENT_NAME.test(name)) return [];
    if (isPartOfSite(call)) return [];
    if (resolver.calleeValues(facts.file, id).length > 0) return [];
    const place = { file: facts.file, function: call.function, class: call.class, frame: null };
    const receivers = resolver.evaluate(callee.object, place);
    if (receivers.length > 0) return [];
    return [
      {
        file: facts.file,
        ...positionAt(facts.lineStarts, call.start),
        callee: shorten(`${spelled(callee.object)}.${callee.property}`, LONGEST_CALLEE),
        reason: shorten(reasonFor(facts, callee.object), LONGEST_REASON),
      },
    ];
  });
}

const lastPart = (expression: Expression): string | null => {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'member' ? expression.property : null;
};

function spelled(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'this') return 'this';
  return expression.kind === 'member'
    ? `${spelled(expression.object)}.${expression.property ?? '[…]'}`
    : '…';
}

function reasonFor(facts: FileFacts, receiver: Expression): string {
  if (receiver.kind === 'member') return `nothing known assigns ${spelled(receiver)}`;
  if (receiver.kind !== 'name') return 'the receiver is computed';
  if (receiver.binding === null) return `${receiver.name} is not declared in this file`;
  const binding = facts.bindings[receiver.binding];
  if (binding?.kind === 'parameter') return `no known caller or type says what ${receiver.name} is`;
  if (binding?.import !== undefined) return `${binding.import.specifier} could not be followed`;
  return `the value of ${receiver.name} could not be followed`;
}
