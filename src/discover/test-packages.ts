import type { Manifest } from './manifests.js';

/** The name of a package that helps tests. */
export const TEST_PACKAGE =
  /(^|[-_./])(tests?|testing|testkit|testcontainers|test[-_]?(utils?|helpers?|kit|support|lib|library|suites?))$/;

/** Packages of test helpers: named so, and needed by other packages of the repository for development alone. */
export function testPackages(manifests: readonly Manifest[]): ReadonlySet<Manifest> {
  const needed = new Set(manifests.flatMap((one) => [...one.runtimeDependencies]));
  const developed = new Set(manifests.flatMap(({ described }) => Object.keys(described.ranges)));
  return new Set(
    manifests.filter(
      ({ described: { name = '' } }) =>
        TEST_PACKAGE.test(name) && developed.has(name) && !needed.has(name),
    ),
  );
}
