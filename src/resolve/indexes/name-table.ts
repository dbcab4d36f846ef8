import { isNamedBy } from '../../text/name-key.js';

/** What a table of names says, by name; keys are "a|b", "/pattern/" and "*" for any other name. */
export interface Table<T> {
  readonly exact: ReadonlyMap<string, T>;
  readonly patterns: readonly (readonly [string, T])[];
  readonly any: T | undefined;
}

/** A table of the catalogue, taken apart once. */
export function tableOf<T>(table: Readonly<Record<string, T>>): Table<T> {
  const entries = Object.entries(table);
  const named = entries.filter(([key]) => !key.startsWith('/'));
  const alternatives = named.flatMap(([key, entry]) =>
    key.split('|').map((name) => [name, entry] as const),
  );
  return {
    // What comes last is kept: a name of its own before one among others, and the first of those.
    exact: new Map([...alternatives.reverse(), ...named]),
    patterns: entries.filter(([key]) => key.startsWith('/')),
    any: table['*'],
  };
}

/** What a table says of a name. */
export const named = <T>({ exact, patterns }: Table<T>, name: string): T | undefined =>
  exact.get(name) ?? patterns.find(([key]) => isNamedBy(key, name))?.[1];

/** What it says of any other. */
export const anyOther = <T>({ any }: Table<T>, name: string): T | undefined =>
  name === 'default' || name === '*' ? undefined : any;
