import { z } from 'zod';
import { isPattern } from './is-pattern.js';
import { placePattern, placeSchema } from './catalog-scope.js';
import { typeName } from './catalog-parts.js';
import { entryLimitKinds, entryPointKinds, entryTriggers } from './entry.js';

/**
 * How a framework lets work in: which of its calls, decorators, base classes and files register
 * handlers, what is mounted below what, and where limits stand.
 */

/**
 * Where something stands: a place of a setting (`call.0`, `instance.0.prefix`, `chain.command.0`), or
 *
 * - `each`, `each.url`: the handler or object that a registration with `each` is at;
 * - `key`: its key, "Query.users" two levels deep, where `key.0` is "Query" and `key.1` "users";
 * - `member`: how the called member, export or decorator is spelled; `MEMBER` in capitals;
 * - `kept`: the name that what the call returns is kept under;
 * - `'Query'`: that very text;
 * - `named.0`: how an argument is named, "Users" of `proto.Users.service`;
 * - `handler`, `class`: names of the decorated or inherited method and of its class;
 * - `file`: the route that a file stands for, `path` as it is spelled; `method`: the method its name ends in; `export`: the
 *   name it exports the handler under.
 */
const ownPlace =
  /^('[\w ]+'|named\.\d+|each(\.[A-Za-z_$][\w$-]*)*|key(\.[01])?|kept|member|MEMBER|handler|class|file|path|method|export)$/;

const isPlace = (text: string): boolean => ownPlace.test(text) || placePattern.test(text);

const entryPlaceSchema = z
  .string()
  .refine(isPlace, 'a place is for example call.1, each.url, chain.command.0 or handler');

/** `call.0.modules[].resolvers`: at each element of a list. */
const LISTED = /\[\]\.[A-Za-z_$][\w$-]*$/;
const listedPlaceSchema = z
  .string()
  .refine(
    (text) => placePattern.test(text.replace(LISTED, '')),
    'a place is for example call.1, call.1.handlers or call.0.modules[].resolvers',
  );

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** "GET {call.0}", "topic {method.subscribe.0.topic|call.0}": the first place that tells is taken. */
const nameSchema = z
  .string()
  .refine(
    (text) =>
      !/[{}]/.test(text.replaceAll(PLACEHOLDER, '')) &&
      [...text.matchAll(PLACEHOLDER)].every(([, places = '']) => places.split('|').every(isPlace)),
    'a name is text with places in braces, for example "GET {call.0}"',
  );

/** A bound on the work that enters. */
export const limitSettingSchema = z.strictObject({
  kind: z.enum(entryLimitKinds),
  at: z.array(placeSchema).min(1),
  /** Of a rate: the interval it counts in. */
  window: z.array(placeSchema).optional(),
  /** Of a time or window that is a bare number; default: ms. */
  unit: z.enum(['ms', 's', 'min']).optional(),
  /** What holds where it is not set. */
  default: z.number().nonnegative().optional(),
  /** The interval of that default. */
  defaultWindow: z.number().positive().optional(),
});

/** A handler that is registered. Without a handler in the place named, nothing is. */
export const registrationSchema = z.strictObject({
  kind: z.enum(entryPointKinds),
  /** As a client sees it; empty where its mounts say it all. What follows the first space of a route's name is put below its mounts, and so is a name that begins with a dot. */
  name: nameSchema,
  /** What runs it, where the kind does not tell who waits. */
  trigger: z.enum(entryTriggers).optional(),
  /** Members of what it is registered on that answer whoever sent the message: a user waits for such a handler. */
  answers: z.array(z.string()).optional(),
  /** Told only where it leads to calls. */
  incidental: z.literal(true).optional(),
  /** Where the handler stands, best first. Of decorators it is the decorated method. */
  handler: z.array(entryPlaceSchema).default(['call.last']),
  /** A text names the handler, as a member of a type with `files`: the first of these whose places all tell. */
  names: z.strictObject({ of: typeName, texts: z.array(nameSchema).min(1) }).optional(),
  /** The place holds many handlers: each property, method or element of it is one; or each of the arguments. */
  each: z.array(z.union([z.literal('arguments'), listedPlaceSchema])).optional(),
  /** Of them only those under these keys, each with a name of its own. */
  keys: z.record(z.string(), nameSchema).optional(),
  /** Levels below that place: 2 where its properties hold objects of handlers. */
  depth: z.int().min(1).max(2).optional(),
  /** Events, as the first argument names them, that let work in; or those that do not. */
  only: z.array(z.string()).optional(),
  except: z.array(z.string()).optional(),
  /** A handler with more parameters hands the work on: it is no entry point but passed on the way. */
  mostParameters: z.int().positive().optional(),
  /** Functions that run before the handler; `others` are the other arguments. */
  before: z.array(z.union([z.literal('others'), entryPlaceSchema])).optional(),
  /** Where objects stand there, their member that is the function. */
  beforeMember: z.string().optional(),
  /** Without a handler the messages are iterated: the function around the call handles them. */
  iterated: z.literal(true).optional(),
  /** What is handed over is a controller, or its name: these of its methods run; each registered by itself, where it has a name. */
  methods: z.union([z.array(z.string()), z.record(z.string(), nameSchema)]).optional(),
  /** Of those methods only the ones that are listed there; or all but these. */
  methodsOnly: z.array(entryPlaceSchema).optional(),
  methodsExcept: z.array(entryPlaceSchema).optional(),
  /**
   * `result`: the call's result is mounted elsewhere, rather than what it is called on; `nowhere`:
   * the decorated method goes by its own name, wherever its class is mounted.
   */
  mounted: z.enum(['result', 'nowhere']).optional(),
  limits: z.array(limitSettingSchema).optional(),
});

/** How functions tell what they are for, by the number of their parameters. */
const middlewareSchema = z.strictObject({
  /** One with at most as many cannot hand on: it answers. */
  answersUpTo: z.int().positive().optional(),
  /** Where they stand; default: all arguments. */
  at: z.array(entryPlaceSchema).optional(),
  /** Where the time is named at which they run; default: by the first argument. */
  event: z.array(placeSchema).optional(),
  /** The times that are before a handler, or those that are not. */
  only: z.array(z.string()).optional(),
  except: z.array(z.string()).optional(),
  /** A registration where one of these places is false does without them. */
  unless: z.array(entryPlaceSchema).optional(),
  /** What was registered before them does without them. */
  ordered: z.literal(true).optional(),
  /** One with as many is there for failures. */
  failuresFrom: z.int().positive().optional(),
  /** What comes in there where no registration is known to follow; default: any request. */
  enters: z.strictObject({ kind: z.enum(entryPointKinds), name: z.string() }).optional(),
});

/** What a call puts below a path: routers and functions it is given, what it returns, a class. */
export const mountSchema = z.strictObject({
  /** Where the path stands, best first; without one there is no path of its own. */
  path: z.array(entryPlaceSchema).default([]),
  /**
   * `routers`: those among the arguments; `plugins`: also functions that are given a router;
   * `within`: whatever functions among the arguments register while they run;
   * `result`: what the call returns; `each`: properties of an object, below their keys;
   * `package`: every route of the package.
   */
  what: z.enum(['routers', 'plugins', 'within', 'result', 'each', 'package']).default('routers'),
  /** Plugins are objects, or lists of them, at this place … */
  each: placeSchema.optional(),
  /** … and these are their functions: `each.register`. */
  functions: z.array(entryPlaceSchema).optional(),
  /** Functions among the arguments run before what is registered there. */
  middleware: middlewareSchema.optional(),
  /** A decorated class works only where code lists it, such as a module its controllers. */
  listed: z.literal(true).optional(),
});

/**
 * Functions that are kept for what runs them later, under a name or for all, such as a strategy of
 * authentication: the last argument of a call, or the class that extends a type.
 */
export const keepingSchema = z.strictObject({
  /** What they are kept as: "strategy". */
  as: z.string(),
  /** Where their name stands. */
  name: z.array(placeSchema).default([]),
  /** Every argument from there on is a name too. */
  every: z.literal(true).optional(),
  /** The name that it always has. */
  under: z.string().optional(),
  /** Of a class of the repository, this method is run. */
  method: z.string().optional(),
  /** Regular expression in front of the name, in the package of the class that is kept or extended. */
  packages: z.string().refine(isPattern, 'no regular expression').optional(),
});

/** What a value runs when a request passes it: functions that are kept. */
export const runningSchema = z.strictObject({
  kept: z.string(),
  /** Where the name stands under which; all of them where it is not known. */
  name: z.array(placeSchema).default([]),
  under: z.string().optional(),
  /** None of them where this is false. */
  unless: z.array(placeSchema).default([]),
});

/** A call that runs all that is kept under the name it gives: events and commands within a process. */
export const sendingSchema = z.strictObject({
  kept: z.string(),
  /** Where the name stands; a class stands for itself and for what is made of it. */
  name: z.array(placeSchema).min(1),
  /** It does not wait for what they do. */
  unawaited: z.literal(true).optional(),
});

/** Files that the framework finds by where they lie. */
export const conventionSchema = z.strictObject({
  /** Regular expression on the path below the package; its groups are `path`, the route, and `method`. */
  files: z.string().refine(isPattern, 'no regular expression'),
  /** How folders and file names spell a route: `[id]` or `$id`. */
  spelling: z.enum(['brackets', 'dollars']).default('brackets'),
  /** Only files that begin with this directive ("use server"). */
  directive: z.string().optional(),
  /** Files, one of which stands for the dependency in the package's folder or one below it ("vercel.json"). */
  beside: z.array(z.string()).min(1).optional(),
  /**
   * Exported name → what it registers; several as "GET|POST", a member as "default.fetch", each of a
   * list or an object as "default.routes.*", "*" for every function, "*.hooks.*" for members of any.
   */
  exports: z.record(z.string(), registrationSchema),
});

/** A bound on the work that enters, and where it is set. */
export type LimitSetting = z.infer<typeof limitSettingSchema>;
/** A handler that is registered. */
export type RegistrationFact = z.infer<typeof registrationSchema>;
/** What a call puts below a path. */
export type MountFact = z.infer<typeof mountSchema>;
/** How functions that are put in front of others tell what they are for. */
export type MiddlewareFact = z.infer<typeof middlewareSchema>;
/** Functions that are kept for what runs them later. */
export type KeepingFact = z.infer<typeof keepingSchema>;
/** What a value runs when a request passes it. */
export type RunningFact = z.infer<typeof runningSchema>;
/** Files that the framework finds by where they lie. */
export type Convention = z.infer<typeof conventionSchema>;
