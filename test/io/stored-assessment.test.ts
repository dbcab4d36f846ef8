import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { assess, type AssessOptions, type Assessment } from '../../src/index.js';
import { defaultSettings } from '../../src/config/settings/default-settings.js';
import { folderTree } from '../../src/io/folder-tree.js';
import { recordedTree, stillAnswers } from '../../src/io/recorded-tree.js';
import { temporaryTree } from './temporary-tree.js';

let root = '';
let cache = '';

beforeEach(() => {
  cache = temporaryTree({ 'nothing.txt': '' });
  vi.stubEnv('XDG_CACHE_HOME', cache);
  root = temporaryTree({
    'package.json': '{"name": "orders", "dependencies": {"axios": "1.7.2"}}',
    'src/users.ts': "import axios from 'axios';\nexport const load = () => axios.get('/users');\n",
    'src/index.ts': "import { load } from './users';\nawait load();\n",
  });
  return () => {
    vi.unstubAllEnvs();
  };
});

/** The assessment, and whether it was worked out rather than kept. */
function run(options: Partial<AssessOptions> = {}): { assessment: Assessment; isNew: boolean } {
  const phases = new Set<string>();
  const onProgress: AssessOptions['onProgress'] = ({ phase }) => phases.add(phase);
  return { assessment: assess({ root, onProgress, ...options }), isNew: phases.has('detecting') };
}

describe('an assessment is kept', () => {
  test('as long as nothing changes', () => {
    const first = run();
    const second = run();
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(JSON.stringify(second.assessment)).toBe(JSON.stringify(first.assessment));
    expect(first.assessment.calls).toHaveLength(1);
  });

  test.each<[string, () => void]>([
    [
      'the text of a source',
      () => {
        write('src/index.ts', '// nothing\n');
      },
    ],
    [
      'a version',
      () => {
        write('package.json', '{"name": "orders", "dependencies": {"axios": "0.27.0"}}');
      },
    ],
    [
      'a new file',
      () => {
        write('src/other.ts', '');
      },
    ],
    [
      'a file that is gone',
      () => {
        rmSync(join(root, 'src/users.ts'));
      },
    ],
    [
      'what is ignored',
      () => {
        write('.gitignore', 'src/users.ts\n');
      },
    ],
    [
      'a path alias',
      () => {
        write('tsconfig.json', '{"compilerOptions": {"baseUrl": "."}}');
      },
    ],
    [
      'a file that watches the service',
      () => {
        mkdirSync(join(root, 'k8s'));
        write('k8s/alerts.yaml', 'alert: x\n');
      },
    ],
  ])('but not over a change of %s', (_, change) => {
    run();
    change();
    const after = run();
    expect(after.isNew).toBe(true);
    expect(JSON.stringify(after.assessment)).toBe(JSON.stringify(run({ cache: false }).assessment));
  });

  test('by settings, patterns and rules of its own', () => {
    run();
    expect(run({ exclude: ['src/users.ts'] }).assessment.calls).toEqual([]);
    expect(run({ settings: { ...defaultSettings, exclude: ['src/index.ts'] } }).isNew).toBe(true);
    expect(run({ rules: { hash: 'other', rules: [] } }).assessment.findings).toEqual([]);
  });

  test('in no form that a broken cache could change', () => {
    const whole = JSON.stringify(run().assessment);
    for (const name of readdirSync(join(cache, 'resilint'))) {
      const file = join(cache, 'resilint', name);
      writeFileSync(file, readFileSync(file).subarray(0, 100), { mode: 0o600 });
    }
    const after = run();
    expect(after.isNew).toBe(true);
    expect(JSON.stringify(after.assessment)).toBe(whole);
  });
});

test('what changes between two looks at it is never the same again', () => {
  const { tree, answers } = recordedTree(folderTree(root));
  tree.readText('src/index.ts');
  expect(stillAnswers(folderTree(root), answers)).toBe(true);
  write('src/index.ts', 'changed');
  tree.readText('src/index.ts');
  expect(stillAnswers(folderTree(root), answers)).toBe(false);
});

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text);
}
