/** What a user sets. */
export type Given<Settings> = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

/**
 * Settings of a policy: what is given, over the defaults. Every number is a duration, a count or a
 * share, so it is positive. Mistakes show when a policy is made, and not during an outage.
 */
export function settingsOf<Settings extends object>(
  defaults: Settings,
  given: Given<Settings>,
): Settings {
  // Whoever sets nothing shares the defaults, which makes most policies small.
  let settings = defaults;
  for (const key in given) {
    const value = given[key];
    if (typeof value === 'number') checkNumber(key, value);
    if (value !== undefined) settings = { ...settings, [key]: value };
  }
  return settings;
}

/** Refuses a number that cannot work, or is too large, and names it and its setting. */
export function checkNumber(name: string, value: number, most: number = Infinity): void {
  if (!(value > 0 && value <= most)) throw new RangeError(`${name} cannot be ${value}`);
}

/** Refuses a name that there is not, and says for what: without types, any may be given. */
export function checkOneOf(what: string, name: string, all: object): void {
  if (!Object.hasOwn(all, name)) throw new TypeError(`${what} cannot be ${name}`);
}
