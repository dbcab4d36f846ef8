// Every index is computed to lie inside the array.
/* eslint-disable @typescript-eslint/no-non-null-assertion */
// Where things stand in the array: a header, then calls and bad calls of each bucket in turn.
const start = 0;
const head = 1;
const calls = 2;
const bad = 3;
const header = 4;

/**
 * Counts of calls and bad calls over the last `windowMs`, in buckets. A bucket that time has passed
 * is forgotten when the next call comes, however long that takes; nothing runs in between. All
 * numbers live in one array, which costs half of an object per bucket.
 */
export class Buckets {
  readonly #bucketMs: number;
  #numbers: number[];

  constructor(windowMs: number, buckets: number) {
    this.#bucketMs = windowMs / buckets;
    this.#numbers = new Array<number>(header + 2 * buckets).fill(0);
  }

  get calls(): number {
    return this.#numbers[calls] ?? 0;
  }

  get bad(): number {
    return this.#numbers[bad] ?? 0;
  }

  record(isBad: boolean, now: number): void {
    this.#advance(now);
    const numbers = this.#numbers;
    const at = numbers[head] ?? 0;
    numbers[header + at]!++;
    numbers[calls]!++;
    if (!isBad) return;
    numbers[header + at + 1]!++;
    numbers[bad]!++;
  }

  reset(saved?: readonly number[], now = 0): void {
    const numbers = this.#numbers;
    if (saved?.length === numbers.length) {
      this.#numbers = [...saved];
      this.#numbers[start] = now - (saved[start] ?? 0);
    } else numbers.fill(0);
  }

  /** The array, with the age of the present bucket instead of its start: clocks differ. */
  save(now: number): readonly number[] {
    this.#advance(now);
    return [now - (this.#numbers[start] ?? 0), ...this.#numbers.slice(1)];
  }

  /** Forgets what is older than the window. */
  #advance(now: number): void {
    const numbers = this.#numbers;
    const elapsedMs = now - numbers[start]!;
    // Nearly always; a comparison is cheaper than a division.
    if (elapsedMs < this.#bucketMs) return;
    const size = numbers.length - header;
    const passed = Math.floor(elapsedMs / this.#bucketMs);
    numbers[start]! += passed * this.#bucketMs;
    for (let step = Math.min(passed, size / 2); step > 0; step--) {
      const at = (numbers[head]! + 2) % size;
      numbers[head] = at;
      numbers[calls]! -= numbers[header + at]!;
      numbers[bad]! -= numbers[header + at + 1]!;
      numbers[header + at] = numbers[header + at + 1] = 0;
    }
  }
}
