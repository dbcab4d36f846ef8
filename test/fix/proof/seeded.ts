import type { LadderGround } from '../../../src/fix/ladders.js';
import type { Place, Rung, RungMade } from '../../../src/fix/rung.js';
import type { Asked, AskedCall } from '../../../src/fix/targets.js';
import { wrongOptions } from './wrong-options.js';
import { wrongWraps } from './wrong-wraps.js';
import type { Seed } from './seed.js';

export const seeds: readonly Seed[] = [...wrongWraps, ...wrongOptions];

/** What the calls of a file go to that a mistake is made in. */
export const dependencyOf = (seed: Seed, client: 'users' | 'orders' | 'slow'): string =>
  `${client}${String(seeds.indexOf(seed))}`;

/** The one that the edits of a mistake are for. */
export const dependencyFixed = (seed: Seed): string =>
  dependencyOf(seed, seed.codemod === 'add-timeout' ? 'slow' : 'users');

/** The file that a mistake is made in. */
export const fileOf = (seed: Seed, ending: string): string =>
  `src/seed${String(seeds.indexOf(seed))}.${ending}`;

type LaddersOf = (ground: LadderGround) => (asked: Asked) => readonly Rung[];

/** Codemods that make one mistake in each file, and propose nothing else. */
export const spoilt =
  (laddersOf: LaddersOf): LaddersOf =>
  (ground) => {
    const ladders = laddersOf(ground);
    return (asked) => {
      const index = 'call' in asked ? /seed(\d+)\./.exec(asked.call.file)?.[1] : undefined;
      const seed = seeds[Number(index)];
      if (!('call' in asked) || seed === undefined) return ladders(asked);
      const { call, codemod } = asked;
      if (seed.codemod !== codemod || call.dependency !== dependencyFixed(seed)) return [];
      const text = ground.sources.text(call.file) ?? '';
      const policy = `${dependencyOf(seed, 'users')}Policy`;
      const otherPolicy = `${dependencyOf(seed, 'orders')}Policy`;
      const rung = ladders(asked).find((one) => isMade(one) && isHere(one, call));
      const proposed =
        rung !== undefined && isMade(rung)
          ? rung
          : naive(call, { text, policy, enforces: ground.enforces(asked) });
      return [
        {
          ...proposed,
          safety: 'safe',
          ...seed.spoil({ rung: proposed, text, policy, otherPolicy }),
        },
      ];
    };
  };

/** At the call, and not where its client is made. */
const isHere = ({ at }: Rung, { line }: Place): boolean => at.line === line;

const isMade = (rung: Rung): rung is RungMade => rung.ok;

interface Naive {
  readonly text: string;
  readonly policy: string;
  readonly enforces: boolean;
}

/** What a codemod would do that sees none of the obstacles. */
function naive(call: AskedCall['call'], { text, policy, enforces }: Naive): RungMade {
  const { file, line, column, operation, dependency } = call;
  const module = { file: moduleOf(file), packageDir: '.', form: 'module' } as const;
  const start = text.indexOf(`users.${operation}`);
  const end = text.indexOf(')', start) + 1;
  const parts = { breaker: enforces ? 'enforced' : 'observed' } as const;
  const use = { file, module, dependency, preset: 'internal-service', parts } as const;
  return {
    ...{ ok: true, key: `naive ${file}`, safety: 'safe', at: { file, line, column } },
    ...(!enforces && { gives: 'observation' as const }),
    edits: [
      { file, start, end: start, text: `${policy}.execute(() => ` },
      { file, start: end, end, text: ')' },
    ],
    uses: [{ ...use, exported: policy, local: policy }],
    what: 'naive',
  };
}

const moduleOf = (file: string): string => `src/resilience.${file.endsWith('ts') ? 'ts' : 'js'}`;
