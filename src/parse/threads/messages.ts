import type { MessagePort } from 'node:worker_threads';

export interface Text {
  readonly file: string;
  readonly text: string;
}

/** What a thread parses at a time; it answers with the JSON of one parsed file each, in this order. */
export type Batch = readonly Text[];

export interface ThreadData {
  readonly port: MessagePort;
  /** One shared number: how many batches all threads have answered. */
  readonly answers: Int32Array;
}
