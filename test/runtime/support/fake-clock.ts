import type { Clock } from '@resilint/runtime';

interface FakeTimer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  readonly timers = new Set<FakeTimer>();
  private time = 1_000;

  now(): number {
    return this.time;
  }

  date(): number {
    return Date.UTC(2026, 0, 1) + this.time;
  }

  setTimer(callback: () => void, ms: number): FakeTimer {
    const timer = { due: this.time + ms, callback };
    this.timers.add(timer);
    return timer;
  }

  clearTimer(timer: unknown): void {
    this.timers.delete(timer as FakeTimer);
  }

  /** Moves on, fires what is due in order, and lets everything that follows happen. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.callback();
      await settle();
    }
    this.time = end;
  }

  /** Moves on without firing timers, as when the process was suspended. */
  sleep(ms: number): void {
    this.time += ms;
  }

  private next(end: number): FakeTimer | undefined {
    return [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}

/** Lets all microtasks run, and those that they start. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
