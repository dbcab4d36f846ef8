import { z } from 'zod';

/** What entries of the catalogue have in common, whatever they describe. */

/** Name of a type that an entry of the catalogue describes. */
export const typeName = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]*$/, 'a type name starts with a capital letter');

/** Which parameters of a callback argument hold what: `{ argument: last, parameters: [null, Client] }`. */
export const callbackSchema = z.strictObject({
  argument: z.union([z.int().nonnegative(), z.literal('last')]),
  parameters: z.array(typeName.nullable()),
});

/** Examples are written to a temporary folder, and must not lead out of it. */
export const exampleFileSchema = z
  .string()
  .regex(
    /^(?!\.\.?(\/|$))[^/\\:]+(\/(?!\.\.?(\/|$))[^/\\:]+)*$/,
    'a file is named relative to the example, for example src/users.ts',
  );
