import { availableParallelism } from 'node:os';
import { parseFile, type ParsedFile } from '../parse-file.js';
import type { Batch, Text } from './messages.js';
import { ParserThread } from './parser-thread.js';

/** Characters that are handed over at a time: some 50 ms of work. */
const BATCH_LENGTH = 128 * 1024;
/** Characters from which on other threads are worth their start. */
const ALONE_LENGTH = 1024 * 1024;
/** This thread works as well, and memory grows with each. Threads cannot begin with TypeScript. */
const MOST_THREADS = import.meta.url.endsWith('.ts') ? 0 : Math.min(3, availableParallelism() - 1);
/** A thread that is silent for so long is given up. */
const PATIENCE_MS = 20_000;

export interface ParserPoolOptions {
  readonly threads?: number;
  readonly entry?: URL;
  readonly aloneLength?: number;
  readonly patienceMs?: number;
}

/**
 * Parses files on this thread and, where there are many, on others beside it. Answers do not depend
 * on which thread gave them: a thread that cannot be started or dies costs time and nothing else.
 */
export class ParserPool {
  readonly #answers = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #options: Required<ParserPoolOptions>;
  readonly #parsed = new Map<string, ParsedFile>();
  #threads: ParserThread[] | undefined;
  #batch: Text[] = [];
  #batchLength = 0;
  #length = 0;

  constructor({
    threads = MOST_THREADS,
    entry = new URL('./parse-thread.js', import.meta.url),
    aloneLength = ALONE_LENGTH,
    patienceMs = PATIENCE_MS,
  }: ParserPoolOptions = {}) {
    this.#options = { threads, entry, aloneLength, patienceMs };
  }

  add(file: string, text: string): void {
    this.#batch.push({ file, text });
    this.#batchLength += text.length;
    if (this.#batchLength >= BATCH_LENGTH) this.#handOver();
  }

  /** Every file that was added, with what became of it. */
  finish(): ReadonlyMap<string, ParsedFile> {
    this.#handOver();
    const threads = this.#threads ?? [];
    while (threads.some(({ isDone }) => !isDone) && this.#awaitAnswer());
    for (const thread of threads) for (const batch of thread.end()) this.#parseHere(batch);
    return this.#parsed;
  }

  #handOver(): void {
    const batch = this.#batch;
    this.#batch = [];
    this.#length += this.#batchLength;
    this.#batchLength = 0;
    if (this.#length < this.#options.aloneLength) {
      this.#parseHere(batch);
      return;
    }
    this.#threads ??= this.#started();
    this.#receive();
    const thread = this.#threads.find(({ isFree }) => isFree);
    if (thread === undefined) this.#parseHere(batch);
    else thread.give(batch);
  }

  #started(): ParserThread[] {
    const { threads, entry } = this.#options;
    try {
      return Array.from({ length: threads }, () => new ParserThread(entry, this.#answers));
    } catch {
      // Where threads are not allowed, this one does it all.
      return [];
    }
  }

  /** Whether one more batch was answered before patience ran out. */
  #awaitAnswer(): boolean {
    const seen = Atomics.load(this.#answers, 0);
    if (this.#receive()) return true;
    return Atomics.wait(this.#answers, 0, seen, this.#options.patienceMs) !== 'timed-out';
  }

  #receive(): boolean {
    let received = false;
    for (const thread of this.#threads ?? []) {
      for (const [batch, parsed] of thread.answered()) {
        received = true;
        for (const [index, { file }] of batch.entries()) this.#keep(file, parsed[index]);
      }
    }
    return received;
  }

  #parseHere(batch: Batch): void {
    for (const { file, text } of batch) this.#keep(file, parseFile(file, text));
  }

  #keep(file: string, parsed: ParsedFile | undefined): void {
    if (parsed === undefined) throw new Error(`no answer about ${file}`);
    this.#parsed.set(file, parsed);
  }
}
