import type { Progress } from '../index.js';
import { grouped } from '../text/count-of.js';

const REDRAW_MS = 80;
const CLEAR_LINE = '\r\x1b[K';

/** One line on a terminal that tells what is being done; elsewhere it stays silent. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #shown: boolean;
  readonly #started = performance.now();
  #drawn = Number.NEGATIVE_INFINITY;
  #phase: Progress['phase'] | undefined;

  constructor(stream: NodeJS.WriteStream, quiet: boolean) {
    this.#stream = stream;
    this.#shown = stream.isTTY && !quiet;
  }

  /** Runs the work with the line shown, and leaves no trace of it. */
  during<Result>(work: (onProgress: (progress: Progress) => void) => Result): Result {
    try {
      return work((progress) => {
        if (this.#shown) this.#update(progress);
      });
    } finally {
      if (this.#shown) this.#stream.write(CLEAR_LINE);
    }
  }

  #update(progress: Progress): void {
    const now = performance.now();
    if (progress.phase === this.#phase && now - this.#drawn < REDRAW_MS) return;
    this.#phase = progress.phase;
    this.#drawn = now;
    const seconds = ((now - this.#started) / 1000).toFixed(1);
    this.#stream.write(`${CLEAR_LINE}${progressText(progress)} · ${seconds} s`);
  }
}

function progressText({ phase, done, total }: Progress): string {
  if (total === 0) return phase;
  const files = done === 0 ? grouped(total) : `${grouped(done)} of ${grouped(total)}`;
  return `${phase} ${files} files`;
}
