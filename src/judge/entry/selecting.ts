import { chainCalls } from '../code/chain-calls.js';
import { memberName, placeOf, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Entering } from './entering.js';
import { functionsOf } from './functions-of.js';
import { controllerMethods } from './methods-of.js';
import { selectorsIn, type Selection } from './route-selection.js';

interface Selecting {
  readonly functions: readonly FunctionPlace[];
  readonly selection: Selection;
}

/** `consumer.apply(Middleware).exclude('health').forRoutes('*')`: what requests to the chosen routes pass. */
export function selectingBy(judging: Judging, entering: Entering): Selecting | null {
  const { action, call, on, place, point } = entering;
  const { passesSelected } = action;
  const [made] = on.creations;
  if (passesSelected === undefined || made === undefined) return null;
  const { method, except } = passesSelected;
  const functions = made.arguments.flatMap((expression) => [
    ...functionsOf(judging, expression, made.place),
    ...controllerMethods(judging, { expression, place: made.place }, [method]),
  ]);
  const excepting = chainCalls(judging, point).filter(
    (one) => memberName(one.call) === except && one.call.start === call.start,
  );
  return {
    functions,
    selection: {
      chosen: selectorsIn(judging, call.arguments, place),
      excepted: excepting.flatMap((one) =>
        selectorsIn(judging, one.call.arguments, placeOf(one.file, one.call)),
      ),
    },
  };
}
