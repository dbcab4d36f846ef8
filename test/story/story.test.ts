import { describe, expect, it, vi } from 'vitest';
import type { Sent } from './load.js';
import { answeredIn, figures, percentile, updateBlock, writtenBlock } from './page.js';
import { outage, type Outage } from './outage.js';
import { missingServers, OwnDatabase } from './servers.js';
import { Shop } from './shop.js';

// An installation, two builds, two outages: perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 300_000 });

const missing = await missingServers();

const LIMITS = '--timeout http=1000 --timeout db=2000 --timeout cache=200';
const PASSED = "npm test --silent | grep -E '^# (pass|fail)'";
/** The least of a score that may be known by its bounds alone. */
const scoreIn = (text: string): number => Number(/score (\d\.\d+)/.exec(text)?.[1]);

/** Ids of the findings that a developer answers after a look at them. */
function suggested(printed: string): string {
  const ids = [...printed.matchAll(/ · ([0-9a-f]{16}) · /g)].map(([, id]) => id);
  return ids.map((id) => `--only ${id!}`).join(' ');
}

function fixes(shop: Shop): void {
  shop.say('Bounds, a breaker and a bulkhead.');
  const first = shop.type(`resilint fix --write --unsafe ${LIMITS}`);
  expect(shop.run(`resilint fix --unsafe --allow-dirty --format patch`)).toBe('');
  shop.type("git add -A && git commit -qm 'resilint fix'");

  shop.say(
    'What only a person knows: routes for health and readiness, a bound for the cache, what to answer without it.',
  );
  shop.type(`resilint fix --write ${LIMITS} ${suggested(first)}`);
  shop.type("git add -A && git commit -qm 'resilint fix: what it suggests'");

  shop.say('The rest by hand: the figures of this service, and its answers.');
  shop.type('git apply ../by-hand.patch && git diff --no-ext-diff | grep -v ^index');
  shop.type("npm install --silent && git add -A && git commit -qm 'fallbacks'");
}

function undoes(shop: Shop): void {
  shop.say('And back.');
  shop.type('git revert --no-commit HEAD && git reset -q');
  shop.type('resilint undo');
  shop.type('resilint undo | tail -n 3');
  expect(shop.type('git add -A && git diff --cached --stat HEAD~3')).toBe('');
}

const isAnswered = ({ answeredAt }: Sent): boolean => answeredAt !== undefined;
const hasHung = (late: readonly Sent[]): boolean => late.length > 10 && !late.some(isAnswered);
const isBounded = (late: readonly Sent[]): boolean =>
  late.filter(isAnswered).length > late.length / 2;

function expectHang(before: Outage): void {
  expect(before.late.length).toBeGreaterThan(10);
  expect(answeredIn({ ...before, during: before.late })).toBe(0);
  expect(before.mostInFlight).toBeGreaterThan(before.during.length / 2);
  expect(before.states).toEqual([]);
}

function expectBounds(after: Outage, before: Outage): void {
  expect(after.during.map(({ status }) => status)).not.toContain(undefined);
  expect(after.during.every(({ status = 0 }) => status < 300)).toBe(true);
  expect(percentile(after.during, 0.99)).toBeLessThan(percentile(before.during, 0.99));
  expect(answeredIn({ ...after, during: after.late })).toBeGreaterThan(after.late.length / 2);
  expect(after.mostInFlight).toBeLessThan(before.mostInFlight);
  expect(after.during.some(({ priceOf }) => priceOf === 'list')).toBe(true);
  expect(after.states).toContain('open');
  expect(after.states.at(-1)).toBe('closed');
  expect(after.recoveryMs).toBeLessThan(Infinity);
}

describe.skipIf(missing !== '')(`the story in the documentation${missing}`, () => {
  it('is what happens', async () => {
    const shop = new Shop();
    const clean = shop.tree();
    shop.run('npm ci --silent');
    const database = new OwnDatabase(shop.folder);
    await database.make();
    try {
      shop.set(database.environment);
      shop.set({ PRICES_URL: 'http://127.0.0.1:9' });
      shop.say('A service, as it was written.');
      shop.type(PASSED);
      const scoreBefore = scoreIn(shop.type('resilint score | head -n 6'));
      const before = await outage(shop.folder, database, hasHung);
      fixes(shop);
      shop.say('It compiles, and its tests pass.');
      expect(shop.type(PASSED)).toContain('# fail 0');
      expect(scoreIn(shop.type('resilint score | head -n 3'))).toBeGreaterThan(scoreBefore);
      expect(shop.type('resilint fix --unsafe')).toContain('Nothing to fix');
      const after = await outage(shop.folder, database, isBounded);
      undoes(shop);
      expect(shop.tree()).toBe(clean);

      const transcript = `\n\`\`\`console\n${shop.transcript.join('\n')}\n\`\`\`\n\n`;
      updateBlock('transcript', transcript);
      updateBlock('figures', `\n${figures(before, after)}\n`);
      const hint = 'accept it with: npm run story';
      expectHang(before);
      expectBounds(after, before);
      expect(writtenBlock('transcript'), hint).toBe(transcript);
    } finally {
      await database.drop();
    }
  });
});
