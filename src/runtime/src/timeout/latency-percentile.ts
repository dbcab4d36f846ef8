// Every index is computed to lie inside the array.
/* eslint-disable @typescript-eslint/no-non-null-assertion */
import { checkNumber, settingsOf } from '../core/settings.js';
import type { AdaptiveLimit } from './timeout.js';

/** A limit that follows the latency of calls. */
export interface LatencyPercentileOptions {
  /**
   * Share of calls that should fit in: 0.999 accepts one false timeout in a thousand. Default: 0.999.
   */
  readonly percentile?: number | undefined;
  /** The limit is never shorter, */
  readonly minMs: number;
  /** nor longer; also the limit until enough calls were seen. */
  readonly maxMs: number;
  /** Calls to see first. Default: 1000. */
  readonly minimumCalls?: number | undefined;
  /** Calls after which old ones weigh half. Default: 10 000. */
  readonly halfLifeCalls?: number | undefined;
}

// Buckets grow by a twelfth of an octave: limits are exact within 6 %, and a timer is shared by all
// calls whose limit falls into the same bucket.
const perOctave = 12;

/**
 * The limit is a percentile of the latencies seen, from a histogram with logarithmic buckets. A
 * call that timed out counts with its limit, so that an outage does not lengthen timeouts.
 */
export function latencyPercentile(options: LatencyPercentileOptions): AdaptiveLimit {
  const { percentile, minMs, maxMs, minimumCalls, halfLifeCalls } = settingsOf(
    { percentile: 0.999, minMs: 0, maxMs: 0, minimumCalls: 1_000, halfLifeCalls: 10_000 },
    options,
  );
  checkNumber('percentile', percentile, 0.99999);
  checkNumber('minMs', minMs, maxMs);
  const buckets = new Array<number>(bucketOf(maxMs) + 1).fill(0);
  let calls = 0;
  let limitMs = maxMs;
  let sinceUpdate = 0;

  const update = (): void => {
    let above = calls * (1 - percentile);
    let bucket = buckets.length - 1;
    while (above >= buckets[bucket]!) above -= buckets[bucket--]!;
    limitMs = Math.min(maxMs, Math.max(minMs, Math.ceil(upperEnd(bucket))));
  };

  return {
    limitMs: () => limitMs,
    record(durationMs) {
      const bucket = Math.min(buckets.length - 1, bucketOf(durationMs));
      buckets[bucket]!++;
      calls++;
      if (calls >= 2 * halfLifeCalls) {
        for (const [index, count] of buckets.entries()) buckets[index] = count / 2;
        calls /= 2;
      }
      // Now and then is enough: one call changes next to nothing.
      if (calls >= minimumCalls && ++sinceUpdate >= minimumCalls / 10) {
        sinceUpdate = 0;
        update();
      }
    },
  };
}

function bucketOf(ms: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(ms, 1)) * perOctave));
}

function upperEnd(bucket: number): number {
  return 2 ** (bucket / perOctave);
}
