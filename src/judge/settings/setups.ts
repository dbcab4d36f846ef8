import type { Expression } from '../../parse/facts.js';
import { lastName, rootBinding } from '../../resolve/indexes/callee-names.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { Point } from '../code/points.js';
import type { Judging } from '../judging.js';
import type { SettingPlace, Setup } from './places.js';

const MODULE_SETUP = /^(register|forRoot)$/;

/**
 * The ways to write a place: modules of Nest that are set up by `register(options)` or `forRoot(options)` take
 * them from a function or a class as well, `registerAsync({ useFactory: () => options })`.
 * Source: https://docs.nestjs.com/fundamentals/dynamic-modules#community-guidelines
 */
function setupForms(place: SettingPlace): readonly SettingPlace[] {
  const [module, method = ''] = place.names;
  if (place.from !== 'setup' || module === undefined || !MODULE_SETUP.test(method)) return [place];
  if (place.query !== undefined) return [place];
  const async = { ...place, names: [module, `${method}Async`], index: 0 };
  return [place, ...GIVERS.map((giver) => ({ ...async, path: [giver, '()', ...place.path] }))];
}

const GIVERS = ['useFactory', 'useClass', 'useExisting'];

/** The client that is set up, and the call that this is to hold for. */
interface Asked {
  readonly on: ExternalValue;
  readonly point: Point;
}

/**
 * What sets up the client in a program that the call is a part of. What `forRoot` sets up holds for the
 * program, what `register` does for the module around it.
 */
export function setupCalls(
  judging: Judging,
  { on, point }: Asked,
  place: SettingPlace,
): readonly Setup[] {
  const key = `${on.client.kind} ${on.client.client} ${String(isMade(on))}`;
  const found = judging.setups.of(place, key, () =>
    setupForms(place).flatMap((form) => callsOf(judging, on, form)),
  );
  if (place.names.at(-1) !== 'register') return judging.programs.besides(point.file, found);
  if (found.length === 0) return found;
  const plain = plainImports(judging, place.names[0] ?? '');
  const nearest = new Set<unknown>(judging.programs.nearest(point.file, [...found, ...plain]));
  return found.filter((one) => nearest.has(one));
}

/** `imports: [HttpModule]`: a module that takes it without options is set up by none of others. */
const plainImports = (judging: Judging, module: string): readonly { readonly file: string }[] =>
  judging.names
    .moduleLists(module)
    .filter(({ file, expression }) => isImported(judging, file, expression));

/** Whether it is known how the client was made. */
const isMade = ({ creations }: ExternalValue): boolean =>
  creations.some(({ part }) => part !== true);

const callsOf = (judging: Judging, on: ExternalValue, form: SettingPlace): readonly Setup[] =>
  judging.names.calls(form.names.at(-1) ?? '').flatMap((point) => {
    const call = judging.call(point);
    const isOne = call !== undefined && isSetup(judging, on, { place: form, point });
    return isOne ? [{ file: point.file, call, form }] : [];
  });

interface SetupCall {
  readonly place: SettingPlace;
  readonly point: Point;
}

function isSetup(judging: Judging, on: ExternalValue, { place, point }: SetupCall): boolean {
  const call = judging.call(point);
  if (call === undefined || !isOfModule(call.callee, place.names)) return false;
  const callees = judging.callees(point);
  const makesOwn = callees.some((value) => clientOf(value) === on.client);
  // `knex(options)` is no `Model.knex(database)`: by its name alone it makes another client.
  const isOthers = callees.some((value) => ![null, on.client].includes(clientOf(value)));
  if (isOthers && call.callee.kind === 'name' && place.names.length > 1) return false;
  // Where it is known how the client was made, what makes others says nothing of it.
  if (makesOwn && isMade(on)) return false;
  const isPackages = callees.some((value) => clientOf(value) !== null || value.kind === 'package');
  const mayBe = callees.length === 0 || call.callee.kind === 'name';
  return isPackages || (mayBe && isImported(judging, point.file, call.callee));
}

/** `MongooseModule.forRoot()`: modules of many packages are set up by methods of one name. */
function isOfModule(callee: Expression, names: readonly string[]): boolean {
  const module = names.at(-2);
  if (module === undefined || !/^[A-Z]/.test(module) || callee.kind !== 'member') return true;
  return lastName(callee.object) === module;
}

const clientOf = (value: Value): ExternalValue['client'] | null => {
  if (value.kind === 'operation') return value.on.client;
  return value.kind === 'external' ? value.client : null;
};

/** A function of a package, or of what it exports, whether the catalogue describes it or not. */
function isImported(judging: Judging, file: string, callee: Expression): boolean {
  const binding = rootBinding(callee);
  const source = binding === null ? undefined : judging.facts(file)?.bindings[binding]?.import;
  return source !== undefined && !source.specifier.startsWith('.');
}
