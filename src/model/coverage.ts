import { z } from 'zod';
import { columnSchema, lineSchema, locationSchema, relativePathSchema } from './location.js';

/** Why files are not searched for calls. */
export const setAsideReasons = [
  'test',
  'mock',
  'story',
  'example',
  'benchmark',
  'declaration',
  'generated',
  'minified',
  'build-output',
  'vendored',
  'build-config',
  'excluded',
  'too-large',
  'binary',
  'unsupported-language',
] as const;

/** Files that were not searched, for one reason. */
export const setAsideSchema = z.strictObject({
  reason: z.enum(setAsideReasons),
  count: z.int().positive(),
  /** Sorted. */
  files: z.array(relativePathSchema),
});

/** A file that could not be read or parsed. */
export const failedSchema = z.strictObject({
  file: relativePathSchema,
  line: lineSchema.optional(),
  column: columnSchema.optional(),
  message: z.string().min(1),
});

/** A call that may be outbound: its receiver could not be followed. */
export const unresolvedCallSchema = z.strictObject({
  file: relativePathSchema,
  line: lineSchema,
  column: columnSchema,
  /** The callee as written, shortened. */
  callee: z.string().min(1),
  /** Where following the value ended, and why. */
  reason: z.string().min(1),
});

/** A package outside the catalogue that seems to talk over the network, and the calls into it. */
export const suspectedClientSchema = z.strictObject({
  package: z.string().min(1),
  /** Packages it depends on, next first, up to the one that talks over the network. */
  via: z.array(z.string().min(1)),
  calls: z.array(locationSchema),
});

/** How much of the repository the assessment speaks about. */
export const coverageSchema = z.strictObject({
  /** Files found: analysed, set aside and failed ones. */
  files: z.int().nonnegative(),
  /** Files searched for calls. */
  analysed: z.int().nonnegative(),
  setAside: z.array(setAsideSchema),
  failed: z.array(failedSchema),
  unresolvedCalls: z.array(unresolvedCallSchema),
  suspectedClients: z.array(suspectedClientSchema),
});

/** How much of the repository the assessment speaks about. */
export type Coverage = z.infer<typeof coverageSchema>;
/** Files that were not searched, for one reason. */
export type SetAside = z.infer<typeof setAsideSchema>;
/** A file that could not be read or parsed. */
export type Failed = z.infer<typeof failedSchema>;
/** A call that may be outbound: its receiver could not be followed. */
export type UnresolvedCall = z.infer<typeof unresolvedCallSchema>;
/** A package outside the catalogue that seems to talk over the network. */
export type SuspectedClient = z.infer<typeof suspectedClientSchema>;
