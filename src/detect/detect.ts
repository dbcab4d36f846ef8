import type { Call, SuspectedClient, UnresolvedCall } from '../model/assessment.js';
import type { Repository } from '../model/repository.js';
import type { FileFacts, FunctionId } from '../parse/facts.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ExternalValue } from '../resolve/values.js';
import { asksForBundledAsset } from './bundled-assets.js';
import { contextsOf } from './contexts/contexts-of.js';
import type { ContextReason } from './contexts/spread.js';
import { describeCall } from './describe-call.js';
import { embeddedDatabases } from './embedded.js';
import { withBestNames, type NamedCall } from './named-calls.js';
import { placeOf } from './operations.js';
import { sitesOf, type Site } from './sites.js';
import { SuspectedClients } from './suspected-clients.js';
import { unresolvedCalls } from './unresolved-calls.js';

export interface DetectInput {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly resolver: Resolver;
  /** Told before each file that is searched. */
  readonly onFile?: (file: string) => void;
}

/** A call of the assessment with what detection knew of it. */
export interface DetectedSite {
  readonly call: Call;
  readonly facts: FileFacts;
  readonly site: Site;
}

export interface Detection {
  readonly calls: readonly Call[];
  readonly sites: readonly DetectedSite[];
  readonly resolver: Resolver;
  readonly unresolvedCalls: readonly UnresolvedCall[];
  readonly suspectedClients: readonly SuspectedClient[];
  /** By file. */
  readonly contexts: ReadonlyMap<string, ContextReason>;
  /** Whether a function is code that nothing in the repository uses. */
  readonly isUnused: (facts: FileFacts, id: FunctionId) => boolean;
}

/** Every outbound call of the sources, and what could not be decided. */
export function detect({ repository, files, resolver, onFile }: DetectInput): Detection {
  const contexts = contextsOf(repository, files, resolver);
  const isEmbedded = embeddedDatabases(repository, files, resolver);
  const suspected = new SuspectedClients(repository, resolver);
  const packageDirs = new Map(repository.sources.map((one) => [one.file, one.packageDir]));
  const detected: (Omit<DetectedSite, 'call'> & NamedCall)[] = [];
  const unresolved: UnresolvedCall[] = [];
  for (const facts of files.all()) {
    onFile?.(facts.file);
    resolver.beginFile();
    const sites = sitesOf(resolver, facts)
      .flatMap((site) => outsideOf(resolver, facts, { site, isEmbedded }))
      .filter((site) => !asksForBundledAsset(facts, site));
    const contextOf = contexts.within(facts);
    const { isUnused } = contexts;
    const text = sites.length === 0 ? '' : files.text(facts.file);
    if (text === undefined) continue;
    const about = { resolver, packageDirs, facts, text, contextOf, isUnused, ordinals: new Map() };
    for (const site of sites) detected.push({ ...describeCall(about, site), facts, site });
    suspected.add(facts, sites);
    for (const call of unresolvedCalls(resolver, facts, sites)) unresolved.push(call);
  }
  const calls = withBestNames(detected);
  return {
    calls,
    sites: calls.flatMap((call, index) => {
      const found = detected[index];
      return found === undefined ? [] : [{ call, facts: found.facts, site: found.site }];
    }),
    resolver,
    unresolvedCalls: unresolved,
    suspectedClients: suspected.found(),
    contexts: contexts.byFile,
    isUnused: contexts.isUnused,
  };
}

interface Asked {
  readonly site: Site;
  readonly isEmbedded: (client: ExternalValue) => boolean;
}

/** Of databases inside and outside of the process (`isTest ? memory : remote`), the one outside is called. */
function outsideOf(
  resolver: Resolver,
  facts: FileFacts,
  { site, isEmbedded }: Asked,
): readonly Site[] {
  const { call, performed } = site;
  if (!isEmbedded(performed.on)) return [site];
  const on = resolver
    .evaluate(call.callee, placeOf(facts, call))
    .flatMap((value) => (value.kind === 'operation' ? value.on : []))
    .find((one) => one.client === performed.on.client && !isEmbedded(one));
  return on === undefined ? [] : [{ ...site, performed: { ...performed, on } }];
}
