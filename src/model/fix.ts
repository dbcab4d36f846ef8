import type { Assessment } from './assessment.js';
import type { safeties } from './finding.js';

/** What `fix` can do; rules name more, which are left to people. */
export const codemods = [
  'add-timeout',
  'add-acquire-timeout',
  'add-breaker',
  'add-bulkhead',
  'add-retry',
  'add-fallback',
  'add-health',
  'add-readiness',
] as const;

/** What completes a service, rather than to protect its calls. */
export const serviceCodemods = ['add-health', 'add-readiness'] as const;

/** What is done where a pool is made, whose calls then wait no longer for a connection. */
export const poolCodemods = ['add-acquire-timeout'] as const;

/** What can be done for a call, or for a service. */
export type Codemod = (typeof codemods)[number];

/** What can be done for a call. */
export type CallCodemod = Exclude<Codemod, ServiceCodemod>;

/** What can be done for a service. */
export type ServiceCodemod = (typeof serviceCodemods)[number];

/** How sure an edit is, the surest first. */
export type Safety = (typeof safeties)[number];

/** Why a site is not edited, or only for those who ask for it by the id of its finding. */
export type FixReason =
  /** The text is not the one that was assessed. */
  | 'changed-since-assessed'
  /** The call, or the place where its client is made, was not found again in the text. */
  | 'place-not-found'
  /** The client has no option that bounds the call. */
  | 'no-native-option'
  /** The options are spread, handed in or computed: what they hold is not known here. */
  | 'options-not-literal'
  /** The options are used for something else as well. */
  | 'options-shared'
  /** Which driver the options are for is not in the sources. */
  | 'driver-unclear'
  /** Each of many calls would have to be wrapped. */
  | 'many-calls'
  /** The option may be one of several arguments. */
  | 'options-place-unclear'
  /** A value stands there that is somebody's decision. */
  | 'already-set'
  /** Some arguments are spread, so that their positions are not known. */
  | 'spread-argument'
  /** How long a migration may take, and what one that is cut off leaves, is somebody's to know. */
  | 'schema-change'
  /** What is handed over after the wait has ended would be nobody's, and never given back. */
  | 'hands-over'
  /** The wait would end, and a transaction, a transfer or a command go on. */
  | 'goes-on'
  /** The answer is a stream: a bound on the whole would cut it off. */
  | 'streamed-answer'
  /** The supported versions of Node lack what the edit needs. */
  | 'node-version'
  /** The signal lives as long as the process: what is joined to it would pile up. */
  | 'long-lived-signal'
  /** The name is something else in this file. */
  | 'shadowed-name'
  /** The client's own trap, told by the catalogue. */
  | 'caution'
  /** The code may run in a browser. */
  | 'browser'
  /** What takes the answer may need more than a promise. */
  | 'consumer-unclear'
  /** Nobody waits for the call, and a refusal would be an unhandled rejection. */
  | 'not-awaited'
  /** The promise is kept, and used in ways that are not followed. */
  | 'promise-kept'
  /** The call is made in a generator, or hands a promise to one. */
  | 'generator'
  /** Arguments await something, which would run under the policy too. */
  | 'argument-awaits'
  /** Arguments may be set to something else until the call starts, and cannot be handed over. */
  | 'argument-changes'
  /** Arguments change variables. */
  | 'argument-assigns'
  /** Where there is no client there is no call. */
  | 'optional-call'
  /** The answer goes to a callback. */
  | 'callback'
  /** What the call does is not known to be a read, and repeating it may do it twice. */
  | 'may-write'
  /** What to answer in place of a failed call is somebody's decision. */
  | 'answer-to-write'
  /** Where a route stands, and who may ask it, is somebody's decision. */
  | 'route-to-place'
  /** No route of a known framework stands where another one can be put. */
  | 'no-route'
  /** The call is part of a transaction, which is protected as a whole or not at all. */
  | 'in-transaction'
  /** The client is handed in, or its address is: one policy would be for several dependencies. */
  | 'shared-client'
  /** The call runs under a policy of the package's own file already. */
  | 'own-policy'
  /** The file is CommonJS, and the policies stand in a module; or there is no package.json. */
  | 'no-policy-module'
  /** The library that policies are to be made with has none that does it. */
  | 'not-in-target'
  /** Policies are not written for the version of the library that the package asks for. */
  | 'target-version'
  /** A scan of the edited text would not find the call protected. */
  | 'no-effect'
  /** The edited text differs in more than what the edit is for. */
  | 'changes-more'
  /** The type checker found an error that was not there before. */
  | 'type-error'
  /** The edit gives something another type, and no type checker could look at what uses it. */
  | 'types-not-checked'
  /** The edited text would not parse. */
  | 'parse-error'
  /** Another edit changes the same characters; a second run may do it. */
  | 'overlap';

/** One place that is edited, or is not, with the findings that it is for. */
export interface FixSite {
  /** "add-timeout". */
  readonly codemod: string;
  readonly safety: Safety;
  /** Absent where nothing stands against the edit. */
  readonly reason?: FixReason;
  /** What the reason is here, in a sentence. */
  readonly why?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What the edit does, in a few words; absent where there is none. */
  readonly what?: string;
  /** Ids of findings. */
  readonly findings: readonly string[];
  /** Rules of those findings. */
  readonly rules: readonly string[];
  /** What those calls reach over the network. */
  readonly dependencies: readonly string[];
  /** Ids of the calls that the edit protects. */
  readonly calls: readonly string[];
  /** Whether the edit is in the result. */
  readonly applied: boolean;
}

/** A file that the edits change or make. */
export interface FixedFile {
  readonly file: string;
  /** null for a file that is made. */
  readonly before: string | null;
  readonly after: string;
  /** Part of the copy of the runtime library; nobody wrote it by hand. */
  readonly copied?: true;
}

/** How edits are verified while they are planned; each way is the one before it, and more. */
export type PlanVerification =
  /** The edited files parse. */
  | 'none'
  /** A scan of the edited sources finds the calls protected. */
  | 'parse'
  /** The type checker finds no new error. */
  | 'types';

/** How edits were verified. */
export type Verification =
  | PlanVerification
  /** The repository's own tests end with the edits as they do without them. */
  | 'tests';

/** What a run of the codemods comes to; nothing is written yet. */
export interface FixResult {
  /** By file, line and column. */
  readonly sites: readonly FixSite[];
  /** By file. */
  readonly files: readonly FixedFile[];
  readonly verification: Verification;
  /** What whoever asked has to know, a sentence each. */
  readonly notes: readonly string[];
}

/** A result whose edits can be made in part; each part is complete, with its imports and policies. */
export interface FixPlan extends FixResult {
  /** The files with the edits of these sites, by name; sites without an edit bring none. */
  readonly filesWith: (sites: readonly FixSite[]) => readonly FixedFile[];
  /**
   * Verifies the edits of a site by themselves, as nobody says yes to all: why they would not do
   * alone what they do with the others, in a sentence; null where they do.
   */
  readonly verifiedAlone: (site: FixSite) => Promise<string | null>;
  /** The plan whose edits are those of these sites, and of no others. */
  readonly choosing: (sites: readonly FixSite[]) => FixPlan;
}

/** What `fix` plans, and the assessment that it starts from. */
export interface PlannedFix extends FixPlan {
  readonly assessment: Assessment;
}
