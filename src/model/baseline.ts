import { z } from 'zod';
import { idSchema, relativePathSchema } from './location.js';

const text = z.string().trim().min(1).max(500);

/** One accepted finding, as written in a line of the baseline. Fields are written in this order. */
export const baselineEntrySchema = z.strictObject({
  file: relativePathSchema,
  rule: z.string().min(1).max(200),
  id: idSchema,
  contentId: idSchema,
  /** Why it is accepted. */
  reason: text,
  /** Who answers for it. */
  owner: text.exactOptional(),
  /** The day it was accepted, YYYY-MM-DD. */
  since: z.iso.date().exactOptional(),
  /** Last day it is accepted, YYYY-MM-DD. */
  expires: z.iso.date().exactOptional(),
});

/** One accepted finding. */
export type BaselineEntry = z.infer<typeof baselineEntrySchema>;

/** Accepted findings and the file that lists them. */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}
