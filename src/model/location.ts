import { z } from 'zod';

/** Path relative to the scanned root, with "/" on every system; "." is the root itself. */
export const relativePathSchema = z
  .string()
  .min(1)
  .regex(
    /^(?!\/)(?!(?:[^]*\/)?\.\.(?:\/|$))/,
    'a path is relative to the scanned root and stays inside it',
  );

/** A line, counted from 1. */
export const lineSchema = z.int().positive();

/** A column in UTF-16 units, counted from 1. */
export const columnSchema = z.int().positive();

/** Milliseconds. */
export const millisecondsSchema = z.number().nonnegative();

/** Stable identity: 16 hexadecimal digits of a SHA-256, free of line numbers and messages. */
export const idSchema = z.string().regex(/^[0-9a-f]{16}$/, 'an id is 16 hexadecimal digits');

/** SHA-256 in hexadecimal digits. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hexadecimal digits');

/** A place in the sources. */
export const locationSchema = z.strictObject({
  file: relativePathSchema,
  line: lineSchema,
  column: columnSchema.optional(),
});

/** A place in the sources that supports a verdict, and what stands there. */
export const evidenceSchema = locationSchema.extend({
  what: z.string().min(1).optional(),
});

/** A place in the sources. */
export type Location = z.infer<typeof locationSchema>;
/** A place in the sources that supports a verdict, and what stands there. */
export type Evidence = z.infer<typeof evidenceSchema>;
