import type { Assessment, Call } from '../../model/assessment.js';
import type { CallKind } from '../../model/call-kinds.js';
import type { FixReason } from '../../model/fix.js';
import type { Edit } from '../edit.js';
import type { Place, Rung } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import { answersInStream } from '../source/answers-in-stream.js';
import type { Sources } from '../sources.js';
import { callAt } from '../source/find-call.js';
import { settableIn } from './by-value.js';
import { isModule, PolicyModules } from './policy-module.js';
import { PolicyNames, RUNTIME } from './policy-names.js';
import type { PolicyModule, PolicyParts, PolicyRole, PolicyUse, PresetName } from './policy-use.js';
import { isMadeWith, runsUnder } from './runs-under.js';
import { roleOf, runnerOf, targetObstacle, type Target } from './target.js';
import { outermostOf, wrapCall, type Capture, type Wrap } from './wrap-call.js';

type Work = Pick<Assessment, 'files' | 'packages'>;

/** Puts calls under the policy of their dependency, which each package has in a file of its own. */
export class PolicyLadders {
  readonly modules: PolicyModules;
  readonly names: PolicyNames;
  readonly #sources: Sources;
  readonly #target: Target | null;
  /** Codemods that wrap the same call share its edits. */
  readonly #wraps = new Map<string, Wrap>();
  readonly #settable = new Map<string, boolean>();
  /** The other calls of a client ask for them as well. */
  readonly #rungs = new Map<string, Rung>();

  constructor(assessment: Work, sources: Sources, target: Target | null = null) {
    this.#sources = sources;
    this.#target = target;
    this.modules = new PolicyModules(assessment, sources);
    this.names = new PolicyNames(sources);
  }

  /** The ways to have a policy do this for a call: where its types are lost in a function, what it needs is handed over. */
  rungs(call: Call, asked: PolicyParts): readonly Rung[] {
    const plain = this.rung(call, asked);
    if (!plain.ok || !this.#hasSettable(call)) return [plain];
    const valued = this.rung(call, asked, 'value');
    return valued.ok && valued.key !== plain.key ? [plain, valued] : [plain];
  }

  /** Whether a call has variables that could be handed over. */
  #hasSettable(call: Call): boolean {
    const known = this.#settable.get(call.id) ?? this.#findSettable(call);
    this.#settable.set(call.id, known);
    return known;
  }

  #findSettable(call: Call): boolean {
    const source = this.#sources.get(call.file);
    if (typeof source === 'string') return false;
    const found = callAt(source, { ...call, name: call.operation });
    return found !== null && settableIn(source, outermostOf(source, found)).size > 0;
  }

  /** The way to have a policy do this for a call. */
  rung(call: Call, asked: PolicyParts, capture: Capture = 'reference'): Rung {
    const key = `${call.id} ${capture} ${JSON.stringify(asked)}`;
    const known = this.#rungs.get(key) ?? this.#find(call, asked, capture);
    this.#rungs.set(key, known);
    return known;
  }

  #find(call: Call, asked: PolicyParts, capture: Capture): Rung {
    const { file, line, column } = call;
    const at = { file, line, column };
    const module = this.modules.of(file);
    const source = this.#sources.get(file);
    if (typeof source === 'string') return refused(at, source);
    if (module === null || !canImport(source, module)) return refused(at, 'no-policy-module');
    if (answersInStream(call, this.#sources)) return refused(at, 'streamed-answer');
    if (module.file === file) return refused(at, 'own-policy');
    const { parts, role } = this.#asked(asked);
    const obstacle = this.#obstacle(call, { source, module, parts, role });
    if (obstacle !== null) return refused(at, obstacle);
    const exported = this.names.exported(module, call.dependency, role);
    const local = this.names.local(source, exported, module);
    const wrap = this.#wrapOf(source, call, { policy: local, capture });
    if (!wrap.ok) return refused(at, wrap.reason);
    if (parts.retry === true && !wrap.isRead) return refused(at, 'may-write');
    const preset = presetOf(call);
    const use = { file, module, dependency: call.dependency, preset, exported, local, parts };
    return described(call, { at, wrap, use, role, isValued: isValued(wrap.edits, capture) });
  }

  /** Only the runtime library has breakers that observe, and one policy for all that is asked. */
  #asked(asked: PolicyParts): Pick<Wanted, 'parts' | 'role'> {
    if (this.#target === null) return { parts: asked, role: 'policy' };
    const parts = enforced(asked);
    return { parts, role: roleOf(parts) };
  }

  /** Why no policy of the package's own can do this. */
  #obstacle(call: Call, { source, module, parts, role }: Wanted): FixReason | null {
    const { dependency } = call;
    const { read } = this.#sources;
    const lacks =
      this.#target === null ? null : targetObstacle(this.#target, parts, { module, read });
    if (lacks !== null) return lacks;
    const maker = this.names.maker(module, dependency, role);
    const library = this.#target?.library ?? RUNTIME;
    const isHeld = maker !== null && (parts.fallback === true || maker !== library);
    // What repeats calls stands around what protects each of them.
    const roles: readonly PolicyRole[] = role === 'retry' ? ['retry', 'policy'] : ['policy'];
    const runs = roles.some((one) => {
      const exported = this.names.exported(module, dependency, one);
      return (
        runsUnder(source, call, this.names.local(source, exported, module)) ||
        isMadeWith(call, { exported, module }, this.#sources)
      );
    });
    return isHeld || runs ? 'own-policy' : null;
  }

  #wrapOf(
    source: EditableSource,
    call: Call,
    { policy, capture }: { readonly policy: string; readonly capture: Capture },
  ): Wrap {
    const key = `${call.id} ${policy} ${capture}`;
    const runner = { ...runnerOf(this.#target, policy), capture };
    const known = this.#wraps.get(key) ?? wrapCall(source, call, runner);
    this.#wraps.set(key, known);
    return known;
  }
}

interface Wanted {
  readonly source: EditableSource;
  readonly module: PolicyModule;
  readonly parts: PolicyParts;
  readonly role: PolicyRole;
}

/** Only the runtime library has breakers that observe. */
const enforced = (parts: PolicyParts): PolicyParts =>
  parts.breaker === undefined ? parts : { ...parts, breaker: 'enforced' };

const isValued = ([first]: readonly Edit[], capture: Capture): boolean =>
  capture === 'value' && first?.text.startsWith('((') === true;

interface Wrapped {
  readonly at: Place;
  readonly wrap: { readonly edits: readonly Edit[]; readonly doubt?: FixReason };
  readonly use: PolicyUse;
  readonly role: PolicyRole;
  /** Variables are handed over that would not have to be. */
  readonly isValued: boolean;
}

function described(call: Call, { at, wrap, use, role, isValued }: Wrapped): Rung {
  const isObserving = use.parts.breaker === 'observed';
  const isSkeleton = use.parts.fallback === true;
  const doubt = wrap.doubt ?? (isSkeleton ? 'answer-to-write' : undefined);
  const safety = doubt !== undefined ? 'suggestion' : isObserving ? 'safe' : 'unsafe';
  return {
    ok: true,
    // What repeats calls comes first, and stands around what is inserted at the same place.
    key: `${at.file}:${String(at.line)}:${String(at.column)} ${call.operation} ${role === 'retry' ? '' : JSON.stringify(use.parts)}${isValued ? ' by value' : ''}`,
    edits: wrap.edits,
    uses: [use],
    safety,
    ...(doubt !== undefined && { reason: doubt }),
    ...(isObserving && { gives: 'observation' as const }),
    ...(isSkeleton && { gives: 'skeleton' as const }),
    at,
    what: `${call.operation} ${doneBy(use)}`,
  };
}

function doneBy({ exported, parts: { breaker, retry, fallback } }: PolicyUse): string {
  if (breaker === 'observed') return `observed by ${exported}`;
  if (fallback === true) return `run by ${exported}, whose fallback is yours to write`;
  return retry === true ? `repeated by ${exported}` : `run by ${exported}`;
}

/** CommonJS cannot load a module that is written with `import`, unless both are compiled. */
export const canImport = (source: EditableSource, { file, form }: PolicyModule): boolean =>
  form === 'commonjs' ||
  isModule(source) ||
  (/\.[cm]?tsx?$/.test(source.file) && file.endsWith('ts'));

const DATABASES: ReadonlySet<CallKind> = new Set(['db', 'cache', 'queue', 'search', 'ldap']);
const WITHIN: ReadonlySet<CallKind> = new Set(['http', 'rpc', 'graphql']);

/** Figures to begin with. A host without a dot, or below a private name, is a service of one's own. */
export function presetOf({ kind, dependency }: Call): PresetName {
  if (DATABASES.has(kind)) return 'database';
  const isOwn =
    !dependency.includes('.') ||
    /\.(internal|local|svc|cluster\.local)$|^(127|10|192\.168)\.[\d.]+$/.test(dependency);
  return WITHIN.has(kind) && isOwn ? 'internal-service' : 'external-api';
}

function refused(at: Place, reason: FixReason): Rung {
  return { ok: false, reason, at };
}
