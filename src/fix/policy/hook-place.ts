/** Where code stands that has the calls of a client run by a policy. */
export type HookPlace =
  /** The value of an option of what makes the client. */
  | { readonly kind: 'option'; readonly argument: number; readonly name: string }
  /** Arguments of a method called on what was made: `new Client().extend(…)`. */
  | { readonly kind: 'chained'; readonly method: string }
  /** Arguments of a method of the variable that holds it: `client.stack.add(…);`. */
  | { readonly kind: 'statement'; readonly method: string };

/** The place as the catalogue writes it, whose schema lets no other pass. */
export function hookPlace(at: string): HookPlace {
  const [where, first = '', ...rest] = at.split('.');
  if (where === 'chained') return { kind: 'chained', method: first };
  if (where === 'statement') return { kind: 'statement', method: [first, ...rest].join('.') };
  return { kind: 'option', argument: Number(first), name: rest.join('.') };
}

/** How people are told of it. */
export const namedPlace = (place: HookPlace): string =>
  place.kind === 'option' ? place.name : place.method;
