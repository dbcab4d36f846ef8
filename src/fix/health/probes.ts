import type { Assessment } from '../../model/assessment.js';
import type { Catalog, ClientEntry } from '../../model/catalog.js';
import type { ServiceCodemod } from '../../model/fix.js';
import { unwrapped, type Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import { callAt, type ArgumentsNode } from '../source/find-call.js';
import { spelt } from '../source/spelling.js';
import { topLevelNames } from '../source/top-level-names.js';

/** A route that tells how a service is, as code of a file. */
export interface Probe {
  readonly key: string;
  /** "/readyz", and the same as a literal. */
  readonly route: string;
  readonly path: string;
  readonly handler: string;
  /** What is left to people; absent where it is whole. */
  readonly why?: string;
}

interface Ground {
  readonly framework: ClientEntry;
  readonly source: EditableSource;
  readonly assessment: Assessment;
  readonly catalog: Catalog;
}

/** The routes that could stand in a file, the best first. */
export function probesFor(codemod: ServiceCodemod, ground: Ground): readonly Probe[] {
  switch (codemod) {
    case 'add-health':
      return healthProbes(ground);
    case 'add-readiness':
      return readinessProbes(ground);
  }
}

function healthProbes({ framework, source: { style } }: Ground): readonly Probe[] {
  const { healthHandler } = framework;
  if (healthHandler === undefined) return [];
  const handler = spelt(healthHandler, style);
  return [{ key: 'health', route: '/healthz', path: spelt("'/healthz'", style), handler }];
}

const TO_WRITE = '// Ask here, within a bound, what requests cannot be answered without.';

/** One that asks a database which the file knows, and one that leaves it to people what to ask. */
function readinessProbes(ground: Ground): readonly Probe[] {
  const { framework, source } = ground;
  const { readinessHandler } = framework;
  if (readinessHandler === undefined) return [];
  const probe = (check: string) => ({
    ...{ key: `readiness ${check}`, route: '/readyz', path: spelt("'/readyz'", source.style) },
    handler: spelt(
      readinessHandler.replace('{{check}}', () => check),
      source.style,
    ),
  });
  return [
    ...checksIn(ground).map((check) => probe(`await ${check};`)),
    { ...probe(TO_WRITE), why: 'it asks none of its dependencies yet' },
  ];
}

/** What databases that a file calls are asked, by the name that the whole file knows them by. */
function checksIn({ source, assessment, catalog }: Ground): readonly string[] {
  const names = topLevelNames(source.program);
  const checks = assessment.calls
    .filter(
      ({ file, kind, context }) => file === source.file && kind === 'db' && context === 'server',
    )
    .flatMap((call) => {
      const entry = catalog.clients.find(({ client }) => client === call.client);
      const found = callAt(source, { ...call, name: call.operation });
      const name = found === null ? null : rootName(found);
      if (entry?.readinessCheck === undefined || name === null || !names.has(name)) return [];
      return [name + entry.readinessCheck];
    });
  return [...new Set(checks)].slice(0, 1);
}

/** `pool` of `pool.query(…)`, `prisma` of `prisma.user.count()`. */
function rootName(call: ArgumentsNode): string | null {
  let node: Node = unwrapped(call.callee);
  while (node.type === 'MemberExpression' || node.type === 'CallExpression')
    node = unwrapped(node.type === 'MemberExpression' ? node.object : node.callee);
  return node.type === 'Identifier' ? node.name : null;
}
