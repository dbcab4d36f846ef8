import { abortListeners } from './inner-scope.js';
import { unlink, type Linked } from './linked.js';
import type { Abort, Abortable, Scope } from './scope.js';
import type { Expiring } from './timers.js';

/** A call that waits: until its time is over, or nobody wants its outcome any more. */
export class Wait implements Expiring, Abortable {
  startedAt!: number;
  before: Linked = this;
  after: Linked = this;
  readonly #around: Set<Abortable> | undefined;
  readonly #over: (aborted?: Abort) => void;

  /** `over` is told of an abort, or of nothing when the time is over. */
  constructor(scope: Scope, over: (aborted?: Abort) => void) {
    this.#around = abortListeners(scope)?.add(this);
    this.#over = over;
  }

  expire(_limitMs: number, aborted?: Abort): void {
    this.stop();
    this.#over(aborted);
  }

  abort(reason: unknown): void {
    this.expire(0, { reason });
  }

  /** It waits no longer. */
  stop(): void {
    unlink(this);
    this.#around?.delete(this);
  }
}
