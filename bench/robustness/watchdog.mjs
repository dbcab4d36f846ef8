// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { Worker } from 'node:worker_threads';

/** Runs beside a thread that may never come back; the last thing it can do is to end the process. */
const worker = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const { control, name, limit } = workerData;
  let beat = -1;
  let since = 0;
  while (Atomics.load(control, 1) === 0) {
    Atomics.wait(control, 1, 0, 500);
    const now = Atomics.load(control, 0);
    if (now !== beat) [beat, since] = [now, Date.now()];
    else if (Atomics.load(control, 2) > 0 && Date.now() - since > limit) {
      const text = Buffer.from(name.slice(0, Atomics.load(control, 2))).toString('utf8');
      writeSync(2, 'hangs for more than ' + limit + ' ms: ' + text + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }
  }
`;

/**
 * Ends the process, and says what it was at, when one piece of work takes longer than the limit.
 * A loop that never ends cannot be stopped in any other way.
 *
 * @param {number} limit milliseconds
 */
export function startWatchdog(limit) {
  const control = new Int32Array(new SharedArrayBuffer(12));
  const name = new Uint8Array(new SharedArrayBuffer(4096));
  const thread = new Worker(worker, { eval: true, workerData: { control, name, limit } });
  thread.unref();
  const note = (length) => {
    Atomics.store(control, 2, length);
    Atomics.add(control, 0, 1);
  };
  return {
    /**
     * Runs the work with a name that is told should it not end.
     *
     * @template T
     * @param {string} what
     * @param {() => T} work
     * @returns {T}
     */
    during(what, work) {
      const { written } = new TextEncoder().encodeInto(what, new Uint8Array(name.length));
      name.set(new TextEncoder().encode(what).subarray(0, written));
      note(Math.max(1, written));
      try {
        return work();
      } finally {
        note(0);
      }
    },
    stop() {
      Atomics.store(control, 1, 1);
      Atomics.notify(control, 1);
    },
  };
}
