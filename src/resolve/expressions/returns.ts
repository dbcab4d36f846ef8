import type { FunctionFact } from '../../parse/facts.js';
import { frameFor } from './apply.js';
import { distinct, firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { inferredReturn, ofSameClass } from './inferred-returns.js';
import { isInformative } from '../informative.js';
import type { FunctionValue, Place, Value } from '../values.js';
import { returnsLeft } from './returns-left.js';

/** What a repository function returns for the arguments of one call. */
export function returnedValues(
  engine: Engine,
  callee: FunctionValue,
  input: Application,
): readonly Value[] {
  const facts = engine.facts(callee.file);
  const fact = facts?.functions[callee.function];
  if (fact === undefined) return [];
  const receiver = input.receiver ?? callee.receiver;
  const application = receiver === undefined ? input : { ...input, receiver };
  const frame = frameFor(callee.file, callee.function, {
    input: application,
    outer: callee.closure,
  });
  const place: Place = { file: callee.file, function: callee.function, class: null, frame };
  const returned = followReturns(engine, fact, place);
  const inferred = inferredReturn(engine, fact, input);
  // A registry of instances holds more than the one that is asked for by its class.
  if (inferred.isMade) return ofSameClass(returned, inferred.values);
  if (returned.some(isInformative)) return returned;
  if (inferred.values.length > 0) return inferred.values;
  const declared = fact.returnType === undefined ? [] : engine.typeValues(fact.returnType, place);
  return distinct([...declared, ...returned]);
}

function followReturns(engine: Engine, fact: FunctionFact, place: Place): readonly Value[] {
  if (fact.generator) {
    const elements = firstOf(fact.yields).flatMap((value) => engine.evaluate(value, place));
    return elements.length === 0 ? [] : [{ kind: 'list', elements: distinct(elements) }];
  }
  return distinct(
    firstOf(returnsLeft(engine, fact.returns, place)).flatMap((value) =>
      engine.evaluate(value, place),
    ),
  );
}
