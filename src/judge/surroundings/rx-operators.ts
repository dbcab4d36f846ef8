import { guardLayersOf } from './guards.js';
import { handledBy } from '../fallback/handlers.js';
import { placeOf, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import type { Point } from '../code/points.js';
import type { ExternalValue } from '../../resolve/values.js';

/** `.pipe(timeout(5000), retry(2), catchError(handler))`: each operator is a guard of its own. */
export function rxLayers(judging: Judging, point: Point): readonly Layer[] {
  const call = judging.call(point);
  if (call === undefined) return [];
  const place = placeOf(point.file, call);
  return call.arguments.flatMap((argument) =>
    judging.resolver
      .evaluate(argument, place)
      .flatMap((value) =>
        value.kind === 'external' && value.client.guard === true
          ? operatorLayers(judging, value, point)
          : [],
      ),
  );
}

function operatorLayers(judging: Judging, on: ExternalValue, point: Point): readonly Layer[] {
  return guardLayersOf(judging, on, { point }).flatMap((layer) => {
    if (layer.fallback === undefined) return [layer];
    const outcome = handlerOutcome(judging, on);
    if (outcome === 'passed-on') return [];
    return [{ ...layer, fallback: outcome === 'thrown-answer' ? 'reported' : outcome }];
  });
}

/** What the function that an operator was made with does with the failure. */
function handlerOutcome(
  judging: Judging,
  { creations: [made] }: ExternalValue,
): ReturnType<typeof handledBy> {
  const handler = made?.arguments[0];
  const values =
    made === undefined || handler === undefined
      ? []
      : judging.resolver.evaluate(handler, made.place);
  const own = values.find((value) => value.kind === 'function');
  return own?.kind === 'function'
    ? handledBy(judging, { file: own.file, function: own.function })
    : 'alternative';
}
