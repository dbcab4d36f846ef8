import { CommanderError } from 'commander';
import { escapeControls } from '../text/escape-controls.js';
import { KnownError } from '../text/known-error.js';

/** Says on stderr what went wrong and returns the exit code. */
export function reportFailure(error: unknown): number {
  // Commander has written its own message by now; it counts help that was asked for as an error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof KnownError) {
    const lines = [`error: ${error.message}`, ...error.details.map((detail) => `  ${detail}`)];
    process.stderr.write(`${lines.map(escapeControls).join('\n')}\n${error.advice}\n`);
    return error.exitCode;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = details.split('\n').map(escapeControls).join('\n');
  process.stderr.write(`resilint failed, which is a bug in resilint:\n${lines}\n`);
  return 3;
}
