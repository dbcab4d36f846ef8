import type { Assessment, Call } from '../../model/assessment.js';
import type { CallKind } from '../../model/catalog.js';
import type { FixReason } from '../../model/fix.js';
import type { Edit } from '../edit.js';
import type { Place, Rung } from '../rung.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { answersInStream } from '../source/answers-in-stream.js';
import { callAt } from '../source/find-call.js';
import type { Sources } from '../sources.js';
import { isModule, PolicyModules } from './policy-module.js';
import { PolicyNames } from './policy-names.js';
import type { PolicyModule, PolicyParts, PolicyUse, PresetName } from './policy-use.js';
import { wrapCall, type Wrap } from './wrap-call.js';

type Work = Pick<Assessment, 'files' | 'packages'>;

/** Puts calls under the policy of their dependency, which each package has in a file of its own. */
export class PolicyLadders {
  readonly #sources: Sources;
  readonly #modules: PolicyModules;
  readonly #names: PolicyNames;
  /** Codemods that wrap the same call share its edits. */
  readonly #wraps = new Map<string, Wrap>();

  constructor(assessment: Work, sources: Sources) {
    this.#sources = sources;
    this.#modules = new PolicyModules(assessment, sources);
    this.#names = new PolicyNames(sources);
  }

  /** The way to have a policy do this for a call. */
  rung(call: Call, parts: PolicyParts): Rung {
    const { file, line, column } = call;
    const at = { file, line, column };
    const module = this.#modules.of(file);
    const source = this.#sources.get(file);
    if (typeof source === 'string') return refused(at, source);
    if (module === null || !canImport(source, module)) return refused(at, 'no-policy-module');
    if (answersInStream(call, this.#sources)) return refused(at, 'streamed-answer');
    if (module.file === file) return refused(at, 'own-policy');
    const exported = this.#names.exported(module, call.dependency);
    const local = this.#names.local(source, exported, module);
    const isHeld = parts.fallback === true && this.#names.isIn(module, call.dependency);
    if (isHeld || runsUnder(source, call, local)) return refused(at, 'own-policy');
    const wrap = this.#wrapOf(source, call, local);
    if (!wrap.ok) return refused(at, wrap.reason);
    if (parts.retry === true && !wrap.isRead) return refused(at, 'may-write');
    const preset = presetOf(call);
    const use = { file, module, dependency: call.dependency, preset, exported, local, parts };
    return described(call, { at, wrap, use });
  }

  #wrapOf(source: EditableSource, call: Call, local: string): Wrap {
    const known = this.#wraps.get(call.id) ?? wrapCall(source, call, local);
    this.#wraps.set(call.id, known);
    return known;
  }
}

interface Wrapped {
  readonly at: Place;
  readonly wrap: { readonly edits: readonly Edit[]; readonly doubt?: FixReason };
  readonly use: PolicyUse;
}

function described(call: Call, { at, wrap, use }: Wrapped): Rung {
  const isObserving = use.parts.breaker === 'observed';
  const isSkeleton = use.parts.fallback === true;
  const doubt = wrap.doubt ?? (isSkeleton ? 'answer-to-write' : undefined);
  const safety = doubt !== undefined ? 'suggestion' : isObserving ? 'safe' : 'unsafe';
  return {
    ok: true,
    key: `${at.file}:${String(at.line)}:${String(at.column)} ${call.operation} ${JSON.stringify(use.parts)}`,
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
const canImport = (source: EditableSource, { file, form }: PolicyModule): boolean =>
  form === 'commonjs' ||
  isModule(source) ||
  (/\.[cm]?tsx?$/.test(source.file) && file.endsWith('ts'));

/** Whether the call stands in a function that the policy runs. */
function runsUnder(source: EditableSource, call: Call, policy: string): boolean {
  const found = callAt(source, { ...call, name: call.operation });
  const around = found === null ? [] : [...ancestorsOf(source, found)];
  return around.some((node) => {
    const callee = node.type === 'CallExpression' ? node.callee : undefined;
    if (callee?.type !== 'MemberExpression') return false;
    return callee.object.type === 'Identifier' && callee.object.name === policy;
  });
}

const DATABASES: ReadonlySet<CallKind> = new Set(['db', 'cache', 'queue', 'search', 'ldap']);
const WITHIN: ReadonlySet<CallKind> = new Set(['http', 'rpc', 'graphql']);

/** Figures to begin with. A host without a dot, or below a private name, is a service of one's own. */
function presetOf({ kind, dependency }: Call): PresetName {
  if (DATABASES.has(kind)) return 'database';
  const isOwn =
    !dependency.includes('.') || /\.(internal|local|svc|cluster\.local)$/.test(dependency);
  return WITHIN.has(kind) && isOwn ? 'internal-service' : 'external-api';
}

function refused(at: Place, reason: FixReason): Rung {
  return { ok: false, reason, at };
}
