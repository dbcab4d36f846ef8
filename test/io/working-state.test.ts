import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workingState } from '../../src/io/working-state.js';
import { git, temporaryRepository, temporaryTree } from './temporary-tree.js';

describe('workingState', () => {
  it('is empty outside a repository and before the first commit', () => {
    const root = temporaryTree({ 'a.ts': '' });
    expect(workingState(root)).toEqual({});
    git(root, 'init', '-q');
    expect(workingState(root)).toEqual({});
  });

  it('names the commit and whether a tracked file differs', () => {
    const root = temporaryRepository({ 'a.ts': 'one' });
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    expect(workingState(root)).toEqual({ commit, dirty: false });
    writeFileSync(join(root, 'a.ts'), 'two');
    expect(workingState(root)).toEqual({ commit, dirty: true });
  });

  it('counts a new file as a difference, even where the repository hides those', () => {
    const root = temporaryRepository({ 'a.ts': '' });
    git(root, 'config', 'status.showUntrackedFiles', 'no');
    writeFileSync(join(root, 'new.ts'), '');
    expect(workingState(root).dirty).toBe(true);
  });

  it('runs neither a file watcher nor a filter that the repository names', () => {
    const root = temporaryRepository({ '.gitattributes': '*.ts filter=evil\n', 'a.ts': 'one' });
    const hook = join(root, '.git/touch.sh');
    const ran = join(root, '.git/ran');
    writeFileSync(hook, `#!/bin/sh\ntouch "${ran}"\ncat\n`, { mode: 0o755 });
    git(root, 'config', 'core.fsmonitor', hook);
    git(root, 'config', 'filter.evil.clean', hook);
    git(root, 'config', 'filter.evil.required', 'true');
    writeFileSync(join(root, 'a.ts'), 'two');
    expect(workingState(root).dirty).toBe(true);
    expect(existsSync(ran)).toBe(false);
    git(root, 'status');
    expect(existsSync(ran)).toBe(true);
  });
});
