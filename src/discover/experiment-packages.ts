import type { Manifest } from './manifests.js';

/**
 * Private packages in which a library or command that others install tries itself out. Beside
 * services, a folder of this name may hold what they serve.
 */
export function experimentPackages(manifests: readonly Manifest[]): ReadonlySet<Manifest> {
  const folders = manifests
    .filter(isInstalled)
    .map(({ described: { dir } }) => (dir === '.' ? 'experiments/' : `${dir}/experiments/`));
  return new Set(
    manifests.filter(
      ({ described }) =>
        described.private === true && folders.some((folder) => described.dir.startsWith(folder)),
    ),
  );
}

/** Some are marked as private until a script publishes them: a command that nothing starts is for others. */
const isInstalled = ({ described: { published, scripts }, bins }: Manifest): boolean =>
  published === true || (bins.size > 0 && scripts?.['start'] === undefined);
