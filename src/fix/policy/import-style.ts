import { posix } from 'node:path';
import type { Sources } from '../sources.js';
import { manifestOf } from './manifest.js';
import type { PolicyModule } from './policy-use.js';

/** How a file names another one of its package, following the files around it. */
export function specifierOf(file: string, module: PolicyModule, sources: Sources): string {
  const path = posix.relative(posix.dirname(file), module.file);
  const relative = path.startsWith('.') ? path : `./${path}`;
  return relative.replace(/\.([cm]?)[jt]s$/, (written, kind: string) =>
    endingIn(file, module, sources, { written, compiled: `.${kind}js` }),
  );
}

interface Endings {
  readonly written: string;
  readonly compiled: string;
}

function endingIn(
  file: string,
  { packageDir, form }: PolicyModule,
  sources: Sources,
  { written, compiled }: Endings,
): string {
  // These are never found without their ending.
  if (compiled !== '.js') return compiled;
  const seen = usualEnding(sources.text(file) ?? '');
  if (seen !== null) return seen === '' ? '' : /ts$/.test(seen) ? written : compiled;
  if (form === 'commonjs') return '';
  const isTyped = written.endsWith('ts');
  const isNative = manifestOf(packageDir, sources.read)?.['type'] === 'module';
  return isTyped && !isNative ? '' : compiled;
}

/** The ending of the file's own relative imports; null where it has none. */
function usualEnding(text: string): string | null {
  const pattern = /(?:from|import|require\()\s*['"]\.{1,2}\/[^'"\n]*?(\.[cm]?[jt]s)?['"]/g;
  const endings = [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  const [first] = endings;
  return first ?? null;
}
