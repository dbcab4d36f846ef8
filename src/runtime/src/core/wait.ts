import { abortListeners, type Abortable } from './inner-scope.js';
import type { Linked } from './linked.js';
import type { Scope } from './scope.js';
import { stopExpiring, type Expiring } from './timers.js';

/** A call that waits: until its time is over, or nobody wants its outcome any more. */
export class Wait implements Expiring, Abortable {
  since: number | undefined = undefined;
  waitMs = 0;
  before: Linked = this;
  after: Linked = this;
  readonly #around: Set<Abortable> | undefined;
  readonly #expired: () => void;
  readonly #aborted: (reason: unknown) => void;

  constructor(scope: Scope, expired: () => void, aborted: (reason: unknown) => void) {
    this.#around = abortListeners(scope)?.add(this);
    this.#expired = expired;
    this.#aborted = aborted;
  }

  expire(): void {
    this.stop();
    this.#expired();
  }

  abort(reason: unknown): void {
    this.stop();
    this.#aborted(reason);
  }

  /** It waits no longer. */
  stop(): void {
    stopExpiring(this);
    this.#around?.delete(this);
  }
}
