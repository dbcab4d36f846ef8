/** `a + b + c …` and `.then().then() …` lean to the left, which the parser survives far longer. */
export const LINKS_PER_LEVEL = 60;

/** `if (a) if (b) …` without braces costs the parser less than a bracket does. */
const LINKS_PER_STATEMENT = 40;

/** One open bracket, element or template, and what is chained and pending inside it. */
interface Level {
  closer: string;
  /** `if (…)`, `while (…)`: a statement follows the bracket, no operator. */
  readonly isHead: boolean;
  /** It stands behind an operand: `f(…)`, `a[…]`. */
  readonly isLink: boolean;
  /** Operators since the last end of a statement or element. */
  run: number;
  /** `- ! typeof` in front of an operand that is still to come. */
  prefixes: number;
  /** Statements begun inside each other without braces. */
  statements: number;
  /** `do`s among them whose `while` is still to come. */
  loops: number;
  /** A statement has ended: the next word begins another, unless it is `else`. */
  ended: boolean;
  /** `<T>` casts that are still open. */
  casts: number;
}

/** How deep the parser would be at a place of a source, in links. */
export class Depth {
  total = 0;
  /** The last token ended an operand: what follows is an operator or a new statement. */
  operandEnded = false;
  /** The last token was a ".": a keyword after it is a name. */
  afterDot = false;
  /** The last token was `if`, `while` … : a bracket after it is the head of a statement. */
  afterHead = false;
  readonly #levels: Level[] = [];
  #level: Level;

  constructor() {
    this.#level = levelOf('');
  }

  get closer(): string {
    return this.#level.closer;
  }

  open(closer: string): void {
    this.#levels.push(this.#level);
    this.#level = levelOf(closer, { isHead: this.afterHead, isLink: this.operandEnded });
    this.total += LINKS_PER_LEVEL;
    this.#begin(false);
  }

  /** A bracket that a regular expression left open ends with the one around it. */
  close(closer: string): void {
    if (!this.#isOpen(closer)) {
      this.#begin(true);
      return;
    }
    let closed: Level;
    do {
      closed = this.#level;
      this.total -= LINKS_PER_LEVEL + weightOf(closed);
      this.#level = this.#levels.pop() ?? levelOf('');
    } while (closed.closer !== closer);
    if (closer === '}') this.#level.ended = true;
    if (closed.isLink) this.link(1);
    if (closed.isHead) this.#begin(false);
    else this.endOperand();
  }

  #isOpen(closer: string): boolean {
    return this.#level.closer === closer || this.#levels.some((one) => one.closer === closer);
  }

  link(weight: number): void {
    this.#level.run += weight;
    this.total += weight;
    this.#begin(false);
  }

  /** The bracket goes on as one of another kind: after its tag, an element has children. */
  become(closer: string): void {
    this.endRun();
    this.#level.closer = closer;
  }

  /** `a<b>`: what the "<" seemed to compare was an argument; false where there was no "<". */
  closeAngle(): boolean {
    const level = this.#level;
    if (level.casts > 0) {
      level.casts--;
      this.#begin(false);
      return true;
    }
    if (level.run < LINKS_PER_LEVEL) return false;
    level.run -= LINKS_PER_LEVEL;
    this.total -= LINKS_PER_LEVEL;
    this.#begin(true);
    return true;
  }

  prefix(): void {
    this.#level.prefixes++;
    this.total += LINKS_PER_LEVEL;
    this.#begin(false);
  }

  /** The operand of a cast is what its run goes on with. */
  cast(): void {
    this.#level.casts++;
    this.link(LINKS_PER_LEVEL);
  }

  endOperand(): void {
    this.total -= this.#level.prefixes * LINKS_PER_LEVEL;
    this.#level.prefixes = 0;
    this.#begin(true);
  }

  /** `if`, `for`, `with`. */
  head(): void {
    this.#openStatement();
    this.#begin(false);
    this.afterHead = true;
  }

  /** `while`: that of a `do` opens nothing. */
  whileHead(): void {
    const level = this.#level;
    if (level.loops === 0 || !level.ended) {
      this.head();
      return;
    }
    level.loops--;
    level.ended = false;
    this.#begin(false);
  }

  loop(): void {
    this.#openStatement();
    this.#level.loops++;
    this.#begin(false);
  }

  #openStatement(): void {
    this.beginStatement();
    this.#level.statements++;
    this.total += LINKS_PER_STATEMENT;
  }

  /** What stood in `if`s and loops before has ended, where a statement has. */
  beginStatement(): void {
    if (!this.#level.ended) return;
    this.#level.ended = false;
    if (this.#level.loops > 0) return;
    this.total -= this.#level.statements * LINKS_PER_STATEMENT;
    this.#level.statements = 0;
  }

  /** `else` goes on with the statement that seemed to have ended. */
  goOn(): void {
    this.#level.ended = false;
    this.#begin(false);
  }

  endRun(): void {
    const level = this.#level;
    this.total -= level.run + level.prefixes * LINKS_PER_LEVEL;
    level.run = 0;
    level.prefixes = 0;
    level.casts = 0;
    this.#begin(false);
  }

  endStatement(): void {
    this.endRun();
    this.#level.ended = true;
  }

  #begin(operandEnded: boolean): void {
    this.operandEnded = operandEnded;
    this.afterDot = false;
    this.afterHead = false;
  }
}

type Opening = Pick<Level, 'isHead' | 'isLink'>;

const levelOf = (
  closer: string,
  { isHead, isLink }: Opening = { isHead: false, isLink: false },
): Level => ({
  closer,
  isHead,
  isLink,
  run: 0,
  prefixes: 0,
  statements: 0,
  loops: 0,
  ended: true,
  casts: 0,
});

const weightOf = ({ run, prefixes, statements }: Level): number =>
  run + prefixes * LINKS_PER_LEVEL + statements * LINKS_PER_STATEMENT;
