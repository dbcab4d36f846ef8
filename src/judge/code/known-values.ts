import type { BindingId, Expression, FunctionId } from '../../parse/facts.js';
import { CircularAnswers } from '../../text/circular-answers.js';
import type { Judging } from '../judging.js';
import { propertySteps } from '../settings/option-expressions.js';
import {
  anyOf,
  both,
  comparison,
  either,
  isUndefinedConstant,
  OBJECT,
  opposite,
  truthOf,
  UNDEFINED,
  valued,
  type Known,
  type Truth,
} from './constants.js';
import { everyCall } from './every-call.js';
import { isChanged } from './changed-values.js';
import { enumOf, heldBy, type Held } from './held-values.js';

interface Parameter {
  readonly file: string;
  readonly function: FunctionId;
  readonly index: number;
  readonly path: readonly string[];
}

/** A property of an expression, down a path; the expression itself where the path is empty. */
interface Read {
  readonly expression: Expression;
  readonly file: string;
  readonly path: readonly string[];
}

/** What expressions surely are, whoever runs the function that they stand in. */
export class KnownValues {
  readonly #judging: Judging;
  /** A function that calls itself hands on what it was handed. */
  readonly #parameters = new CircularAnswers<Known>([]);

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  truth(expression: Expression, file: string): Truth {
    const { kind } = expression;
    if (kind === 'unary' && expression.operator === '!')
      return opposite(this.truth(expression.value, file));
    if (kind === 'logical') return this.#logical(expression, file);
    if (kind !== 'binary') return truthOf(this.#known(expression, file));
    const { operator, left, right } = expression;
    return comparison(operator, this.#known(left, file), this.#known(right, file));
  }

  #logical(
    { operator, left, right }: Extract<Expression, { kind: 'logical' }>,
    file: string,
  ): Truth {
    const one = this.truth(left, file);
    const other = this.truth(right, file);
    if (operator === '&&') return both(one, other);
    return operator === '||' ? either(one, other) : truthOf(null);
  }

  #known(expression: Expression, file: string): Known {
    return this.#read({ expression, file, path: [] });
  }

  #read({ expression, file, path }: Read): Known {
    switch (expression.kind) {
      case 'literal':
        return path.length > 0 ? null : valued(expression.value);
      case 'cast':
      case 'await':
        return this.#read({ expression: expression.value, file, path });
      case 'array':
      case 'function':
      case 'class':
        return path.length > 0 ? null : OBJECT;
      case 'object':
        return this.#property(expression, file, path);
      case 'member':
        return this.#member(expression, file, path);
      case 'name':
        return this.#name(expression, file, path);
      case 'conditional':
        return anyOf(
          [expression.then, expression.otherwise].map((one) =>
            this.#read({ expression: one, file, path }),
          ),
        );
      case 'this':
      case 'super':
      case 'call':
      case 'template':
      case 'logical':
      case 'binary':
      case 'unary':
      case 'yield':
      case 'spread':
      case 'assign':
      case 'other':
        return null;
    }
  }

  #property(
    object: Extract<Expression, { kind: 'object' }>,
    file: string,
    [name, ...rest]: readonly string[],
  ): Known {
    if (name === undefined) return OBJECT;
    const at = object.properties.findLastIndex(({ key }) => key === name);
    // What is spread, or has a computed key, may stand for any name; what comes later counts.
    if (object.properties.slice(at + 1).some(({ key }) => key === null)) return null;
    const property = object.properties[at];
    if (property === undefined) return rest.length > 0 ? null : UNDEFINED;
    if (property.getter === true) return null;
    return this.#read({ expression: property.value, file, path: rest });
  }

  #member(
    { object, property }: Extract<Expression, { kind: 'member' }>,
    file: string,
    path: readonly string[],
  ): Known {
    if (property === null) return null;
    const member = path.length === 0 ? enumOf(this.#judging, object, file)?.[property] : undefined;
    return member === undefined
      ? this.#read({ expression: object, file, path: [property, ...path] })
      : valued(member);
  }

  #name(
    { name, binding }: Extract<Expression, { kind: 'name' }>,
    file: string,
    path: readonly string[],
  ): Known {
    if (binding === null) return name === 'undefined' && path.length === 0 ? UNDEFINED : null;
    return this.#bound(binding, file, path);
  }

  #bound(id: BindingId, from: string, path: readonly string[]): Known {
    const held = heldBy(this.#judging, from, id);
    if (held === null || isChanged(this.#judging, held, path)) return null;
    const { file, binding } = held;
    const steps = propertySteps(binding);
    // A default within a pattern stands for the whole that its name leads to.
    if (steps === null || (binding.default !== undefined && path.length > 0)) return null;
    const known = this.#source(held, [...steps, ...path]);
    return this.#withDefault(known, binding.default, file);
  }

  #source(held: Held, path: readonly string[]): Known {
    const { file } = held;
    const { kind, parameter: index, function: id, value, element } = held.binding;
    if (kind === 'parameter' && index !== undefined)
      return this.#parameter({ file, function: id, index, path });
    if (kind !== 'variable' || value === undefined || element === true) return null;
    // What lies in an object of the module is configuration.
    if (path.length > 0 && id === 0) return null;
    return this.#read({ expression: value, file, path });
  }

  #withDefault(known: Known, given: Expression | undefined, file: string): Known {
    if (known === null || given === undefined || !known.some(isUndefinedConstant)) return known;
    return anyOf([known.filter((one) => !isUndefinedConstant(one)), this.#known(given, file)]);
  }

  #parameter(parameter: Parameter): Known {
    const { file, function: id, index, path } = parameter;
    return this.#parameters.of(`${file}\0${id}\0${index}\0${path.join('.')}`, () =>
      this.#handed(parameter),
    );
  }

  /** What all callers hand over. */
  #handed({ file, function: id, index, path }: Parameter): Known {
    const parameter = this.#judging.facts(file)?.functions[id]?.parameters[index];
    if (parameter === undefined || parameter.rest) return null;
    const points = everyCall(this.#judging, { file, function: id });
    if (points === null) return null;
    return anyOf(
      points.map((point) => {
        const given = this.#judging.call(point)?.arguments ?? [];
        if (given.slice(0, index + 1).some(({ kind }) => kind === 'spread')) return null;
        const argument = given[index] ?? (path.length > 0 ? parameter.default : undefined);
        const at = given[index] === undefined ? file : point.file;
        if (argument === undefined) return path.length > 0 ? null : UNDEFINED;
        return this.#read({ expression: argument, file: at, path });
      }),
    );
  }
}
