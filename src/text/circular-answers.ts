/** Computed for one question from outside; those of the applications that were counted take up to three. */
const MOST_ANSWERS = 300;

/**
 * Answers to questions that may lead back to themselves: asked again while it is being answered, a
 * question has the answer `open`. Where a circle is a part of an answer, it depends on where in the
 * circle one asks first: it is kept for those who ask from outside. Where everything leads to
 * everything, there are more ways through the circles than anyone can go: past `MOST_ANSWERS`, what
 * is asked further is open.
 */
export class CircularAnswers<Answer> {
  readonly #open: Answer;
  readonly #known = new Map<string, Answer>();
  readonly #knownOutside = new Map<string, Answer>();
  readonly #asked = new Set<string>();
  #circles = 0;
  /** Answers that were computed since the last question from outside. */
  #computed = 0;

  constructor(open: Answer) {
    this.#open = open;
  }

  of(question: string, compute: () => Answer): Answer {
    const known =
      this.#known.get(question) ??
      (this.#asked.size === 0 ? this.#knownOutside.get(question) : undefined);
    if (known !== undefined) return known;
    if (this.#asked.size === 0) this.#computed = 0;
    if (!this.#asked.has(question) && this.#computed < MOST_ANSWERS) {
      this.#computed++;
      return this.#answered(question, compute);
    }
    this.#circles++;
    return this.#open;
  }

  #answered(question: string, compute: () => Answer): Answer {
    const circlesBefore = this.#circles;
    this.#asked.add(question);
    try {
      const answer = compute();
      if (this.#circles === circlesBefore) this.#known.set(question, answer);
      else if (this.#asked.size === 1) this.#knownOutside.set(question, answer);
      return answer;
    } finally {
      this.#asked.delete(question);
    }
  }
}
