import type { Assessment, EntryPoint, Service } from '../../model/assessment.js';
import type { Catalog, ClientEntry } from '../../model/catalog.js';
import { innermostFolder } from '../../text/innermost-folder.js';
import { manifestOf } from '../policy/manifest.js';
import type { Render } from '../policy/templates.js';
import type { Rung } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import { routePlace } from './route-place.js';

interface Ground {
  readonly assessment: Assessment;
  readonly catalog: Catalog;
  readonly sources: Sources;
  readonly render: Render;
}

const PATH = '/healthz';

/** Each place that is tried costs a scan. */
const MOST_PLACES = 4;

/** The places where a service could answer whether it works: in front of its other routes. */
export function healthLadder(service: Service, ground: Ground): readonly Rung[] {
  const { assessment, sources } = ground;
  const dirs = assessment.packages.map(({ dir }) => dir);
  const rungs = assessment.entryPoints
    .filter(
      ({ kind, file }) => kind === 'http-route' && innermostFolder(file, dirs) === service.dir,
    )
    .flatMap((route) => {
      const source = sources.get(route.file);
      return typeof source === 'string' ? [] : rungsAt(route, source, { ...ground, service });
    });
  const at = { file: manifestFile(service), line: 1, column: 1 };
  return rungs.length === 0 ? [{ ok: false, reason: 'no-route', at }] : rungs.slice(0, MOST_PLACES);
}

const manifestFile = ({ dir }: Service): string =>
  dir === '.' ? 'package.json' : `${dir}/package.json`;

function rungsAt(
  route: EntryPoint,
  source: EditableSource,
  { catalog, sources, render, service }: Ground & { readonly service: Service },
): readonly Rung[] {
  const { file, line, column = 1, name } = route;
  const place = routePlace(source, route);
  const framework = frameworkOf(source, catalog, () => manifestOf(service.dir, sources.read));
  if (place === null || framework?.healthHandler === undefined) return [];
  const { quote, semicolons, lineEnd } = source.style;
  const quoted = (text: string): string => text.replaceAll("'", quote);
  const text = render('health', {
    ...{ receiver: place.receiver, path: quoted(`'${PATH}'`), end: semicolons ? ';' : '' },
    handler: handlerText(quoted(framework.healthHandler), semicolons),
  });
  const edit = { file, start: place.start, end: place.start, text: place.indent + text + lineEnd };
  return [
    {
      ...{ ok: true, key: `health ${file}:${String(line)}`, edits: [edit], safety: 'suggestion' },
      ...{ reason: 'route-to-place', at: { file, line, column } },
      what: `GET ${PATH} of ${framework.client}, before ${name}`,
    },
  ];
}

/** The catalogue ends statements by semicolons. */
const handlerText = (handler: string, semicolons: boolean): string =>
  semicolons ? handler : handler.replaceAll('; }', ' }');

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
