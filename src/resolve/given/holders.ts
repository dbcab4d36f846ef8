import type { Expression, MemberExpression } from '../../parse/facts.js';
import { lastName } from '../indexes/callee-names.js';
import type { Holder } from '../knowledge.js';

const APPLICATION = /^(fastify|app|server|instance)$/i;
const REQUEST = /^(request|req)$/;
const CONTEXT = /^(ctx|context)$/;
const REPLY = /^(h|toolkit|reply|response|res)$/;

/** The framework objects that an expression may be, by the names people give them. */
export function holdersOf(object: Expression): readonly Holder[] {
  if (object.kind === 'this') return ['decorate'];
  const name = lastName(object);
  if (name === null) return [];
  if (name === 'locals' || name === 'state') return [name];
  if (object.kind === 'name' && CONTEXT.test(name)) return ['context'];
  if (APPLICATION.test(name)) return ['decorate', 'application'];
  if (REQUEST.test(name)) return ['request'];
  if (REPLY.test(name)) return ['reply'];
  return isPlugins(object) ? ['exposed'] : [];
}

/** `server.plugins.name`, below which hapi keeps what plugins expose. */
const isPlugins = (object: Expression): boolean =>
  object.kind === 'member' && lastName(object.object) === 'plugins';

/** What `app.locals.x = …`, `req.x = …`, `ctx.x = …` and `server.app.x = …` hang something on. */
export function writtenHolder({ object }: MemberExpression): Holder | null {
  const name = lastName(object);
  if (name === null) return null;
  if (object.kind === 'member') return memberHolder(name);
  if (CONTEXT.test(name)) return 'context';
  if (REQUEST.test(name)) return 'request';
  return APPLICATION.test(name) ? 'application' : null;
}

function memberHolder(name: string): Holder | null {
  if (name === 'locals' || name === 'context' || name === 'state') return name;
  return APPLICATION.test(name) ? 'application' : null;
}

/** Whether `x.get('name')` asks the application for one of its settings. */
export const asksApplication = (object: Expression): boolean =>
  /^(app|application)$/.test(lastName(object) ?? '');

/** Whether a call gives a section of the configuration its name: `registerAs('http', factory)`. */
export const namesSection = (callee: Expression): boolean => lastName(callee) === 'registerAs';

/** Whether a call says what makes the configuration: `ConfigModule.forRoot({ load: [factory] })`. */
export const loadsConfiguration = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  callee.property === 'forRoot' &&
  lastName(callee.object) === 'ConfigModule';
