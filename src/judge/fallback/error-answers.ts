import type { CallFact, Expression, FunctionFact, FunctionId } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { isOnOutagePath, type Handler } from './handler-paths.js';
import type { Judging } from '../judging.js';
import { settledBy, type Settled } from './settled-tests.js';

interface Where {
  readonly file: string;
  readonly function: FunctionId;
  /** The name of the failure, where it has one. */
  readonly failure?: number | null;
  /** How many functions of the repository led here. */
  readonly depth?: number;
  readonly settled?: Settled;
}

/** Classes and helpers of frameworks whose name chooses an HTTP status. */
const STATUS_NAMES =
  /^((BadRequest|Unauthorized|Forbidden|NotFound|MethodNotAllowed|NotAcceptable|RequestTimeout|Conflict|Gone|PayloadTooLarge|UnprocessableEntity|InternalServerError|NotImplemented|BadGateway|ServiceUnavailable|GatewayTimeout)(Exception|Error)?|HttpException|HTTPException|HealthCheckError|TRPCError|createHttpError|createError|badGateway|badImplementation|serverUnavailable|gatewayTimeout|boomify|internal)$/;

/** `Boom.badRequest()`, `createError.BadGateway()`: each member makes an error with a status. */
const makesHttpError = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  /^(Boom|createError|createHttpError|httpErrors)$/i.test(lastName(callee.object) ?? '') &&
  !/^is[A-Z]/.test(callee.property ?? '');

/** Members that answer a client: `res.status(500).json(…)`, `reply.code(502).send()`. */
const ANSWERS =
  /^(status|sendStatus|json|send|render|redirect|code|end|writeHead|respond|sendError|error|badRequest|unauthorized|forbidden|notFound|conflict|internalServerError|reply|editReply|followUp|serviceUnavailable|badGateway)$/;
const ANSWERERS =
  /^(res|response|reply|resp|h|rep|interaction|message|msg|ctx|context|channel|NextResponse|Response|c)$/i;

const DEEPEST_BASE = 4;
const DEEPEST_HELPER = 3;

/** Whether an error value carries an HTTP status that was chosen for it. */
export function choosesStatus(judging: Judging, value: Expression, where: Where): boolean {
  if (value.kind === 'cast' || value.kind === 'await') {
    return choosesStatus(judging, value.value, where);
  }
  // `next({ status: 503, message })`.
  if (value.kind === 'object') return isStatus(judging, value, where);
  if (value.kind === 'name') return isKeptStatus(judging, value, where);
  const call = value.kind === 'call' ? judging.facts(where.file)?.calls[value.call] : undefined;
  return call !== undefined && callChoosesStatus(judging, call, where);
}

/** The same of what a handler throws: also `const failure = new AppError('down', 503); throw failure`, both in it. */
export function throwsStatus(judging: Judging, value: Expression, handler: Handler): boolean {
  if (choosesStatus(judging, value, handler)) return true;
  const made = value.kind === 'name' ? madeIn(judging, handler, value.binding) : undefined;
  return made !== undefined && callChoosesStatus(judging, made, handler);
}

/** What a handler makes with `new` and keeps. */
function madeIn(
  judging: Judging,
  { file, span }: Handler,
  binding: number | null,
): CallFact | undefined {
  const facts = judging.facts(file);
  const kept = binding === null ? undefined : facts?.bindings[binding];
  if (kept?.value?.kind !== 'call' || kept.path !== undefined) return undefined;
  if (kept.start < span.start || kept.start >= span.end) return undefined;
  const made = facts?.calls[kept.value.call];
  return made?.form === 'new' ? made : undefined;
}

function callChoosesStatus(judging: Judging, call: CallFact, where: Where): boolean {
  if (call.arguments.some((one) => isStatus(judging, one, where))) return true;
  const callees = judging.values(call.callee, where);
  const position = call.arguments.findIndex(
    (one) => one.kind === 'name' && one.binding !== null && one.binding === where.failure,
  );
  // `internal(message)` is what the repository makes of it, and only else what frameworks do.
  const own = callees.filter((one) => one.kind === 'function');
  if (call.form !== 'new' && own.length > 0)
    return own.some(({ file, function: id }) => {
      const facts = judging.facts(file);
      const fact = facts?.functions[id];
      if (facts === undefined || fact === undefined) return false;
      const failure = fact.parameters[position]?.binding ?? null;
      const settled = settledBy(call, fact, facts);
      const depth = (where.depth ?? 0) + 1;
      return makesStatus(judging, { file, function: id, failure, settled, depth });
    });
  if (STATUS_NAMES.test(lastName(call.callee) ?? '') || makesHttpError(call.callee)) return true;
  return callees.some(
    (made) =>
      made.kind === 'class' &&
      classChoosesStatus(judging, { file: made.file, id: made.class }, DEEPEST_BASE),
  );
}

/** `const error = { status: 503, reason }; next(error)`. */
function isKeptStatus(
  judging: Judging,
  { binding }: Extract<Expression, { kind: 'name' }>,
  where: Where,
): boolean {
  const kept = binding === null ? undefined : judging.facts(where.file)?.bindings[binding];
  return (
    kept?.kind === 'variable' &&
    kept.path === undefined &&
    kept.element === undefined &&
    // An error that is made for what nobody knows, in a handler of everything, is passed on.
    kept.value?.kind === 'object' &&
    isStatus(judging, kept.value, where)
  );
}

/** Whether a function of the repository returns or throws an error with a status, made there or further on. */
function makesStatus(judging: Judging, where: Where): boolean {
  const fact = judging.facts(where.file)?.functions[where.function];
  if (fact === undefined || (where.depth ?? 0) > DEEPEST_HELPER) return false;
  const chosen = onOutage(judging, where, fact);
  if (chosen !== null) return choosesStatus(judging, chosen, where);
  return fact.returns.some((value) => choosesStatus(judging, value, where));
}

/** What a function that is handed the failure makes of an outage; null where that is not plain. */
function onOutage(judging: Judging, where: Where, { start, end }: FunctionFact): Expression | null {
  const map = judging.map(where.file);
  if (map === null) return null;
  const handler = { ...where, failure: where.failure ?? null, span: { start, end } };
  // Without the failure, what is returned on the way is an error as good as the last one.
  const exit = map
    .within(handler.span, where.function)
    .find(
      (one) =>
        (one.kind === 'throw' || (one.kind === 'return' && handler.failure !== null)) &&
        isOnOutagePath(map, handler, one),
    );
  return exit?.kind === 'return' || exit?.kind === 'throw' ? exit.value : null;
}

/** 503, `HttpStatus.BAD_GATEWAY`, or an options object with such a status. */
function isStatus(judging: Judging, argument: Expression, where: Where): boolean {
  if (argument.kind === 'object') {
    return argument.properties.some(
      ({ key, value }) =>
        key !== null &&
        /^(status|statusCode|code|httpStatus)$/.test(key) &&
        isStatus(judging, value, where),
    );
  }
  if (
    argument.kind === 'member' &&
    /^(HttpStatus|StatusCodes?|HttpStatusCode|HTTP_STATUS\w*|httpStatus|status)$/.test(
      lastName(argument.object) ?? '',
    )
  )
    return true;
  return judging
    .values(argument, where)
    .some(
      (value) =>
        value.kind === 'constant' &&
        typeof value.value === 'number' &&
        value.value >= 400 &&
        value.value < 600,
    );
}

interface ClassAt {
  readonly file: string;
  readonly id: number;
}

/** A class whose constructor hands a status to its base, or that sets one itself. */
function classChoosesStatus(judging: Judging, { file, id }: ClassAt, depth: number): boolean {
  const facts = judging.facts(file);
  const fact = facts?.classes[id];
  if (facts === undefined || fact === undefined || depth === 0) return false;
  if (STATUS_NAMES.test(fact.name ?? '')) return true;
  const constructor = fact.members.find(({ kind }) => kind === 'constructor')?.function;
  const where = { file, function: constructor ?? 0 };
  const handsOn = facts.calls.some(
    (call) =>
      call.callee.kind === 'super' &&
      call.function === constructor &&
      call.arguments.some((one) => isStatus(judging, one, where)),
  );
  const sets = fact.members.some(
    ({ name, value }) =>
      name !== null &&
      /^status(Code)?$/.test(name) &&
      value !== undefined &&
      isStatus(judging, value, where),
  );
  return handsOn || sets;
}

/** Whether a call answers a client or builds a typed error result. */
export function answersFailure(judging: Judging, file: string, call: CallFact): boolean {
  const { callee } = call;
  const name = lastName(callee) ?? '';
  if (makesHttpError(callee)) return true;
  if (callee.kind === 'member') {
    return ANSWERS.test(name) && ANSWERERS.test(rootName(judging, file, callee.object));
  }
  if (call.form === 'new') return /^(Response|NextResponse)$/.test(name);
  return /^(left|err|failure|Err|fail|toLeft|error|ResponseError\w*|redirect|notFound|unauthorized|forbidden)$/.test(
    name,
  );
}

/** `return withHeaders({ statusCode: 500, body })`, `return response(503)`: a helper that is given the status of an error. */
export function answersStatus(judging: Judging, call: CallFact, where: Where): boolean {
  const isAnswer = /respon[ds]|reply|answer|result|error|http|json|status/i;
  const given = isAnswer.test(lastName(call.callee) ?? '')
    ? call.arguments
    : call.arguments.filter(({ kind }) => kind === 'object');
  return given.some((one) => isStatus(judging, one, where));
}

/** Whether the status of an error is among what a call, or the chain that it ends, is given. */
export function givesErrorStatus(judging: Judging, call: CallFact, where: Where): boolean {
  if (call.arguments.some((one) => isStatus(judging, one, where))) return true;
  const { callee } = call;
  const before =
    callee.kind === 'member' && callee.object.kind === 'call'
      ? judging.facts(where.file)?.calls[callee.object.call]
      : undefined;
  return before !== undefined && givesErrorStatus(judging, before, where);
}

/** The name a chain such as `res.status(500)` starts at, without what `this.` stands before. */
function rootName(judging: Judging, file: string, object: Expression): string {
  let current = object;
  for (;;) {
    if (current.kind === 'call') {
      const call = judging.facts(file)?.calls[current.call];
      if (call === undefined) return '';
      current = call.callee;
    } else if (current.kind === 'member') {
      if (current.object.kind === 'this') return current.property ?? '';
      current = current.object;
    } else return current.kind === 'name' ? current.name : '';
  }
}
