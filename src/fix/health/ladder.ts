import type { Assessment, EntryPoint, Service } from '../../model/assessment.js';
import type { Catalog, ClientEntry } from '../../model/catalog.js';
import type { ServiceCodemod } from '../../model/fix.js';
import { innermostFolder } from '../../text/innermost-folder.js';
import { manifestOf } from '../policy/manifest.js';
import type { Render } from '../policy/templates.js';
import type { Rung } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import type { AskedService } from '../targets.js';
import { probesFor, type Probe } from './probes.js';
import { routePlace, type RoutePlace } from './route-place.js';

interface Ground {
  readonly assessment: Assessment;
  readonly catalog: Catalog;
  readonly sources: Sources;
  readonly render: Render;
}

/** Each place that is tried costs a scan. */
const MOST_RUNGS = 4;

/** The places where a service could answer how it is: in front of its other routes. */
export function probeLadder({ codemod, service }: AskedService, ground: Ground): readonly Rung[] {
  const { assessment, sources } = ground;
  const dirs = assessment.packages.map(({ dir }) => dir);
  const rungs = assessment.entryPoints
    .filter(
      ({ kind, file }) => kind === 'http-route' && innermostFolder(file, dirs) === service.dir,
    )
    .flatMap((route) => {
      const source = sources.get(route.file);
      if (typeof source === 'string') return [];
      return rungsAt({ route, source, codemod, service }, ground);
    });
  const at = { file: manifestFile(service), line: 1, column: 1 };
  if (rungs.length === 0) return [{ ok: false, reason: 'no-route', at }];
  // What asks a dependency goes before what leaves that to people, wherever it stands.
  const whole = rungs.filter(({ gives }) => gives !== 'skeleton');
  return [...whole, ...rungs.filter((one) => !whole.includes(one))].slice(0, MOST_RUNGS);
}

const manifestFile = ({ dir }: Service): string =>
  dir === '.' ? 'package.json' : `${dir}/package.json`;

interface Standing {
  readonly route: EntryPoint;
  readonly source: EditableSource;
  readonly codemod: ServiceCodemod;
  readonly service: Service;
}

type RouteRung = Rung & { readonly ok: true };

function rungsAt(standing: Standing, ground: Ground): readonly RouteRung[] {
  const { route, source, codemod, service } = standing;
  const { catalog, sources, assessment } = ground;
  const place = routePlace(source, route);
  const framework = frameworkOf(source, catalog, () => manifestOf(service.dir, sources.read));
  if (place === null || framework === null) return [];
  return probesFor(codemod, { framework, source, assessment, catalog }).map((probe) =>
    rungFor(probe, { place, framework, standing, render: ground.render }),
  );
}

interface Placed {
  readonly place: RoutePlace;
  readonly framework: ClientEntry;
  readonly standing: Standing;
  readonly render: Render;
}

function rungFor(probe: Probe, { place, framework, standing, render }: Placed): RouteRung {
  const { file, line, column = 1, name } = standing.route;
  const text = render('health', {
    ...{ receiver: place.receiver, end: standing.source.style.semicolons ? ';' : '' },
    ...{ path: probe.path, handler: probe.handler },
  });
  const { lineEnd } = standing.source.style;
  const lines = `${text}\n`.replaceAll(/^(?=.)/gm, place.indent).replaceAll('\n', lineEnd);
  return {
    ...{ ok: true, key: `${probe.key} ${file}:${String(line)}`, safety: 'suggestion' },
    edits: [{ file, start: place.start, end: place.start, text: lines }],
    ...{ reason: 'route-to-place', at: { file, line, column } },
    ...(probe.why !== undefined && { why: probe.why, gives: 'skeleton' as const }),
    what: `GET ${probe.route} of ${framework.client}, before ${name}`,
  };
}

/** The only one that the file imports, else the only one that the package asks for. */
function frameworkOf(
  { text }: EditableSource,
  { clients }: Catalog,
  manifest: () => Readonly<Record<string, unknown>> | null,
): ClientEntry | null {
  const known = clients.filter(({ healthHandler }) => healthHandler !== undefined);
  const named = (isNamed: (name: string) => boolean): readonly ClientEntry[] =>
    known.filter(({ packages }) => packages.some(isNamed));
  const imported = named((name) =>
    [`'${name}'`, `"${name}"`].some((spelt) => text.includes(spelt)),
  );
  const asked = JSON.stringify(manifest()?.['dependencies'] ?? {});
  const candidates = imported.length > 0 ? imported : named((name) => asked.includes(`"${name}":`));
  const [only, ...others] = candidates;
  return others.length === 0 ? (only ?? null) : null;
}
