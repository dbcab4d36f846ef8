/** Answers about an object under a key, each computed once and kept as long as the object. */
export class KeptAnswers<Subject extends object, Answer> {
  readonly #known = new WeakMap<Subject, Map<string, Answer>>();

  of(subject: Subject, key: string, compute: () => Answer): Answer {
    let answers = this.#known.get(subject);
    if (answers === undefined) this.#known.set(subject, (answers = new Map<string, Answer>()));
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute();
    answers.set(key, answer);
    return answer;
  }
}
