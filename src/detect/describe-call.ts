import type { Call, OriginStep } from '../model/assessment.js';
import { EXCERPT_LINES } from '../model/excerpt.js';
import type { FileContext } from '../model/repository.js';
import type { CallFact, FileFacts, FunctionId } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ExternalValue } from '../resolve/values.js';
import { positionAt } from '../text/positions.js';
import { shorten } from '../text/shorten.js';
import { dependencyOf } from './dependency.js';
import { callId, contentId } from './identity.js';
import { operationName } from './operations.js';
import { isOfPage } from './page-addresses.js';
import type { NamedCall } from './named-calls.js';
import type { Site } from './sites.js';
import { enclosingSymbol } from './symbols.js';

export interface DescribeInput {
  readonly resolver: Resolver;
  /** Directory of the package each source belongs to. */
  readonly packageDirs: ReadonlyMap<string, string>;
  readonly facts: FileFacts;
  readonly text: string;
  readonly contextOf: (call: CallFact) => FileContext;
  readonly isUnused: (facts: FileFacts, id: FunctionId) => boolean;
  /** How many calls of the same symbol and callee came before, by their identity without ordinal. */
  readonly ordinals: Map<string, number>;
}

/** Names may be as long as their file; a report has no use for that. */
const LONGEST_NAME = 200;

const NOT_JUDGED = { status: 'unknown', reason: 'not judged yet' } as const;

/** A site in the words of the assessment. */
export function describeCall(input: DescribeInput, site: Site): NamedCall {
  const { name, source } = dependencyOf(input.resolver, input.facts, site);
  return {
    call: described(input, site, shorten(name, LONGEST_NAME)),
    nameSource: source,
    packageDir: input.packageDirs.get(input.facts.file) ?? '.',
    entry: site.performed.on.client.client,
  };
}

function described(input: DescribeInput, site: Site, dependency: string): Call {
  const { resolver, facts, text, contextOf, isUnused } = input;
  const { on, action } = site.performed;
  const start = positionAt(facts.lineStarts, site.start);
  const end = positionAt(facts.lineStarts, site.end);
  const operation = operationName(resolver, facts, site);
  const symbol = enclosingSymbol(facts, site.call);
  return {
    ...identify(input, { site, symbol, callee: `${on.packageName}.${operation}` }),
    file: facts.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    excerpt: excerpt(text, facts.lineStarts, [start.line, end.line]),
    client: reportedClient(on),
    kind: on.client.kind,
    role: action.role ?? 'request',
    context: isOfPage(resolver, facts, site) ? 'browser' : contextOf(site.call),
    operation: shorten(operation, LONGEST_NAME),
    ...(action.effect === undefined ? {} : { effect: action.effect }),
    ...idempotence(action),
    dependency,
    symbol: shorten(symbol, LONGEST_NAME),
    origin: originSteps(resolver, on),
    ...(isUnused(facts, site.call.function) && { unused: true }),
    protection: {
      timeout: { ...NOT_JUDGED },
      retry: { ...NOT_JUDGED },
      breaker: { ...NOT_JUDGED },
      bulkhead: { ...NOT_JUDGED },
      fallback: { ...NOT_JUDGED },
    },
  };
}

const reportedClient = (on: ExternalValue): string =>
  on.client.reportPackage ? on.packageName : on.client.client;

function idempotence({ idempotent, effect }: Site['performed']['action']): {
  idempotent?: boolean;
} {
  const known = idempotent ?? (effect === 'read' ? true : undefined);
  return known === undefined ? {} : { idempotent: known };
}

function identify(
  { packageDirs, facts, text, ordinals }: DescribeInput,
  {
    site,
    symbol,
    callee,
  }: { readonly site: Site; readonly symbol: string; readonly callee: string },
): { id: string; contentId: string } {
  const dir = packageDirs.get(facts.file) ?? '.';
  const packageFile = dir === '.' ? facts.file : facts.file.slice(dir.length + 1);
  const place = `${symbol}\0${callee}`;
  const ordinal = ordinals.get(place) ?? 0;
  ordinals.set(place, ordinal + 1);
  return {
    id: callId({ packageFile: `${dir}\0${packageFile}`, symbol, callee, ordinal }),
    contentId: contentId({ symbol, callee, text: contentOf(text, site) }),
  };
}

/** Calls nest in each other's arguments: each of them whole would be too much to read. */
const LONGEST_CONTENT = 10_000;

const contentOf = (text: string, { start, end }: Site): string =>
  text.slice(start, Math.min(end, start + LONGEST_CONTENT));

/** Thousands of calls may stand in one endless line. */
const LONGEST_LINE = 1_000;

function excerpt(
  text: string,
  lineStarts: readonly number[],
  [from, to]: readonly [number, number],
): string[] {
  const last = Math.min(to, from + EXCERPT_LINES - 1);
  const starts = lineStarts.slice(from - 1, last);
  return starts.map((start, index) => {
    const end = lineStarts[from + index] ?? text.length;
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE + 2));
    return shorten(line.replace(/\r?\n$|\r$/, ''), LONGEST_LINE);
  });
}

function originSteps(resolver: Resolver, on: ExternalValue): OriginStep[] {
  return on.origin.map(({ file, start, what }) => {
    const facts = resolver.facts(file);
    return {
      file,
      what: shorten(what, LONGEST_NAME),
      ...positionAt(facts?.lineStarts ?? [0], start),
    };
  });
}
