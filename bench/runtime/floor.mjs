// @ts-nocheck: measures libraries that have no types here.
// The least that a circuit breaker with our promises can cost: the function starts in the same tick,
// what it throws is a rejection, what an earlier era let in is not counted, and outcomes are counted
// in a window of time, which takes one look at the clock. It has nothing else: no settings, events,
// signals, half-open state or composition.

const bucketMs = 1_000;
const buckets = 10;

export class FloorBreaker {
  open = false;
  era = {};
  at = 0;
  startedAt = 0;
  numbers = new Array(2 * buckets).fill(0);

  execute(body) {
    if (this.open) return Promise.reject(new Error('open'));
    const { era } = this;
    try {
      return body().then(
        (value) => this.count(era, 0, value),
        (error) => this.count(era, 1, Promise.reject(error)),
      );
    } catch (error) {
      return this.count(era, 1, Promise.reject(error));
    }
  }

  count(era, failed, outcome) {
    if (era !== this.era) return outcome;
    const { numbers } = this;
    const now = performance.now();
    while (now - this.startedAt >= bucketMs) this.turn(now);
    numbers[this.at]++;
    numbers[this.at + buckets] += failed;
    if (failed && this.trips()) {
      this.open = true;
      this.era = {};
    }
    return outcome;
  }

  turn(now) {
    this.startedAt = Math.max(this.startedAt + bucketMs, now - buckets * bucketMs);
    this.at = (this.at + 1) % buckets;
    this.numbers[this.at] = this.numbers[this.at + buckets] = 0;
  }

  trips() {
    const sum = (from) => this.numbers.slice(from, from + buckets).reduce((a, b) => a + b);
    return sum(0) >= 20 && sum(buckets) >= sum(0) / 2;
  }
}
