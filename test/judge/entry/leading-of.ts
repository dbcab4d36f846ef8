import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';

/** Each call of a repository with the entry points that lead to it: "post < http-route GET /users". */
export const leadingOf = (
  dependencies: readonly string[],
  files: Readonly<Record<string, string>>,
): readonly string[] => {
  const described = JSON.stringify({
    name: 'service',
    private: true,
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
  });
  return inTemporaryFolder({ 'package.json': described, ...files }, (root) => {
    const { calls, entryPoints } = assess({ root, cache: false });
    const names = new Map(entryPoints.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
    return calls
      .filter(({ role }) => role === 'request' || role === 'publish')
      .map(({ operation, entryPoints: leading = [] }) =>
        [operation, ...leading.map((id) => names.get(id))].join(' < '),
      );
  });
};
