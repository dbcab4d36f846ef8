import { z } from 'zod';
import { indicators } from '../../model/indicators.js';
import { businessSchema } from '../../model/declared.js';
import { severities } from '../../model/levels.js';
import { relativePathSchema } from '../../model/location.js';
import { practiceNames } from '../../model/metrics.js';
import { severityByReachSchema } from '../../model/rule.js';

/** What users write in `resilint.config.*`, or below "resilint" in package.json. */

const text = z.string().trim().min(1).max(500);
const glob = text.meta({ description: 'A glob relative to the scanned folder' });
const globs = z.array(glob).min(1);
const conditions = z.array(text).meta({
  description:
    'What makes the gate fail: "error", "new:warning", "rule:missing-timeout", "maturityLevel<2", "area:monitoring<0.5"',
});
const reason = text.meta({ description: 'Why, for whoever reads this next' });

/** One word, or a mapping that says more. */
export const ruleSettingSchema = z.union([
  z.enum(['off', ...severities]),
  z.strictObject({
    severity: z.union([z.enum(['off', ...severities]), severityByReachSchema]).exactOptional(),
    reason: reason.exactOptional(),
  }),
]);

const rules = z.record(z.string(), ruleSettingSchema).meta({
  description: 'Severity of the findings of a rule, by its id; "off" silences them',
});

const positive = z.int().positive();

const protectionSchema = z.strictObject({
  for: z
    .strictObject({
      dependency: text
        .exactOptional()
        .meta({ description: 'Name of the dependency; * stands for any' }),
      client: text.exactOptional().meta({ description: 'Name of the client: "axios"' }),
      files: globs.exactOptional(),
    })
    .refine((selector) => Object.keys(selector).length > 0, 'names no calls')
    .meta({ description: 'The calls it protects: those that have all that is named here' }),
  timeout: z.strictObject({ ms: z.number().positive() }).exactOptional(),
  retry: z.strictObject({ attempts: positive.exactOptional() }).exactOptional(),
  breaker: z.literal(true).exactOptional(),
  bulkhead: z.strictObject({ limit: positive.exactOptional() }).exactOptional(),
  reason: reason.meta({ description: 'What provides it, and where that can be seen' }),
});

const service = text
  .exactOptional()
  .meta({ description: 'Folder or name of the package; all where it is left out' });

const sloSchema = z.strictObject({
  name: text,
  service,
  objective: z.number().min(0).max(1).meta({ description: 'Share of good events: 0.999' }),
  windowDays: positive.exactOptional(),
});

const practiceSchema = z.strictObject({
  practice: z.enum(practiceNames),
  service,
  reason: reason.meta({ description: 'Where it can be seen' }),
});

const indicator = z.number().nonnegative().exactOptional();

export const settingsSchema = z.strictObject({
  $schema: text.exactOptional(),
  extends: z.array(text).exactOptional().meta({
    description: 'Packs to begin with: files of the repository ("./base.yaml") or packages by name',
  }),
  include: globs.exactOptional(),
  exclude: z.array(glob).exactOptional(),
  packages: z
    .record(
      z.string(),
      z.strictObject({
        tier: z.int().min(1).max(3).exactOptional().meta({
          description:
            '1: critical, all patterns; 2: breakers and bulkheads; 3: timeouts and health',
        }),
        failOn: conditions.exactOptional(),
      }),
    )
    .exactOptional()
    .meta({ description: 'By folder or name of the package; globs are allowed, "." is the root' }),
  rules: rules.exactOptional(),
  overrides: z.array(z.strictObject({ files: globs, rules })).exactOptional(),
  failOn: conditions.exactOptional(),
  baseline: relativePathSchema.exactOptional().meta({ description: 'File of the baseline' }),
  protections: z.array(protectionSchema).exactOptional().meta({
    description: 'Protections outside of the code, such as those of a service mesh',
  }),
  indicators: z
    .strictObject(
      Object.fromEntries(Object.keys(indicators).map((name) => [name, indicator])) as Record<
        keyof typeof indicators,
        typeof indicator
      >,
    )
    .exactOptional()
    .meta({ description: 'Figures from operation: declared, not measured' }),
  slos: z.array(sloSchema).exactOptional().meta({
    description: 'Service level objectives, where no file of the repository declares them',
  }),
  practices: z.array(practiceSchema).exactOptional().meta({
    description: 'Practices that no source shows, such as alerts kept in another repository',
  }),
  business: businessSchema.exactOptional().meta({
    description: 'What outages and work cost, for the business case of the report',
  }),
  limits: z
    .strictObject({
      unparsableShare: z.number().min(0).max(1).exactOptional().meta({
        description: 'More unparsable files than this share, and the analysis is incomplete',
      }),
    })
    .exactOptional(),
});

/** What users write. */
export type WrittenSettings = z.infer<typeof settingsSchema>;
export type WrittenRuleSetting = z.infer<typeof ruleSettingSchema>;
