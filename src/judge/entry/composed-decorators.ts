import type { CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';
import { frameFor } from '../../resolve/expressions/apply.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { enteringCalls, type Entering } from './entering.js';

const DEEPEST = 3;

interface Within {
  readonly around?: Place;
  readonly depth?: number;
}

type FunctionValue = Extract<Value, { kind: 'function' }>;

/**
 * What a decorator of the repository is composed of:
 * `const AdminGet = (path) => applyDecorators(Get(path), UseGuards(AdminGuard))`.
 */
export function composed(
  judging: Judging,
  point: Entering['point'],
  { around, depth = 0 }: Within = {},
): readonly Entering[] {
  const call = judging.call(point);
  if (call === undefined || depth > DEEPEST) return [];
  const { file } = point;
  const place = around ?? { file, function: call.function, class: call.class, frame: null };
  return judging.resolver
    .evaluate(call.callee, place)
    .filter((value): value is FunctionValue => value.kind === 'function')
    .flatMap((value) => {
      const inner = placeWithin(value, { call, place });
      return partsOf(judging, inner, depth);
    });
}

/** Where a function's code is evaluated, for what one call hands it. */
function placeWithin(
  { file, function: id, closure }: FunctionValue,
  { call, place }: { readonly call: CallFact; readonly place: Place },
): Place {
  const given = call.arguments.map((expression) => ({ expression, place }));
  const frame = frameFor(file, id, {
    input: { arguments: given, construct: false, at: null },
    outer: closure,
  });
  return { file, function: id, class: null, frame };
}

function partsOf(judging: Judging, place: Place, depth: number): readonly Entering[] {
  const facts = judging.facts(place.file);
  if (facts === undefined) return [];
  const returned = facts.functions[place.function]?.returns ?? [];
  return returned
    .flatMap((one) => decoratorsIn(facts, one))
    .flatMap((made) => {
      const parts = [made, ...(facts.calls[made]?.arguments ?? []).flatMap(callIn)];
      return parts.flatMap((id) => {
        const point = { file: place.file, call: id };
        const known = enteringCalls(judging, point, { place });
        return known.length > 0 || id === made
          ? known
          : composed(judging, point, { around: place, depth: depth + 1 });
      });
    });
}

/** A call that makes the decorator, or those whose results a function written out applies: `Get(path)(target, key, descriptor)`. */
function decoratorsIn({ calls }: FileFacts, returned: Expression): readonly CallId[] {
  if (returned.kind === 'call') return [returned.call];
  if (returned.kind !== 'function') return [];
  return calls.flatMap(({ function: id, callee }) =>
    id === returned.function ? callIn(callee) : [],
  );
}

const callIn = (expression: Expression): readonly CallId[] =>
  expression.kind === 'call' ? [expression.call] : [];
