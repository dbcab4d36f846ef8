import { z } from 'zod';
import { callbackSchema, exampleFileSchema, typeName } from './catalog-parts.js';
import { literalSchema, placeSchema } from './catalog-scope.js';

/**
 * One tool that shows how a service is run, as written in `rules/catalog/practices/*.yaml`: it
 * answers probes, ends gracefully, traces, raises alarms, switches features or injects faults.
 *
 * It is described in the words of the client catalogue: what the package exports, what that yields,
 * and which calls are a sign of a practice. Tools of which no code speaks are described by the
 * command lines that load them and by the lines of the documents they read.
 */

/** What a service can have; the names of the fields that the assessment gives it. */
export const practiceNames = [
  'health',
  'readiness',
  'shutdown',
  'telemetry',
  'alerts',
  'slo',
  'flags',
  'chaosTests',
] as const;

/** It holds where one of the places is set, to one of `is` or to anything but `not`. */
const conditionSchema = z.strictObject({
  at: z.array(placeSchema).min(1),
  is: z.array(literalSchema).optional(),
  not: z.array(literalSchema).optional(),
});

const signSchema = z.strictObject({
  of: z.enum(practiceNames),
  /** What it does, in the words of the evidence: "traces outbound calls". */
  what: z.string().min(1).max(60),
  /** It shows a part of the practice only. */
  extent: z.literal('partial').optional(),
  if: conditionSchema.optional(),
  /** It shows the whole only in code that makes an outbound call or wraps one, elsewhere a part. */
  around: z.literal('calls').optional(),
  /** It shows the whole only where the function at this place closes servers or clients. */
  closing: z.array(placeSchema).optional(),
});

/** The first sign whose condition holds counts. */
const signs = z.array(signSchema).min(1);

/** The call asks a dependency whether it answers. */
const probeSchema = z.strictObject({
  /** What it asks: "database", "http". */
  asks: z.string().min(1),
  /** Where its time limit is set. */
  at: z.array(placeSchema).optional(),
  /** Its limit without that, in milliseconds; absent where nothing limits it. */
  default: z.number().positive().optional(),
  source: z.string().optional(),
});

/** Paths that the tool answers for the service. */
const endpointSchema = z.strictObject({
  of: z.enum(['health', 'readiness']),
  /** The path it answers at, where nothing else is said. */
  path: z.string().optional(),
  /** It only answers where one of the places in `at` is set. */
  optional: z.literal(true).optional(),
  /** Where the path is set, or an object with paths as keys and functions that answer them. */
  at: z.array(placeSchema).optional(),
  /** Where functions stand that are asked for the answer. */
  asks: z.array(placeSchema).optional(),
  /** Time limit of all that is asked, in milliseconds: where it is set. */
  within: z.array(placeSchema).optional(),
});

const practiceActionSchema = z.strictObject({
  returns: typeName.optional(),
  many: z.literal(true).optional(),
  callback: callbackSchema.optional(),
  shows: signs.optional(),
  /** The call ends a server or client in an orderly way; calls of this tool without it do not. */
  closes: z.literal(true).optional(),
  probes: probeSchema.optional(),
  answers: z.array(endpointSchema).optional(),
});

const practiceTypeSchema = z.strictObject({
  annotations: z.array(z.string()).optional(),
  construct: typeName.optional(),
  constructs: practiceActionSchema.optional(),
  call: practiceActionSchema.optional(),
  members: z
    .record(
      z.string().regex(/^[^*/]/, 'a sign is looked for by its name: no patterns'),
      practiceActionSchema.extend({ type: typeName.optional() }),
    )
    .optional(),
  extends: z.array(typeName).optional(),
  /** Handed to `register` or `use` of a framework, the value does this; options are `call.1`. */
  registered: practiceActionSchema.optional(),
});

/** Lines of files that are no code. */
const documentSchema = z.strictObject({
  /** Endings of their names: ["yaml", "yml"]. */
  files: z.array(z.string().regex(/^[\w.-]+$/)).min(1),
  /** Pattern that a line must match to be a sign, read without indentation and the dash of a list. */
  line: z.string(),
  /** Pattern that some line of the file must match too. */
  needs: z.string().optional(),
  /** Pattern that some line from the sign to the next must match: otherwise it is a part only. */
  speaks: z.string().optional(),
  of: z.enum(practiceNames),
  what: z.string().min(1).max(60),
  extent: z.literal('partial').optional(),
});

const practiceExampleSchema = z.strictObject({
  name: z.string(),
  /** Default: every package of the tool at `*`. */
  dependencies: z.record(z.string(), z.string()).optional(),
  /** Statuses that the example's service must have. */
  expect: z.partialRecord(z.enum(practiceNames), z.enum(['yes', 'partial', 'no', 'unknown'])),
  /** Each line that ends in `// shows <practice>` (in YAML `# shows …`) is evidence of it; no other is. */
  files: z.record(exampleFileSchema, z.string()),
});

export const practiceEntrySchema = z.strictObject({
  tool: z.string().min(1),
  /** npm packages and node builtins; "@opentelemetry/instrumentation-*" matches by prefix. */
  packages: z.array(z.string()).default([]),
  globals: z.record(z.string(), typeName).default({}),
  exports: z.record(z.string(), typeName).default({}),
  subpaths: z.record(z.string(), z.record(z.string(), typeName)).optional(),
  types: z.record(typeName, practiceTypeSchema).default({}),
  /** Importing a module is the sign: subpath without "./" ("" for the package itself) → what it shows. */
  imports: z.record(z.string(), signs).optional(),
  /** Command lines that show something, in scripts, Dockerfiles and Procfiles. */
  commands: z.array(z.strictObject({ line: z.string(), shows: signs })).optional(),
  documents: z.array(documentSchema).optional(),
  docs: z.string().optional(),
  /** What was read to write this down: package, version and file. */
  sources: z.array(z.string()).optional(),
  examples: z.array(practiceExampleSchema).min(1),
});

/** One of the things that a service can have. */
export type PracticeName = (typeof practiceNames)[number];
/** One tool that shows how a service is run. */
export type PracticeEntry = z.infer<typeof practiceEntrySchema>;
/** What a call of a tool does and shows. */
export type PracticeAction = z.infer<typeof practiceActionSchema>;
/** What shows a practice. */
export type Sign = z.infer<typeof signSchema>;
/** When a sign holds. */
export type SignCondition = z.infer<typeof conditionSchema>;
/** Paths that a tool answers for the service. */
export type ToolEndpoint = z.infer<typeof endpointSchema>;
/** Lines of files that are no code. */
export type DocumentSign = z.infer<typeof documentSchema>;
/** An example of a tool's use. */
export type PracticeExample = z.infer<typeof practiceExampleSchema>;
