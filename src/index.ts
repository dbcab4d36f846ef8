export { askRules, assess, scored } from './assess.js';
export { assessPart } from './assess-part.js';
export { inspect } from './inspect.js';
export type { FileState, InspectedPackage, Inspection } from './inspect.js';
export type { Part } from './text/part.js';
export type { AssessOptions, Progress } from './model/assess-options.js';
export type {
  Adoption,
  Apart,
  Area,
  AskedRule,
  AssessedFile,
  AssessedPackage,
  Assessment,
  Breaker,
  Call,
  CallPath,
  ConditionResult,
  Context,
  Coverage,
  Criterion,
  Declared,
  Dependency,
  EntryLimit,
  EntryPoint,
  Evidence,
  Failed,
  Finding,
  FindingFix,
  FixedFinding,
  Gate,
  IdleEntry,
  IndicatorState,
  Ineffective,
  Level,
  Location,
  Maturity,
  OriginStep,
  OwnerAdoption,
  PackageMaturity,
  PathGroup,
  Pool,
  Practice,
  Protection,
  ProtectionName,
  Recommendation,
  Requirement,
  Retry,
  Service,
  SetAside,
  Severity,
  Site,
  Source,
  Suppression,
  SuspectedClient,
  TierState,
  Tool,
  UnresolvedCall,
} from './model/assessment.js';
export type {
  Catalog,
  ClientEntry as CatalogEntry,
  ClientExample as CatalogExample,
} from './model/catalog.js';
export type { Rule, RuleExample, RuleSet } from './model/rule.js';
export { loadCatalog } from './config/catalog.js';
export { loadRules } from './config/rules/rules.js';
export { explainFinding } from './report/explain-finding.js';
export type { Explained } from './report/explain-finding.js';
export { explainRule } from './report/explain-rule.js';
export { loadConfiguration } from './config/settings/configuration.js';
export type { Configuration } from './config/settings/configuration.js';
export type { SettingOrigins } from './config/settings/no-origins.js';
export type { Settings } from './model/settings.js';
export { acceptedFinding, baselineDifference } from './gate/update-baseline.js';
export type { Acceptance, BaselineDifference } from './gate/update-baseline.js';
export { compare } from './gate/compare.js';
export type { Change, Comparison, IndicatorChange } from './model/comparison.js';
export { conditionsOf, gate } from './gate/gate.js';
export type { GateOptions } from './gate/gate.js';
export { hasComments, withPolicy } from './gate/policy.js';
export { writeBaseline } from './gate/write-baseline.js';
export type { Baseline, BaselineEntry } from './model/baseline.js';
export type { Condition } from './model/condition.js';
export { reportJson } from './report/json.js';
export { reportMaturity } from './report/maturity.js';
export { reportAs, reportPieces } from './report/formats.js';
export type { Format } from './report/formats.js';
export { packageParts } from './report/html/package-parts.js';
export { reportHtml } from './report/html/report-html.js';
export type { ReportFile, ReportLayout } from './report/html/report-html.js';
export type { ReportPack } from './report/html/renderer.js';
export type { ReportInput } from './report/html/input.js';
export { reportCheck } from './report/text-check.js';
export { reportText } from './report/text.js';
export type { TextOptions } from './report/text-style.js';
export { KnownError } from './text/known-error.js';
export { fix, fixFormats, reportFix } from './fix-api.js';
export type { FixFormat, FixOptions } from './fix-api.js';
export { codemods } from './model/fix.js';
export type {
  FixedFile,
  FixPlan,
  FixReason,
  FixResult,
  FixSite,
  PlannedFix,
  PlanVerification,
  Safety,
  Verification,
} from './model/fix.js';
