import { describe, expect, it } from 'vitest';
import { planned } from './fixed.js';

/** The installed version ignores the option that its entry puts in: only a scan tells. */
const ignored = {
  'package.json':
    '{ "name": "a", "type": "module", "engines": { "node": ">=20.19" }, "dependencies": { "ioredis": "2.5.0" } }',
  'src/a.ts': `import Redis from 'ioredis';\nexport const redis = new Redis('redis://cache');\nexport const load = () => redis.get('a');\n`,
};

describe('how edits are verified', () => {
  it('proves by a scan that an edit protects its call, unless nothing is to be proved', async () => {
    const proved = await planned(ignored, { verify: 'parse' });
    const unproved = await planned(ignored, { verify: 'none' });
    expect(proved.sites.map(({ what }) => what)).toEqual(['get run by cachePolicy']);
    expect(unproved.sites.map(({ what }) => what)).toEqual(['commandTimeout of new default']);
  });
});
