import type { Assessment, Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { HookCode } from '../../model/catalog-hook.js';
import type { FixReason } from '../../model/fix.js';
import type { Edit } from '../edit.js';
import type { Rung, RungMade } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import { ClientCalls, makingOf, type Making } from './client-calls.js';
import { codeFor } from './hook-code.js';
import { hookEdits } from './hook-edits.js';
import { hookPlace, namedPlace } from './hook-place.js';
import { canImport, presetOf, type PolicyLadders } from './ladder.js';
import { RUNTIME } from './policy-names.js';
import { NamesInSources } from './names-in-sources.js';
import type { PolicyModule, PolicyParts, PolicyUse } from './policy-use.js';

interface Ground {
  readonly assessment: Assessment;
  readonly sources: Sources;
  readonly policies: PolicyLadders;
  readonly entryOf: (client: string) => ClientEntry | undefined;
  /** Every source of the repository, whether or not it has calls. */
  readonly sourceFiles: () => readonly string[];
}

/** One call needs no edit elsewhere. */
const FEWEST_CALLS = 2;

/** Has all calls of a client run by a policy, by one edit where the client is made. */
export class HookLadders {
  readonly #ground: Ground;
  readonly #clients: ClientCalls;
  /** Codemods that hook into the same client share its edits. */
  readonly #edits = new Map<string, readonly Edit[] | null>();
  readonly #names: NamesInSources;
  readonly #fitting = new Map<string, boolean>();
  readonly #hooks = new Map<string, HookCode | null>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#clients = new ClientCalls(ground.assessment, ground.entryOf);
    this.#names = new NamesInSources(ground.sourceFiles, ground.sources.read);
  }

  /** The way to have a policy do this for all calls of the client; null where there is none. */
  rung(call: Call, parts: PolicyParts): RungMade | null {
    const entry = this.#ground.entryOf(call.client);
    const making = entry?.hookCode === undefined ? null : makingOf(call, entry);
    if (entry === undefined || making === null) return null;
    const calls = this.#clients.of(making);
    if (calls.length < FEWEST_CALLS || !this.#clients.idsOf(making).has(call.id)) return null;
    const hook = this.#hookFor(entry, making);
    if (hook === null || !this.#areAllFor(call, { making, calls, parts })) return null;
    return this.#hooked({ call, making, hook, parts });
  }

  /** Whether one policy would do for all calls of a client, which each of them asks. */
  #areAllFor(call: Call, { making, calls, parts }: Fitting): boolean {
    const { file, line, column } = making;
    const place = `${file}:${String(line)}:${String(column)}`;
    const key = `${place} ${call.client} ${call.dependency} ${JSON.stringify(parts)}`;
    const known =
      this.#fitting.get(key) ??
      calls.every(
        (one) => isLike(one, call, parts) && !isBarred(this.#ground.policies.rung(one, parts)),
      );
    this.#fitting.set(key, known);
    return known;
  }

  /** The code that would run all of the calls of that client, and no others. */
  #hookFor(entry: ClientEntry, making: Making): HookCode | null {
    const { file, line, column, what } = making;
    const key = `${file}:${String(line)}:${String(column)} ${what} ${entry.client}`;
    const known = this.#hooks.get(key);
    const hook = known === undefined ? this.#findHook(entry, making) : known;
    this.#hooks.set(key, hook);
    return hook;
  }

  #findHook(entry: ClientEntry, making: Making): HookCode | null {
    const hook = this.#clients.isMadeInto(making) ? null : this.#codeFor(entry, making);
    if (hook === null || hook.absent?.some((name) => this.#names.has(name)) === true) return null;
    return hook;
  }

  #hooked({ call, making, hook, parts }: Hooking): RungMade | null {
    const { policies, sources } = this.#ground;
    const module = policies.modules.of(making.file);
    const source = sources.get(making.file);
    if (module === null || typeof source === 'string') return null;
    const use = this.#useOf(call, { source, module, parts });
    const edits = use && this.#editsOf(source, making, { hook, policy: use.local });
    if (use === null || edits === null) return null;
    return described({ making, calls: this.#clients.idsOf(making), edits, use, hook });
  }

  #codeFor({ packages, hookCode = [] }: ClientEntry, { file }: Making): HookCode | null {
    const { assessment, policies, sources } = this.#ground;
    const isBrowsers = assessment.files.some(
      (one) => one.file === file && one.context === 'browser',
    );
    const folder = policies.modules.of(file)?.packageDir;
    if (isBrowsers || folder === undefined) return null;
    return codeFor(hookCode, { packages, folders: [folder, '.'] }, sources.read);
  }

  /** The policy in the file where the client is made; null where that cannot have it. */
  #useOf(call: Call, { source, module, parts }: Wanted): PolicyUse | null {
    const { names } = this.#ground.policies;
    const { dependency } = call;
    const maker = names.maker(module, dependency);
    if (module.file === source.file || !canImport(source, module)) return null;
    if (maker !== null && maker !== RUNTIME) return null;
    const exported = names.exported(module, dependency);
    const local = names.local(source, exported, module);
    const preset = presetOf(call);
    return { file: source.file, module, dependency, preset, exported, local, parts };
  }

  #editsOf(
    source: EditableSource,
    making: Making,
    hooking: { readonly hook: HookCode; readonly policy: string },
  ): readonly Edit[] | null {
    const { file, line, column } = making;
    const key = `${file}:${String(line)}:${String(column)} ${hooking.policy}`;
    const known = this.#edits.get(key) ?? hookEdits(source, making, hooking);
    this.#edits.set(key, known);
    return known;
  }
}

interface Fitting {
  readonly making: Making;
  readonly calls: readonly Call[];
  readonly parts: PolicyParts;
}

interface Hooking {
  readonly call: Call;
  readonly making: Making;
  readonly hook: HookCode;
  readonly parts: PolicyParts;
}

interface Wanted {
  readonly source: EditableSource;
  readonly module: PolicyModule;
  readonly parts: PolicyParts;
}

/** Calls of one client that go to one dependency, of which none has yet what is asked. */
function isLike(
  one: Call,
  { dependency, client }: Call,
  { breaker, bulkhead, timeoutMs }: PolicyParts,
): boolean {
  const { protection, context, unawaited } = one;
  if (one.dependency !== dependency || one.client !== client) return false;
  if (context === 'browser' || unawaited === true) return false;
  if (breaker !== undefined && protection.breaker.status !== 'no') return false;
  if (timeoutMs !== undefined && protection.timeout.status === 'bounded') return false;
  return bulkhead !== true || protection.bulkhead.status !== 'yes';
}

/** What keeps a call out of a policy wherever that stands. */
const BARRED: ReadonlySet<FixReason> = new Set([
  'browser',
  'in-transaction',
  'no-policy-module',
  'not-awaited',
  'own-policy',
  'shared-client',
  'streamed-answer',
]);

const isBarred = ({ reason }: Rung): boolean => reason !== undefined && BARRED.has(reason);

interface Hooked {
  readonly making: Making;
  readonly calls: ReadonlySet<string>;
  readonly edits: readonly Edit[];
  readonly use: PolicyUse;
  readonly hook: HookCode;
}

function described({ making, calls, edits, use, hook }: Hooked): RungMade {
  const { file, line, column, what } = making;
  const place = hookPlace(hook.at);
  const isObserving = use.parts.breaker === 'observed';
  return {
    ok: true,
    key: `${file}:${String(line)}:${String(column)} ${what} ${JSON.stringify(use.parts)}`,
    edits,
    uses: [use],
    hook: { calls, place, maker: what },
    ...(place.kind === 'chained' && { retypes: true as const }),
    safety: isObserving ? 'safe' : 'unsafe',
    ...(isObserving && { gives: 'observation' }),
    at: { file, line, column },
    what: `${namedPlace(place)} of ${what.split('.').at(-1) ?? what}, all calls ${isObserving ? 'observed' : 'run'} by ${use.exported}`,
  };
}
