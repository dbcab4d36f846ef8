import { parentPort, workerData } from 'node:worker_threads';
import { parseFile } from '../parse-file.js';
import type { Batch, ThreadData } from './messages.js';

// A thread of the parser pool: answers each batch it is given, and tells that it has.
const { port, answers } = workerData as ThreadData;

parentPort?.unref();
port.on('message', (batch: Batch) => {
  // Text is handed over several times faster than as many objects.
  port.postMessage(JSON.stringify(batch.map(({ file, text }) => parseFile(file, text))));
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
});
