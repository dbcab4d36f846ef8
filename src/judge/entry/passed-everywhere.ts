import { posix } from 'node:path';
import { nearestFolder } from '../../text/nearest-folder.js';
import type { FunctionPlace } from '../code/points.js';
import { selects, type AskedRoute, type Selection } from './route-selection.js';

interface Passed {
  /** Where it says so. */
  readonly file: string;
  readonly functions: readonly FunctionPlace[];
  /** Only these routes; without it, all. */
  readonly selection?: Selection;
}

/** Functions that requests to a program pass, wherever its routes are. */
export class PassedEverywhere {
  readonly #passed: Passed[] = [];
  readonly #programs = new Set<string>();

  /** The file makes a program, to which what lies in its folder belongs. */
  addProgram(file: string): void {
    this.#programs.add(posix.dirname(file));
  }

  add(passed: Passed): void {
    if (passed.functions.length > 0) this.#passed.push(passed);
  }

  /** Of several programs, only what those say that the route belongs to, and what they share. */
  by(route: AskedRoute): readonly FunctionPlace[] {
    return this.#passed
      .filter(({ file }) => this.#isShared(file, route.file))
      .filter(({ selection }) => selection === undefined || selects(selection, route))
      .flatMap(({ functions }) => functions);
  }

  #isShared(saying: string, route: string): boolean {
    if (this.#programs.size < 2) return true;
    const program = this.#programOf(saying);
    return program === null || program === this.#programOf(route);
  }

  #programOf(file: string): string | null {
    const folder = nearestFolder(file, this.#programs);
    return this.#programs.has(folder) ? folder : null;
  }
}
