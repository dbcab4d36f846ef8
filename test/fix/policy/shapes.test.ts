import { describe, expect, it } from 'vitest';
import type { FixResult } from '../../../src/model/fix.js';
import { fixed, planned } from '../fixed.js';
import { effects, policyShapes as shapes, type PolicyShape } from './shapes.js';
import { valueShapes } from './value-shapes.js';

const policyShapes = [...shapes, ...valueShapes];

// No hook is known for this version, so that each call is wrapped.
const MANIFEST = '{ "name": "a", "type": "module", "dependencies": { "axios": "1.4.0" } }';
const HEAD = `import axios from 'axios';\n`;
const CLIENT = `const users = axios.create({ baseURL: 'http://users', timeout: 1000 });\n`;
const FILE = 'src/users.ts';

const sourceOf = (body: string): string => `${HEAD}${CLIENT}${body}\n`;
const editedOf = ({ after }: PolicyShape): string | undefined => {
  if (after === undefined) return undefined;
  const name = after.includes('usersPolicy2') ? 'usersPolicy as usersPolicy2' : 'usersPolicy';
  return `${HEAD}import { ${name} } from './resilience.js';\n${CLIENT}${after}\n`;
};

/** A service whose requests lead to what the shape exports. */
const repository = ({ before }: PolicyShape) => {
  const exported = [...before.matchAll(/export (?:async )?(?:const|function\*?|class) (\w+)/g)];
  const names = exported.map((match) => match[1] ?? '');
  const isClass = before.includes('export class');
  const use = names.map((name) => (isClass ? `new ${name}().load()` : `${name}(request)`));
  return {
    'package.json': MANIFEST,
    [FILE]: sourceOf(before),
    'src/main.ts': `import express from 'express';\nimport { ${names.join(', ')} } from './users.js';\nexpress().get('/', (request) => [${use.join(', ')}]);\n`,
  };
};

// No breaker is missing where nobody waits.
const guarded = policyShapes.filter(({ reason }) => reason !== 'not-awaited');

const siteIn = ({ sites }: FixResult) => sites.filter(({ file }) => file === FILE);
const only = ['add-breaker'];

describe('a call under the policy of its dependency', () => {
  it.each(guarded.map((shape) => [shape.name, shape] as const))(
    'treats %s',
    async (_name, shape) => {
      const files = repository(shape);
      const cautious = await planned(files, { only });
      const sites = siteIn(cautious);
      expect(sites.length).toBeGreaterThan(0);
      for (const site of sites)
        expect(site).toMatchObject({
          safety: shape.safety,
          ...(shape.reason !== undefined && { reason: shape.reason }),
        });
      // What is only suggested is done for those who name the finding.
      const named = sites.flatMap(({ findings }) => findings);
      const asked = await fixed(files, { only: named });
      expect(asked.text(FILE)).toBe(editedOf(shape) ?? files[FILE]);
      expect(asked.again.files).toEqual([]);
    },
  );

  it.each(
    policyShapes
      .filter(({ safety }) => safety === 'unsafe')
      .map((shape) => [shape.name, shape] as const),
  )('only observes %s where nothing may change', async (_name, shape) => {
    const { sites, files } = await planned(repository(shape), { only, unsafe: false });
    expect(siteIn({ sites } as FixResult).map(({ safety }) => safety)).toContain('safe');
    const edited = files.find(({ file }) => file === FILE);
    expect(edited?.after).toBe(editedOf(shape));
    const module = files.find(({ file }) => file === 'src/resilience.ts');
    expect(module?.after).toContain('breaker: { observeOnly: true }');
  });

  it.each(effects)('knows %s as a %s', async (call, effect) => {
    const before = `declare const options: RequestInit, method: string;\nconst usersUrl = 'http://users/', place = usersUrl, paths = { listUrl: usersUrl };\nconst urlOf = (path: string) => 'http://users' + path;\nexport const load = async () => await ${call};`;
    const { files } = await planned(repository({ name: '', before, safety: 'unsafe' }), { only });
    const { after = '' } = files.find(({ file }) => file === FILE) ?? {};
    const mark = effect === 'write' ? `, { effect: 'write' }` : '';
    expect(after).toContain(`await usersPolicy.execute(() => ${call}${mark});`);
  });
});
