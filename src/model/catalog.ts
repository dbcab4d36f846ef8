import { z } from 'zod';
import {
  conventionSchema,
  keepingSchema,
  limitSettingSchema,
  mountSchema,
  registrationSchema,
  runningSchema,
  sendingSchema,
} from './catalog-entry.js';
import {
  borrowedSchema,
  callbackSchema,
  declaredSchema,
  exampleSchema,
  handingSchema,
  methodsSchema,
  permitSchema,
  placedFilesSchema,
  sharingSchema,
  typeName,
} from './catalog-parts.js';
import { hookCodeSchema, timeoutCodeSchema } from './catalog-hook.js';
import { callKinds, callRoles } from './call-kinds.js';
import { policyTargetSchema } from './catalog-target.js';
import { protectionFactsSchema } from './catalog-protection.js';
import type { PracticeEntry } from './practice.js';

/**
 * One outbound client as written in `rules/catalog/clients/*.yaml`.
 *
 * A client is described as a few named types, the way its typings would: what the module exports,
 * what constructing or calling yields, and which members of a type perform I/O. The resolver walks
 * these types while it follows values; detection reports members with a `role`.
 */

/** What calling a value does and yields. */
const actionSchema = z.strictObject({
  /** Set when the call performs I/O. */
  role: z.enum(callRoles).optional(),
  /** Reported operation; default: the member's name. `argument:0` takes a literal argument, `constructed:0` the class name of a `new X()` argument. */
  operation: z.string().optional(),
  effect: z.enum(['read', 'write']).optional(),
  /** Safe to send twice; default: true for reads, unknown for writes. */
  idempotent: z.boolean().optional(),
  /** Type of the settled result (promises are transparent). "Self" is the receiver's own type. */
  returns: typeName.optional(),
  /**
   * True when the result is an array (or async iterable) of `returns`, or the member one of its
   * `type`; "first" when such an array stands first in one, in front of what tells of the answer.
   */
  many: z.union([z.literal(true), z.literal('first')]).optional(),
  /** Of an array that is asked for lazily: the type whose members are called before it is waited for. */
  building: typeName.optional(),
  /** What it returns is a part of the same dependency (a collection, a model): how it is made says no other name. */
  part: z.literal(true).optional(),
  /** The call only builds; I/O happens when the chain is awaited, returned, handed on or ended by a member with `executes`. */
  lazy: z.literal(true).optional(),
  /** This call runs the lazily built chain in front of it (`.exec()`, `.then()`, `.end()`). */
  executes: z.literal(true).optional(),
  /** The call only does I/O when its last argument is a function / when it is not; `given`: when it is handed anything. */
  when: z.enum(['callback', 'no-callback', 'awaited', 'not-awaited', 'given']).optional(),
  /** Calls that do no I/O although others of the member do: a literal property of an argument tells. */
  unless: z
    .strictObject({
      argument: z.int().nonnegative(),
      property: z.string(),
      is: z.array(z.string()),
    })
    .optional(),
  /**
   * The call runs a function it was given: "call.0" (an argument of this call) or "instance.0" (of
   * the constructor), "instance.0.func" a property of it. Options may stand in front: `call.0` is
   * then the next argument. Where the function is a client's own, the call is the call of that
   * client; where a promise stands there, it is waited for. Without `returns`, what they yield is
   * the result.
   */
  invokes: z
    .string()
    .regex(
      /^(call|instance)\.(\d+|last)(\.[A-Za-z_$][\w$]*)*$/,
      'what is run stands for example at call.0, call.last or instance.0.func',
    )
    .optional(),
  callback: callbackSchema.optional(),
  permit: permitSchema.optional(),
  /** The result is made of the repository's class at this argument, where there is one: "call.0". */
  instantiates: z
    .string()
    .regex(/^call\.\d+$/)
    .optional(),
  /** The result is the member of what it `returns` that the text at this argument names ("api::order.order"). */
  picks: z
    .string()
    .regex(/^call\.\d+$/)
    .optional(),
  methodsAt: methodsSchema.optional(),
  /** The call hands its first argument to the function after it, what that gives to the next: `pipe(value, f, g)`. */
  pipes: z.literal(true).optional(),
  /**
   * The first argument is a function that is given what is piped into the call's result. What goes
   * on is what the function gives (`map`, `chain`), or what it was given (`tap`).
   */
  piped: z.enum(['result', 'given']).optional(),
  /** Guards: the result protects with everything its arguments and its receiver protect with (`wrap(retry, breaker)`). */
  composes: z.literal(true).optional(),
  /** Guards: the call protects the client at this argument from now on (`axiosRetry(client, …)`). */
  attaches: z
    .string()
    .regex(/^call\.\d+$/)
    .optional(),
  /** Guards that the call is handed protect what it is called on from now on (`bot.api.config.use(autoRetry())`). */
  installs: z.literal(true).optional(),
  /** The call returns without waiting for an answer, so that no time bound applies to it. */
  answer: z.literal('none').optional(),
  /** Where this call names what it talks to, before the client's own `address`: see `address`. */
  address: z.array(z.string()).optional(),
  /** Frameworks: the call, or what is decorated with it, lets work in. */
  registers: registrationSchema.optional(),
  /** Frameworks: what the same call registers besides (the events and hooks of a service). */
  registersToo: z.array(registrationSchema).min(1).optional(),
  /** Frameworks: the call puts other registrations below a path. */
  mounts: mountSchema.optional(),
  /** A decorated class takes others in, and works only where another or a program takes it in. */
  lists: z.literal(true).optional(),
  /** Frameworks: methods of classes decorated with the call that let work in. */
  implemented: z.record(z.string(), registrationSchema).optional(),
  /**
   * Frameworks: what is decorated with the call is run through the classes it is handed: by their
   * `method`, where that calls a member named `proceeds`.
   */
  surrounds: z.strictObject({ method: z.string(), proceeds: z.string() }).optional(),
  /** Frameworks: requests to what is decorated with the call pass this method of the classes it is handed. */
  passes: z.string().optional(),
  /** Frameworks: with the call, all requests to the program do. */
  passesEverywhere: z.string().optional(),
  /** Frameworks: with the call, requests pass a method of the classes that are provided for a token. */
  passesProvided: z.record(z.string(), z.string()).optional(),
  /**
   * Frameworks: requests to the routes that the call names pass what the value was made with:
   * functions, and classes by their `method`. A call named `except` in the chain names others.
   */
  passesSelected: z.strictObject({ method: z.string(), except: z.string() }).optional(),
  /** Frameworks: what the call makes hands its handlers a context. */
  shares: sharingSchema.optional(),
  /** Frameworks: the call keeps functions for values that run them. */
  keeps: keepingSchema.optional(),
  /** Frameworks: the call runs what is kept under the name it gives. */
  sends: sendingSchema.optional(),
});

const memberSchema = actionSchema.extend({
  /** Type of the member itself when it is read, not called (`octokit.rest`, `prisma.user`). */
  type: typeName.optional(),
  /** The member is what the client was made with: `instance.0` of `bookshelf(knex)` for its `knex`. */
  given: z
    .string()
    .regex(/^instance\.\d+$/)
    .optional(),
  /** The member is of the type that a type argument says. */
  declared: declaredSchema.optional(),
  /** The member is what another package exports: `app.mongoose`. */
  from: borrowedSchema.optional(),
});

const clientTypeSchema = z.strictObject({
  /** Exported interfaces and type aliases whose annotation means this type (constructed classes are known without). */
  annotations: z.array(z.string()).optional(),
  /** `new X()` yields. A repository class that extends X has this type's members on its instances. */
  construct: typeName.optional(),
  /** Whose functions its members are, where another package of the entry only hands it out. */
  package: z.string().optional(),
  /** What `construct` yields belongs to a dependency that is made elsewhere (a repository of a connection): neither `new` nor `super()` says how. */
  part: z.literal(true).optional(),
  /** What a value of this type is called where nothing names what it talks to. */
  named: z.string().optional(),
  /** Made apart and added to one of the `makers`, whose values it hands on: a composer of a bot. */
  added: z.literal(true).optional(),
  /** Constructing already performs I/O (`new WebSocket(url)`), or is given methods. */
  constructs: actionSchema.optional(),
  /** The value itself is called: `fetch()`, `axios()`, `knex('t')`. */
  call: actionSchema.optional(),
  /** Keys: names, several as "get|head", "*" for any other, "/pattern/" for a regular expression. */
  members: z.record(z.string(), memberSchema).optional(),
  /** Members of these types too; own ones win. */
  extends: z.array(typeName).optional(),
  /** Functions that are written into a value of this type become methods of that one, and run on it. */
  methodsOf: typeName.optional(),
  /** Waiting for a value of this type (`await`, `.then`, `return` from async) runs it. */
  thenable: z.literal(true).optional(),
  /** Files of the repository stand for its members too. */
  files: placedFilesSchema.optional(),
  /** What the library gives to functions ("execute|run") of an object that holds a value of this type. */
  beside: z
    .strictObject({ functions: z.string(), parameters: z.array(typeName.nullable()) })
    .optional(),
  /** Frameworks: methods of classes that extend or implement this type and let work in. */
  implemented: z.record(z.string(), registrationSchema).optional(),
  /** Frameworks: an exported function of this type, or with a parameter of it, lets work in. */
  exported: registrationSchema.optional(),
  /** Frameworks: what classes that extend this type keep for values that run it. */
  keeps: keepingSchema.optional(),
  /** Frameworks: where a request passes a value of this type, it runs what is kept, and what the value was made with. */
  runs: z.array(runningSchema).min(1).optional(),
  /** Frameworks: where the path of everything registered on a value of this type begins. */
  prefix: z.array(z.string()).optional(),
  /** Frameworks: what is registered on a value of this type lets work in only where that is mounted. */
  mounted: z.literal(true).optional(),
  /** Frameworks: bounds that a value of this type sets for what is registered on or behind it. */
  limits: z.array(limitSettingSchema).optional(),
});

export const clientSchema = z.strictObject({
  client: z.string(),
  /** A guard runs calls of other clients and makes none itself. */
  guard: z.literal(true).optional(),
  /** A framework lets work in and makes no call. */
  framework: z.literal(true).optional(),
  kind: z.enum(callKinds),
  /** npm packages and node builtins ("node:http"); "@aws-sdk/client-*" matches by prefix. */
  packages: z.array(z.string()).default([]),
  /** Report the package that was imported rather than `client` (for prefix packages). */
  reportPackage: z.literal(true).optional(),
  /** Classes of errors, and tests for them, that every failure of the client passes, an outage included. */
  failures: z.array(z.string()).optional(),
  /** Platform globals: name → type. */
  globals: z.record(z.string(), typeName).default({}),
  /** Exported name → type; "default" also serves `require()` and namespace members. "*" any other; "/regex/" allowed. */
  exports: z.record(z.string(), typeName).default({}),
  /**
   * Stores of a cache and the like: where the sources import none of these packages, what the client
   * holds is kept in the process, and its calls do not leave it.
   */
  remoteWith: z.array(z.string()).min(1).optional(),
  /** Entry points below the package: subpath without "./" → exports, where they differ from the main ones. */
  subpaths: z.record(z.string(), z.record(z.string(), typeName)).optional(),
  /**
   * Exported name → type, in packages that the catalogue does not know: what is generated for the
   * client and published (TypeChain's `Token__factory`).
   */
  elsewhere: z.record(z.string(), typeName).optional(),
  types: z.record(typeName, clientTypeSchema),
  /** Types that hand out the others: of what is known by its type alone (`(ctx: Context) => …`), its program makes one. */
  makers: z.array(typeName).min(1).optional(),
  /**
   * Functions of the packages that set up what parts of the repository are handed elsewhere, by
   * their last two names at the most: "createConnection", "TypeOrmModule.forRoot". What they are
   * given says which database it is.
   */
  setup: z.array(z.string().regex(/^([A-Z]\w*\.)?[a-z]\w*$/)).optional(),
  /**
   * Where the dependency's name stands, best first: "call.0", "call.0.url", "instance.0.baseURL"
   * (arguments of the call, of the nearest factory or constructor). Strings are read as URLs,
   * hosts, or names of environment variables and configuration keys. "receiver": the name in
   * capitals that the client itself is taken from (`env.ORDERS`).
   */
  address: z.array(z.string()).default([]),
  /** Migrations and the like: functions that a program of the package calls with values of its own. */
  hands: z.array(handingSchema).optional(),
  /** Dependency-injection tokens: decorator name → type of what it injects, e.g. InjectRepository: Repository. */
  decorators: z.record(z.string(), typeName).optional(),
  /** Guards: decorator name → type whose protection the decorated method or class gets; its arguments are `instance.N`. */
  guardDecorators: z.record(z.string(), typeName).optional(),
  protection: protectionFactsSchema.optional(),
  policyTarget: policyTargetSchema.optional(),
  /** The first that fits the version is taken. */
  hookCode: z.array(hookCodeSchema).optional(),
  /** The first that fits the version is taken. */
  timeoutCode: z.array(timeoutCodeSchema).optional(),
  /** Frameworks: the handler of a route that answers with success and asks nobody, as code. */
  healthHandler: z.string().optional(),
  /** Frameworks: the same where `{{check}}` has been done before, and with 503 where it throws. */
  readinessHandler: z.string().optional(),
  /** What a client is cheaply asked whether it works by, as code behind its name: ".query('SELECT 1')". */
  readinessCheck: z.string().optional(),
  /** Frameworks: files that are entry points because of where they lie. */
  conventions: z.array(conventionSchema).optional(),
  /** Frameworks: only what the main file of a package leads to is registered. */
  takenFromMain: z.literal(true).optional(),
  /** True until a call of this client, or what a framework or guard does, was seen found in a public repository. */
  unseen: z.literal(true).optional(),
  docs: z.string().optional(),
  examples: z.array(exampleSchema).min(2),
});

/** The clients and guards that are known; each package and global belongs to one of them. */
export interface Catalog {
  readonly clients: readonly ClientEntry[];
  /** Tools that show how a service is run; a package may be a client besides. */
  readonly practices: readonly PracticeEntry[];
  /** Two assessments with the same one were made by the same rules. */
  readonly hash: string;
}

export type ClientEntry = z.infer<typeof clientSchema>;
export type ClientType = z.infer<typeof clientTypeSchema>;
export type ClientAction = z.infer<typeof actionSchema>;
export type ClientMember = z.infer<typeof memberSchema>;
export type ClientExample = z.infer<typeof exampleSchema>;
