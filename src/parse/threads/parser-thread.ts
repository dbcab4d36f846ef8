import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ParsedFile } from '../parse-file.js';
import type { Batch, ThreadData } from './messages.js';

/** More would only wait their turn, and hold on to their texts. */
const MOST_BATCHES = 2;

/** It lets go of each file before the next: room for more would only fill with what is let go. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** A thread that parses batches in the order they were given to it. */
export class ParserThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #given: Batch[] = [];

  constructor(entry: URL, answers: Int32Array) {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadData = { port: port2, answers };
    this.#worker = new Worker(entry, { workerData, resourceLimits, transferList: [port2] });
    // Nobody listens while this thread works; what a dead thread owes is parsed here.
    this.#worker.on('error', () => undefined).unref();
    this.#port = port1;
    this.#port.unref();
  }

  get isFree(): boolean {
    return this.#given.length < MOST_BATCHES;
  }

  get isDone(): boolean {
    return this.#given.length === 0;
  }

  give(batch: Batch): void {
    this.#port.postMessage(batch);
    this.#given.push(batch);
  }

  /** What has been answered since, without waiting for it. */
  *answered(): Iterable<readonly [Batch, readonly ParsedFile[]]> {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { readonly message: string } | undefined;
      const batch = received === undefined ? undefined : this.#given.shift();
      if (received === undefined || batch === undefined) return;
      yield [batch, JSON.parse(received.message) as readonly ParsedFile[]];
    }
  }

  /** Ends it; returns what it has not answered. */
  end(): readonly Batch[] {
    this.#port.close();
    void this.#worker.terminate();
    return this.#given.splice(0);
  }
}
