import type { Assessment } from '../../model/assessment.js';
import { shippedRuntime } from '../../io/shipped-runtime.js';
import { Sources } from '../sources.js';
import type { Writer } from '../texts.js';
import type { ReadFile } from '../timeout/node-support.js';
import { hasCopy, isResolvable } from './runtime-source.js';
import type { Target } from './target.js';
import { loadRender } from './templates.js';

/** What writes the edited texts of a repository. */
export async function writerFor(
  assessment: Assessment,
  read: ReadFile,
  { vendor, target }: { readonly vendor?: boolean | undefined; readonly target: Target | null },
): Promise<Writer> {
  const runtime = shippedRuntime();
  const folders = assessment.packages.map(({ dir }) => dir);
  const isVendored = vendor ?? (hasCopy(read) || !isResolvable(folders, runtime.name, read));
  return {
    sources: new Sources(assessment, read),
    render: await loadRender(),
    runtime: { runtime, isVendored },
    target,
  };
}
