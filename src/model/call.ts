import { z } from 'zod';
import { callKinds, callRoles } from './call-kinds.js';
import {
  columnSchema,
  evidenceSchema,
  idSchema,
  lineSchema,
  locationSchema,
  relativePathSchema,
} from './location.js';
import { EXCERPT_LINES } from './excerpt.js';
import { protectionSchema } from './protection.js';

/** Where code runs; the scores keep the three apart. */
export const contexts = ['server', 'script', 'browser'] as const;

/** One step of a client's way from where it was made to the call, the making first. */
export const originStepSchema = locationSchema.extend({
  /** What stands there, in a word or two of code: "axios.create", "new Pool", "import prisma". */
  what: z.string().min(1),
});

/** One call site: an expression that waits on, or hands data to, another process over the network. */
export const callSchema = z.strictObject({
  /** Survives edits above the call: package-relative file, symbol, callee and ordinal in that scope. */
  id: idSchema,
  /** Survives renaming the file: symbol, callee and normalised text. Not unique. */
  contentId: idSchema,
  file: relativePathSchema,
  /** Where the outermost call chain begins. */
  line: lineSchema,
  column: columnSchema,
  /** Where it ends; the end column is the one after the last character. */
  endLine: lineSchema,
  endColumn: columnSchema,
  /** The source lines from `line` on, at most five, as written. */
  excerpt: z.array(z.string()).max(EXCERPT_LINES),
  /** npm package, or the platform's own name ("fetch", "node:http"). */
  client: z.string().min(1),
  kind: z.enum(callKinds),
  role: z.enum(callRoles),
  context: z.enum(contexts),
  /** The client's operation: "get", "query", "user.findMany". */
  operation: z.string().min(1),
  /** Absent where the client does not say. */
  effect: z.enum(['read', 'write']).optional(),
  /** Safe to send twice; absent where not known. */
  idempotent: z.boolean().optional(),
  /** `id` of the dependency that is called. */
  dependency: z.string().min(1),
  /** Enclosing symbol, "UserService.load"; "<module>" at the top level. */
  symbol: z.string().min(1),
  origin: z.array(originStepSchema),
  /** Ids of the entry points that lead to it, in their order; absent where none is known. */
  entryPoints: z.array(idSchema).optional(),
  /** Nobody waits for its answer: it is a statement of its own, at most with a handler of failures. */
  unawaited: z.literal(true).optional(),
  /** Nothing in the repository uses the code that it stands in, or what all callers hand over shuts it off. */
  unused: z.literal(true).optional(),
  /** What starts the call for every item of a list at once; absent where nothing does. */
  fanOut: evidenceSchema.extend({ what: z.string().min(1) }).optional(),
  protection: protectionSchema,
});

/** One call site: an expression that waits on, or hands data to, another process over the network. */
export type Call = z.infer<typeof callSchema>;
/** One step of a client's way from where it was made to the call. */
export type OriginStep = z.infer<typeof originStepSchema>;
/** Where code runs. */
export type Context = (typeof contexts)[number];
