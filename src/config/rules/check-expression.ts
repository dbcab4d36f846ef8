import { Environment, ParseError, TypeError, type ASTNode } from '@marcbachmann/cel-js';
import { environmentFor } from './environment.js';
import { Inspection, type ExpressionFault, type Scope } from './inspect.js';
import { presentWhereTrue, type Present } from './presence.js';
import type { Shape } from './shapes.js';

/** What is known of an expression that has been checked. */
export interface Checked {
  readonly faults: readonly ExpressionFault[];
  readonly shape: Shape | null;
  /** What is there where it is true. */
  readonly present: Present;
  readonly node: ASTNode | null;
}

const environments = new Map<string, Environment>();

/** Checks an expression for names, types, presence and what it may use. */
export function checkExpression(source: string, scope: Scope): Checked {
  const environment = environmentOf(scope);
  try {
    const parsed = environment.parse(source);
    const { ast } = parsed;
    const inspection = new Inspection();
    const shape = inspection.shapeOf(ast, scope);
    const { valid, error } = parsed.check();
    // Our own words first: the library speaks of types, which rules have no names for.
    const mistyped = valid || inspection.faults.length > 0 ? [] : [{ message: wordingOf(error) }];
    const faults = [...inspection.faults, ...mistyped];
    return { faults, shape, present: presentWhereTrue(ast), node: ast };
  } catch (error) {
    const faults = [{ message: wordingOf(error) }];
    return { faults, shape: null, present: new Set(), node: null };
  }
}

/** Making an environment is slow; scopes with the same variables share one. */
function environmentOf({ variables }: Scope): Environment {
  const key = [...variables].map(([name, shape]) => `${name}:${nameOf(shape)}`).join();
  const known = environments.get(key);
  if (known !== undefined) return known;
  const made = environmentFor(variables);
  environments.set(key, made);
  return made;
}

const nameOf = (shape: Shape): string => (shape.kind === 'object' ? shape.name : shape.kind);

function wordingOf(error: unknown): string {
  if (error instanceof ParseError || error instanceof TypeError) return lowered(error.summary);
  throw error;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
