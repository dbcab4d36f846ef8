import { createTwoFilesPatch } from 'diff';
import type { FixedFile } from '../model/fix.js';

/** What changes in a file, as `git apply` and `patch -p1` take it. */
export function unifiedDiff({ file, before, after }: FixedFile): string {
  const old = before === null ? '/dev/null' : `a/${file}`;
  const patch = createTwoFilesPatch(old, `b/${file}`, before ?? '', after, undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  const made = before === null ? 'new file mode 100644\n' : '';
  return `diff --git a/${file} b/${file}\n${made}${patch}`;
}
