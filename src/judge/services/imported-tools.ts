import type { FileFacts } from '../../parse/facts.js';
import type { Ground } from './ground.js';
import type { Shown } from './signs.js';

/** Imports that are a sign by themselves: `import 'newrelic'`, `require('dd-trace/init')`. */
export function shownByImports(
  { judging, index }: Ground,
  files: Iterable<FileFacts>,
): readonly Shown[] {
  if (index.imports.length === 0) return [];
  const bySpecifier = new Map(
    index.imports.map(({ packageName, subpath, signs }) => [
      subpath === '' ? packageName : `${packageName}/${subpath}`,
      signs,
    ]),
  );
  return [...files].flatMap((facts) =>
    facts.requests.flatMap(({ specifier, typeOnly }) => {
      const signs = typeOnly ? undefined : bySpecifier.get(specifier.replace(/\.[cm]?js$/, ''));
      const start = requestStart(facts, specifier);
      return (signs ?? []).map(({ of: practice, extent, what }): Shown => ({
        of: practice,
        extent: extent ?? 'full',
        evidence: judging.evidence({ file: facts.file, start, what }),
      }));
    }),
  );
}

/** Where the file asks for a module: the name it gives it, or the call that requires it. */
function requestStart({ bindings, calls }: FileFacts, specifier: string): number {
  const bound = bindings.find((one) => one.import?.specifier === specifier);
  if (bound !== undefined) return bound.start;
  const required = calls.find(
    ({ arguments: [first] }) => first?.kind === 'literal' && first.value === specifier,
  );
  return required?.start ?? 0;
}
