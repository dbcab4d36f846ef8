import { z } from 'zod';
import { severities } from './levels.js';

const share = z.number().min(0).max(1).nullable();
const count = z.int().nonnegative();

/** One line of a history: what `check --history` appends for each run. */
export const runSchema = z.strictObject({
  day: z.iso.date(),
  commit: z.string().min(1).nullable(),
  version: z.string().min(1),
  /** SHA-256 of the rules it was judged by; absent in lines of the first versions. */
  rules: z.string().min(1).optional(),
  /** Whether the gate passed; null where none decided. */
  passed: z.boolean().nullable(),
  level: z.int().min(0).max(3).nullable(),
  score: share,
  areas: z.record(z.string(), share),
  calls: count,
  findings: z.strictObject(
    Object.fromEntries(severities.map((severity) => [severity, count])) as Record<
      (typeof severities)[number],
      typeof count
    >,
  ),
  silenced: count,
});

/** One run of a gate, as a history remembers it. */
export type Run = z.infer<typeof runSchema>;
