import { KnownError } from '../text/known-error.js';
import { readText } from './read-text.js';

/** The text of a file that the user names. */
export function readInput(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KnownError(`Cannot read ${file}: ${reason}`, 'Check the path.', 2);
  }
}
