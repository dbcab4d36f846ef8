import type { Frame } from './values.js';

/** The questions that are being asked, each with how many were before it. */
export class ActiveQuestions {
  readonly #outside = new Map<unknown, number>();
  readonly #within = new Map<Frame, Map<unknown, number>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  positionOf(subject: unknown, frame: Frame | null): number | undefined {
    return (frame === null ? this.#outside : this.#within.get(frame))?.get(subject);
  }

  begin(subject: unknown, frame: Frame | null): number {
    const position = this.#size++;
    this.#questionsOf(frame).set(subject, position);
    return position;
  }

  end(subject: unknown, frame: Frame | null): void {
    this.#size--;
    const questions = this.#questionsOf(frame);
    questions.delete(subject);
    if (frame !== null && questions.size === 0) this.#within.delete(frame);
  }

  #questionsOf(frame: Frame | null): Map<unknown, number> {
    if (frame === null) return this.#outside;
    const known = this.#within.get(frame);
    if (known !== undefined) return known;
    const made = new Map<unknown, number>();
    this.#within.set(frame, made);
    return made;
  }
}
