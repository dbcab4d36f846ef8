import type { Expression, FileFacts, ObjectExpression } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import type { Shown } from './signs.js';

const NAMED = /^(\w*_)?(slos?|service_?level_?objectives?)(_?(config|targets?|definitions?))?$/i;
const CAMEL = /(SLOs?|Slos?|ServiceLevelObjectives?)(Config|Targets?|Definitions?)?$/;
const TARGET =
  /^(target|objective|availability|goal|successRate|errorRate|latency\w*|p\d{2,3}\w*)$/i;

/** Objectives that the code declares: an object named for them that holds a target in figures. */
export function ownObjectives(judging: Judging, files: Iterable<FileFacts>): readonly Shown[] {
  return [...files].flatMap(({ file, bindings }) =>
    bindings.flatMap(({ name, value, start, kind }) => {
      const isNamed = NAMED.test(name) || CAMEL.test(name);
      if (kind !== 'variable' || value === undefined || !isNamed || !holdsTarget(value, 0))
        return [];
      const evidence = judging.evidence({ file, start, what: 'declares an objective' });
      return [{ of: 'slo' as const, extent: 'full' as const, evidence }];
    }),
  );
}

const DEEPEST = 4;

function holdsTarget(value: Expression, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (value.kind === 'cast') return holdsTarget(value.value, depth);
  if (value.kind === 'array') return value.elements.some((one) => holdsTarget(one, depth + 1));
  return value.kind === 'object' && hasTarget(value, depth);
}

const hasTarget = ({ properties }: ObjectExpression, depth: number): boolean =>
  properties.some(
    ({ key, value }) =>
      (key !== null &&
        TARGET.test(key) &&
        value.kind === 'literal' &&
        typeof value.value === 'number') ||
      holdsTarget(value, depth + 1),
  );
