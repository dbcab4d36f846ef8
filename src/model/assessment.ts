import { z } from 'zod';
import { callSchema, contexts } from './call.js';
import { coverageSchema } from './coverage.js';
import { declaredSchema } from './declared.js';
import { callPathSchema, entryPointSchema } from './entry.js';
import { findingSchema } from './finding.js';
import { gateSchema } from './gate.js';
import { relativePathSchema, sha256Schema } from './location.js';
import { maturitySchema } from './maturity.js';
import { askedRuleSchema } from './rule.js';
import {
  breakerSchema,
  dependencySchema,
  poolSchema,
  retrySchema,
  serviceSchema,
} from './subjects.js';

export type { Call, Context, OriginStep } from './call.js';
export type { Coverage, Failed, SetAside, SuspectedClient, UnresolvedCall } from './coverage.js';
export type { CallPath, EntryLimit, EntryPoint, PathGroup } from './entry.js';
export type { Finding, FindingFix, Suppression } from './finding.js';
export type { Severity } from './levels.js';
export type { ConditionResult, FixedFinding, Gate, IdleEntry } from './gate.js';
export type { Evidence, Location } from './location.js';
export type { Declared } from './declared.js';
export type {
  Adoption,
  Apart,
  Area,
  Criterion,
  IndicatorState,
  Level,
  Maturity,
  OwnerAdoption,
  PackageMaturity,
  Recommendation,
  Requirement,
  Site,
  TierState,
} from './maturity.js';
export type { AskedRule } from './rule.js';
export type { Ineffective, Protection, ProtectionName } from './protection.js';
export type { Breaker, Dependency, Pool, Practice, Retry, Service } from './subjects.js';

/** Raised when a reader of older assessments would misread a newer one. */
export const SCHEMA_VERSION = 1;

/** What made the assessment. */
export const toolSchema = z.strictObject({
  name: z.literal('resilint'),
  version: z.string().min(1),
  /** SHA-256 of the rule pack, catalogue included. */
  rules: sha256Schema,
});

/** The state of the sources; empty outside of git. */
export const sourceSchema = z.strictObject({
  commit: z.string().min(1).optional(),
  /** True where the working tree differs from the commit. */
  dirty: z.boolean().optional(),
  /** Folder of the repository that was scanned; absent where that is all of it. */
  prefix: relativePathSchema.optional(),
});

/** One package.json of the repository. */
export const packageSchema = z.strictObject({
  /** Absent where package.json has none. */
  name: z.string().min(1).optional(),
  dir: relativePathSchema,
  /** Importance of the service, 1 the highest; absent where nobody set it. */
  tier: z.int().positive().optional(),
  /** It is installed and imported elsewhere, by what its package.json says; absent otherwise. */
  published: z.literal(true).optional(),
});

/** A file that has calls or entry points. */
export const assessedFileSchema = z.strictObject({
  file: relativePathSchema,
  /** Of its content, so that `fix` refuses to edit a file that changed since. */
  sha256: sha256Schema,
  context: z.enum(contexts),
  /** What told the context. */
  contextReason: z.string().min(1),
  /** From CODEOWNERS. */
  owners: z.array(z.string().min(1)),
});

/** Everything resilint knows of a repository, and all that reports, gates and drills read. */
export const assessmentSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: toolSchema,
  source: sourceSchema,
  /** Sorted by dir, the root package first. */
  packages: z.array(packageSchema),
  /** Sorted by file. */
  files: z.array(assessedFileSchema),
  /** Sorted by file, line and column. */
  calls: z.array(callSchema),
  /** Sorted by number of calls, the most first, then by id. */
  dependencies: z.array(dependencySchema),
  /** These three sorted by file, line and column. */
  breakers: z.array(breakerSchema),
  retries: z.array(retrySchema),
  pools: z.array(poolSchema),
  services: z.array(serviceSchema),
  entryPoints: z.array(entryPointSchema),
  callPaths: z.array(callPathSchema),
  /** Sorted by file, line, column and rule. */
  findings: z.array(findingSchema),
  /** What the configuration says of operation; absent where it says nothing. */
  declared: declaredSchema.optional(),
  /** Those that were asked, by id. */
  rules: z.array(askedRuleSchema),
  maturity: maturitySchema,
  coverage: coverageSchema,
  /** Absent where none was asked to decide. */
  gate: gateSchema.optional(),
});

/** Everything resilint knows of a repository. */
export type Assessment = z.infer<typeof assessmentSchema>;
/** What made the assessment. */
export type Tool = z.infer<typeof toolSchema>;
/** The state of the sources. */
export type Source = z.infer<typeof sourceSchema>;
/** One package.json of the repository. */
export type AssessedPackage = z.infer<typeof packageSchema>;
/** A file that has calls or entry points. */
export type AssessedFile = z.infer<typeof assessedFileSchema>;
