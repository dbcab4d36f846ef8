import { posix } from 'node:path';
import type { Sources } from '../sources.js';
import { manifestOf } from './manifest.js';
import type { PolicyModule } from './policy-use.js';

/** How a file names another one of its package, following the files around it. */
export function specifierOf(file: string, module: PolicyModule, sources: Sources): string {
  const path = posix.relative(posix.dirname(file), module.file);
  const relative = path.startsWith('.') ? path : `./${path}`;
  const written = posix.extname(relative);
  return relative.slice(0, -written.length) + endingIn(file, module, sources);
}

function endingIn(file: string, { packageDir, ...module }: PolicyModule, sources: Sources): string {
  const written = posix.extname(module.file);
  const compiled = written.replace('t', 'j');
  // These are never found without their ending.
  if (compiled !== '.js') return compiled;
  const seen = usualEnding(sources.text(file) ?? '');
  if (seen !== null) return seen === '' ? '' : seen.endsWith('ts') ? written : compiled;
  if (module.form === 'commonjs') return '';
  const isNative = manifestOf(packageDir, sources.read)?.['type'] === 'module';
  return written === '.ts' && !isNative ? '' : compiled;
}

/** The ending of the file's own relative imports; null where it has none. */
function usualEnding(text: string): string | null {
  const pattern = /(?:from|import|require\()\s*['"]\.{1,2}\/[^'"\n]*?(\.[cm]?[jt]s)?['"]/g;
  const endings = [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  const [first] = endings;
  return first ?? null;
}
