import { z } from 'zod';

/**
 * Where a setting stands:
 *
 * - `call.1.timeout`: an argument of the call (`call.last` the last one) and a property of it, or an
 *   element (`call.0.0.topic`);
 * - `instance.0.timeout`: the same for the constructors and factories that led to the client, the
 *   nearest first; `instance.Stream.0.timeout` of those that made the type alone;
 * - `chain.timeout.0`: an argument of another call of the same chain (`request.get(u).timeout(5)`);
 * - `method.fallback.0`: an argument of a method called on the same client elsewhere;
 * - `assigned.defaults.timeout`: assigned to the client after it was made;
 * - `global.defaults.timeout`: assigned to what the package exports;
 * - `setup.setGlobalDispatcher.0`: an argument of an exported function, wherever it is called; what
 *   `setup.HttpModule.register.0` says, `registerAsync({ useFactory, useClass })` may say too;
 * - `….useFactory.().timeout`: of what a function that stands there returns;
 * - `instance.0['message.timeout.ms']`: a property whose name has dots;
 * - `…?connectTimeoutMS`: a query parameter of the URL at that place.
 */
export const placePattern =
  /^((call\.(\d+|last)|instance(\.[A-Z]\w*)?\.(\d+|last)|(chain|method|setup)(\.[A-Za-z_$][\w$]*)+\.(\d+|last)|assigned|global)(\.(\(\)|[\w$][\w$-]*)|\['[\w$.-]+'\])*)(\?[\w-]+)?$/;

/** See `placePattern`. */
export const placeSchema = z
  .string()
  .regex(
    placePattern,
    'a place is for example call.1.timeout, instance.0.timeout, chain.timeout.0 or global.defaults.timeout',
  );

/** A value as the sources write it. */
export const literalSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a fact holds for; without these it holds for every version, type and member. */
export const scope = {
  /** Versions of the package, as a semver range. */
  versions: z.string().optional(),
  /** Types of the entry that the call is made on. */
  on: z.array(z.string()).optional(),
  /** Members that make the call ("get", "post"); the name of the operation for values that are called. */
  members: z.array(z.string()).optional(),
  /** What another setting must say for it, or must not: which preset, which mode. */
  where: z
    .union([
      z.strictObject({ at: placeSchema, is: z.array(literalSchema).min(1) }),
      z.strictObject({ at: placeSchema, otherThan: z.array(literalSchema).min(1) }),
    ])
    .optional(),
  /** Package, version, file and line that say so. */
  source: z.string().optional(),
};
