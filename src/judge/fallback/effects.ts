import type { DetectedSite } from '../../detect/detect.js';
import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { placeOf, type Judging } from '../judging.js';

const READS =
  /^(get|find|fetch|list|read|select|search|query|count|exists|describe|head|scan|lookup|load|show|retrieve|resolve|ping|check|download|first|pluck|aggregate|smembers|keys|mget|hget|lrange|zrange|ttl)/i;

/** Whether somebody waits for what the call reads, so that an empty answer in its place is one. */
export function readsAnswer(judging: Judging, { call, facts, site }: DetectedSite): boolean {
  const isUnread = site.call.use === 'statement' || site.call.discarded === true;
  if (isUnread && !tellsCallback(facts, site.call)) return false;
  if (site.performed.on.client.kind === 'graphql')
    return call.effect === undefined ? !mutates(judging, { facts, site }) : call.effect === 'read';
  const sql = statementText(judging, { facts, site });
  if (sql !== null) return /^\s*(select|with|show|explain|values)\b/i.test(sql);
  if (call.effect !== undefined) return call.effect === 'read';
  if (site.performed.on.client.kind === 'ai') return asksModel(call);
  if (site.call.arguments.some((one) => READING_METHOD.test(methodIn(one)))) return true;
  return call.role === 'request' && READS.test(call.operation);
}

/** What is asked of a model changes nothing: its answer is all that the caller wants. */
const asksModel = ({ role, operation }: DetectedSite['call']): boolean =>
  role === 'request' && !/^(delete|cancel|update|put|patch)/i.test(operation);

/** `query(sql, (error, rows) => …)`: a callback takes the answer. */
const tellsCallback = ({ functions }: FileFacts, call: CallFact): boolean =>
  call.arguments.some(
    (one) => one.kind === 'function' && (functions[one.function]?.parameters.length ?? 0) > 1,
  );

const READING_METHOD = /^(get|head)$/i;

/** The HTTP method that options name: `request({ method: 'GET', url })`. */
function methodIn(options: Expression): string {
  if (options.kind !== 'object') return '';
  const value = options.properties.find(({ key }) => key === 'method')?.value;
  return value?.kind === 'literal' ? String(value.value) : '';
}

/** A document of GraphQL that changes something says so, in its text or its name. */
function mutates(judging: Judging, { facts, site }: Pick<DetectedSite, 'facts' | 'site'>): boolean {
  if (/mutat/i.test(site.performed.name)) return true;
  const place = placeOf(facts.file, site.call);
  return site.call.arguments.some((argument) => {
    if (/mutation/i.test(lastName(argument) ?? '')) return true;
    return judging.resolver
      .evaluate(argument, place)
      .some((value) => value.kind === 'constant' && MUTATION.test(String(value.value)));
  });
}

const MUTATION = /^\s*mutation\b/;

/** The text of an SQL statement that is handed to the call. */
function statementText(
  judging: Judging,
  { facts, site }: Pick<DetectedSite, 'facts' | 'site'>,
): string | null {
  const [first] = site.call.arguments;
  if (first === undefined || !/^(query|execute|raw|sql)$/.test(site.performed.name)) return null;
  const values = judging.resolver.evaluate(first, placeOf(facts.file, site.call));
  const text = values.find((value) => value.kind === 'constant' && typeof value.value === 'string');
  return text?.kind === 'constant' ? String(text.value) : null;
}
