#!/usr/bin/env node
import { KnownError } from '../text/known-error.js';
import { reportFailure } from './failure.js';
import { createProgram } from './program.js';

for (const stream of [process.stdout, process.stderr]) stream.on('error', endWith);

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}

function endWith({ code, message }: NodeJS.ErrnoException): never {
  // `resilint scan | head`: the reader has seen enough, and there is nothing left to say.
  if (code === 'EPIPE') process.exit();
  const advice = 'Check where the output goes, or name a file with --output.';
  process.exit(reportFailure(new KnownError(`Cannot write the result: ${message}`, advice, 2)));
}
