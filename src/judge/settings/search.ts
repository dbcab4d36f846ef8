/** A path of properties that is looked for. */
export interface Search {
  readonly path: readonly string[];
  readonly depth: number;
  /** The variables that are looked into. */
  readonly variables: ReadonlySet<string>;
  /** What all branches of the question may still take together. */
  readonly steps: { left: number };
}

export const DEEPEST = 12;
/** Callers that hand on what their callers handed them multiply at each step. */
const MOST_STEPS = 4_000;

export const begun = (path: readonly string[]): Search => ({
  path,
  depth: 0,
  variables: new Set(),
  steps: { left: MOST_STEPS },
});

export const deeper = (search: Search, path: readonly string[] = search.path): Search => ({
  ...search,
  path,
  depth: search.depth + 1,
});

/** The same within what a variable holds; null where that is looked into already. */
export const within = (search: Search, variable: string): Search | null =>
  search.variables.has(variable)
    ? null
    : { ...deeper(search), variables: new Set([...search.variables, variable]) };

/** Takes a step; whether there was none left, or what is looked for is too far away. */
export const isSpent = ({ path, depth, steps }: Search): boolean =>
  steps.left-- <= 0 || (path.length > 0 && depth > DEEPEST);
