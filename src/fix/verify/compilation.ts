import { isBuiltin } from 'node:module';
import { ts } from 'ts-morph';
import type { Compilation } from './program-versions.js';

/** What a configuration compiles, or why that cannot be said. */
export function compilationOf(config: string, runtimeTypes: string): Compilation | string {
  const problems: ts.Diagnostic[] = [];
  const parsed = ts.getParsedCommandLineOfConfigFile(config, silent, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => void problems.push(problem),
  });
  if (parsed === undefined)
    return `it cannot be loaded: ${problems.map(({ messageText }) => flat(messageText)).join(' ')}`;
  const { fileNames: rootNames, options } = parsed;
  const paths = { ...options.paths, '@resilint/runtime': [runtimeTypes] };
  return { rootNames, options: { ...options, paths } };
}

/** Nothing is written, and what a project says about its output matters to nobody here. */
const silent: ts.CompilerOptions = {
  ...{ noEmit: true, skipLibCheck: true, incremental: false, composite: false },
  ...{ declaration: false, declarationMap: false },
};

const flat = (message: string | ts.DiagnosticMessageChain): string =>
  ts.flattenDiagnosticMessageText(message, ' ');

/** Without its packages everything imported is `any`, and any edit would pass. */
export function hasPackages({ rootNames, options }: Compilation): boolean {
  const foreign = rootNames
    .slice(0, 200)
    .flatMap((file) => packagesIn(file).map((specifier) => ({ specifier, file })));
  return (
    foreign.length === 0 ||
    foreign.some(({ specifier, file }) => {
      const { resolvedModule } = ts.resolveModuleName(specifier, file, options, ts.sys);
      return resolvedModule?.resolvedFileName.includes('/node_modules/') === true;
    })
  );
}

const packagesIn = (file: string): readonly string[] =>
  ts
    .preProcessFile(ts.sys.readFile(file) ?? '', true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => /^[@a-z]/.test(specifier) && !isBuiltin(specifier));
