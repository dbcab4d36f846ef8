import { posix } from 'node:path';
import type { Assessment, Call, Finding, Pool, Service } from '../model/assessment.js';
import {
  codemods,
  serviceCodemods,
  type CallCodemod,
  type Codemod,
  type ServiceCodemod,
} from '../model/fix.js';
import type { Rule } from '../model/rule.js';
import { groupBy } from '../text/group-by.js';
import type { Place } from './rung.js';

/** What a codemod is to do something for, and the findings that ask for it. */
export type Asked = AskedCall | AskedService;

/** A call that is to be protected. */
export interface AskedCall {
  readonly codemod: CallCodemod;
  readonly call: Call;
  readonly findings: readonly Finding[];
}

/** A service that is to be completed. */
export interface AskedService {
  readonly codemod: ServiceCodemod;
  readonly service: Service;
  readonly findings: readonly Finding[];
}

/** What is the same for the same request in two assessments. */
export const keyOfAsked = (asked: Asked): string =>
  'call' in asked ? `${asked.codemod} ${asked.call.id}` : `${asked.codemod} ${asked.service.dir}`;

/** Where that stands of which something is asked. */
export function placeOfAsked(asked: Asked): Place {
  if (!('call' in asked))
    return { file: posix.join(asked.service.dir, 'package.json'), line: 1, column: 1 };
  const { file, line, column } = asked.call;
  return { file, line, column };
}

/** Which findings to fix, given what would fix them. */
export type Selects = (finding: Finding, codemod: Codemod | undefined) => boolean;

/** What all findings ask for that a codemod can remove, each once, in their order. */
export function askedOf(
  assessment: Assessment,
  rules: readonly Rule[],
  selects: Selects,
): readonly Asked[] {
  const ground = groundOf(assessment);
  const byRule = new Map(rules.map(({ id, fix }) => [id, codemods.find((one) => one === fix)]));
  const pairs = assessment.findings
    .filter((finding) => finding.suppression.state === 'active')
    .filter((finding) => selects(finding, byRule.get(finding.rule)))
    .flatMap((finding) => {
      const codemod = byRule.get(finding.rule);
      return codemod === undefined ? [] : askedBy(ground, finding, codemod);
    });
  return [...groupBy(pairs, keyOfAsked).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first, findings: group.flatMap(({ findings }) => findings) }];
  });
}

/** What findings are about. */
interface Ground {
  readonly services: readonly Service[];
  readonly callsById: ReadonlyMap<string, Call>;
  readonly callsByDependency: ReadonlyMap<string, readonly Call[]>;
  readonly poolsById: ReadonlyMap<string, Pool>;
}

const groundOf = ({ services, calls, pools }: Assessment): Ground => ({
  services,
  poolsById: new Map(pools.map((pool) => [pool.id, pool])),
  callsById: new Map(calls.map((call) => [call.id, call])),
  callsByDependency: groupBy(calls, ({ dependency }) => dependency),
});

function askedBy(ground: Ground, finding: Finding, codemod: Codemod): readonly Asked[] {
  const findings = [finding];
  if (!isForService(codemod))
    return callsOf(ground, finding, codemod).map((call) => ({ codemod, call, findings }));
  return finding.subject === 'service'
    ? ground.services
        .filter(({ dir }) => dir === finding.subjectId)
        .map((service) => ({ codemod, service, findings }))
    : [];
}

const isForService = (codemod: Codemod): codemod is ServiceCodemod =>
  serviceCodemods.some((one) => one === codemod);

/** The calls that show the flaw. */
function callsOf(ground: Ground, finding: Finding, codemod: CallCodemod): readonly Call[] {
  const { callsById, callsByDependency } = ground;
  if ((finding.subject === 'pool') !== (codemod === 'add-acquire-timeout')) return [];
  if (finding.subject === 'pool') return callsOfPool(ground, finding.subjectId);
  if (finding.subject === 'call') {
    const call = callsById.get(finding.subjectId);
    return call === undefined ? [] : [call];
  }
  if (finding.subject !== 'dependency') return [];
  const own = callsByDependency.get(finding.subjectId) ?? [];
  switch (codemod) {
    case 'add-acquire-timeout':
      return [];
    case 'add-timeout': {
      const places = new Set(finding.evidence.map(placeText));
      const shown = new Set(own.filter((call) => places.has(placeText(call))).map(lookOf));
      return own.filter((call) => shown.has(lookOf(call)));
    }
    // What goes past a breaker or bulkhead takes its effect away, so all calls go through.
    case 'add-breaker':
      return own.filter((call) => isService(call) && call.protection.breaker.status !== 'yes');
    case 'add-bulkhead':
      return own.filter((call) => isService(call) && call.protection.bulkhead.status === 'no');
    // What the catalogue knows to write is nobody's question; the rest is told from the source.
    case 'add-retry':
      return own.filter(
        (call) =>
          isService(call) && call.protection.retry.status === 'no' && call.effect !== 'write',
      );
    // Who waits for a write wants it done, and no other answer.
    case 'add-fallback':
      return own.filter(
        (call) =>
          isService(call) && call.protection.fallback.status === 'no' && call.effect === 'read',
      );
  }
}

/** Those that wait for the pool where it is made; else one that shows why none can be followed there. */
function callsOfPool({ poolsById, callsById }: Ground, id: string): readonly Call[] {
  const pool = poolsById.get(id);
  const calls = (pool?.calls ?? []).flatMap((one) => callsById.get(one) ?? []);
  const isMadeThere = ({ client, origin }: Call): boolean =>
    client === pool?.library &&
    origin.some(({ file, line }) => file === pool.file && line === pool.line);
  const made = calls.filter(isMadeThere);
  return made.length > 0 ? made : calls.slice(0, 1);
}

/** A finding names some of its calls; the others look the same to its rule. */
const lookOf = ({
  client,
  role,
  context,
  protection: { timeout },
  entryPoints = [],
}: Call): string => JSON.stringify([client, role, context, timeout.status, entryPoints.length > 0]);

/** Streams and subscriptions are no requests that end, and scripts run by themselves. */
const isService = ({ role, context }: Call): boolean => role === 'request' && context === 'server';

const placeText = ({
  file,
  line,
  column,
}: Pick<Finding, 'file' | 'line'> & { column?: number | undefined }) =>
  `${file}:${line}:${column ?? 1}`;
