import { z } from 'zod';
import { isPattern } from './is-pattern.js';

/** What entries of the catalogue have in common, whatever they describe. */

/** Name of a type that an entry of the catalogue describes. */
export const typeName = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]*$/, 'a type name starts with a capital letter');

/** What `this` is: a type, or what a text argument of the call says: `{ argument: 0, is: { save: [Document], '*': [Query] } }`. */
const thisSchema = z.union([
  typeName,
  z.strictObject({
    argument: z.int().nonnegative(),
    is: z.record(z.string(), z.array(typeName)),
  }),
]);

/** Which parameters of a callback argument hold what, and its `this`: `{ argument: last, parameters: [null, Client] }`. */
export const callbackSchema = z.strictObject({
  argument: z.union([z.int().nonnegative(), z.literal('last')]),
  parameters: z.array(typeName.nullable()).default([]),
  this: thisSchema.optional(),
});

/**
 * Functions that a call is given, by where they stand, become methods of a type, and run on it:
 * `{ call.1.statics: Model }`. In an object they have its names; one that stands there itself has
 * that of the first argument. Of a class it is the static ones; the others become methods of what
 * the type constructs.
 */
export const methodsSchema = z.record(
  z
    .string()
    .regex(
      /^call\.(\d+|last)(\.[A-Za-z_$][\w$]*)*$/,
      'methods stand for example at call.0, call.last or call.1.statics',
    ),
  typeName,
);

/** Examples are written to a temporary folder, and must not lead out of it. */
export const exampleFileSchema = z
  .string()
  .regex(
    /^(?!\.\.?(\/|$))[^/\\:]+(\/(?!\.\.?(\/|$))[^/\\:]+)*$/,
    'a file is named relative to the example, for example src/users.ts',
  );

/**
 * What handlers are handed beside what they were asked, as the options of a call say it: an object,
 * or what a function gives.
 */
export const sharingSchema = z.strictObject({
  /** Position of the options. */
  options: z.int().nonnegative(),
  /** Their property that is the context; those in `members` give a member of it each. */
  context: z.string(),
  members: z.array(z.string()).default([]),
  /** Position of the handlers' parameter. */
  parameter: z.int().nonnegative(),
  /** Its property that is the context, in handlers that this framework's own calls are handed. */
  property: z.string().optional(),
});

/** What handlers are handed beside what they were asked. */
export type SharingFact = z.infer<typeof sharingSchema>;

/** What a program of the package hands to functions of files that it finds by where they lie. */
export const handingSchema = z.strictObject({
  /** Regular expression on the path of the file. */
  files: z.string().refine(isPattern, 'no regular expression'),
  /** Names of the functions, several as "up|down", "*" for any, also those without a name. */
  functions: z.string(),
  parameters: z.array(typeName.nullable()).default([]),
  /** Where their order differs between programs: what parameters of a name are, several as "message|msg". */
  named: z.record(z.string(), typeName).optional(),
  /** The package whose program it is, where it is none of the entry's. */
  package: z.string().optional(),
});

/**
 * A permit that a call takes: what it runs, and what is done until it is given back, is done by so
 * many at once. Each value at `key` has permits of its own.
 */
export const permitSchema = z.strictObject({
  limit: z.int().positive().optional(),
  key: z
    .string()
    .regex(/^(call|instance)\.\d+$/, 'a key stands for example at call.0 or instance.1')
    .optional(),
});

/**
 * Files that stand for the members of a type, by where they lie: `app/service/user.js` is `user` of
 * what a framework calls its services. Names are compared without signs and capitals.
 */
export const placedFilesSchema = z.strictObject({
  /** Regular expression on the end of a path, from a folder on; its groups are the names, from the outermost inwards. */
  below: z.string().refine(isPattern, 'no regular expression'),
  /** What names may end in, and are known without: "Controller". */
  ending: z.string().optional(),
  /** The type of what stands for each; default: what the file exports, its class made, its function asked. */
  hold: typeName.optional(),
  /** Of an object that a file exports, the member that is meant ("fn"). */
  runs: z.string().optional(),
  /** Files of the package know them by their names alone. */
  globals: z.literal(true).optional(),
});

/** Files that stand for the members of a type, by where they lie. */
export type PlacedFilesFact = z.infer<typeof placedFilesSchema>;

/** What another package of the catalogue exports, an instance of it, or a member of that. */
export const borrowedSchema = z.strictObject({
  package: z.string(),
  /** Below the package: "firestore" of "firebase-admin/firestore". */
  path: z.string().optional(),
  name: z.string(),
  constructed: z.literal(true).optional(),
  member: z.string().optional(),
});

/** A member whose type the repository says, in a type argument of what holds it. */
export const declaredSchema = z.strictObject({
  /** Position of the type argument: of the call that made the value, or of its own declaration. */
  argument: z.int().nonnegative(),
  /** The member of that type which is meant: `Bindings` of `Hono<{ Bindings: Env }>`. */
  member: z.string().optional(),
});

/** A member whose type the repository says. */
export type DeclaredFact = z.infer<typeof declaredSchema>;

/** What another package of the catalogue exports. */
export type BorrowedFact = z.infer<typeof borrowedSchema>;

/** Code of a repository, with what is to be found in it. */
export const exampleSchema = z.strictObject({
  name: z.string(),
  /** Default: every package of the client at `*`. */
  dependencies: z.record(z.string(), z.string()).optional(),
  /**
   * Each line that ends in `// expect <operation>` starts exactly one call of this client, and each
   * with `// entry <kind> <name>` is exactly one entry point; no other line is.
   */
  files: z.record(exampleFileSchema, z.string()),
});
