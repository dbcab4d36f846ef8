import { createInterface } from 'node:readline/promises';
import { reportFix, type FixSite, type PlannedFix, type Safety } from '../../index.js';
import { KnownError } from '../../text/known-error.js';

/** Whom to ask, and where answers come from. */
export interface Look {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly color: boolean;
}

/** Fails where nobody can answer, as in CI. */
export function requireTerminal(): void {
  // What the types say of a terminal is only true of one.
  const ends: readonly { readonly isTTY?: boolean }[] = [process.stdin, process.stderr];
  if (ends.every(({ isTTY }) => isTTY === true)) return;
  const advice = 'Leave --interactive out, and name what you want with --only.';
  throw new KnownError('There is no terminal to ask in', advice, 2);
}

const HELP = `y: make this edit
n: leave it
a: make it, and all that follow that are as sure or surer
q: leave it, and all that follow; what you said yes to is made
`;

const answers = ['y', 'n', 'a', 'q'] as const;
type Answer = (typeof answers)[number];

/** The surest first. */
const order: readonly Safety[] = ['safe', 'unsafe', 'suggestion', 'refused'];

/**
 * Shows every edit, each as it changes what is there with those before, and asks whether to make it:
 * also those that are made for nobody unasked. Nothing is chosen where somebody breaks it off.
 */
export async function chosenSites(plan: PlannedFix, look: Look): Promise<readonly FixSite[]> {
  const editable = plan.sites.filter(({ safety }) => safety !== 'refused');
  const chosen: FixSite[] = [];
  const asker = new Asker(look);
  let goesFor = -1;
  try {
    for (const [index, site] of editable.entries()) {
      const sureness = order.indexOf(site.safety);
      const isAsked = sureness > goesFor;
      if (isAsked) asker.say(await pictureOf(plan, [...chosen, site], look));
      const question = `${String(index + 1)} of ${String(editable.length)}, ${site.safety}: make this edit [y,n,a,q,?]? `;
      const answer = isAsked ? await asker.ask(question) : 'y';
      if (answer === 'q') break;
      if (answer !== 'n' && (await isSound(plan, site, asker))) chosen.push(site);
      if (answer === 'a') goesFor = sureness;
    }
  } finally {
    asker.close();
  }
  return chosen;
}

/** What was verified with all others has to hold by itself, as the others may be left. */
async function isSound(plan: PlannedFix, site: FixSite, asker: Asker): Promise<boolean> {
  const objection = await plan.verifiedAlone(site);
  if (objection !== null)
    asker.say(`${site.file}:${String(site.line)}: not made; by itself, ${objection}\n`);
  return objection === null;
}

/** What the last of these sites changes, once the others are made. */
async function pictureOf(
  { filesWith, ...plan }: PlannedFix,
  sites: readonly FixSite[],
  { color }: Look,
): Promise<string> {
  const known = new Map(filesWith(sites.slice(0, -1)).map(({ file, after }) => [file, after]));
  const files = filesWith(sites)
    .map((file) => ({ ...file, before: known.get(file.file) ?? file.before }))
    .filter(({ before, after }) => before !== after);
  const shown = sites.slice(-1).map((site) => ({ ...site, applied: true }));
  return reportFix({ ...plan, filesWith, sites: shown, files, notes: [] }, 'text', { color });
}

/** Asks in lines; what is typed ahead is kept. */
class Asker {
  readonly #output: NodeJS.WritableStream;
  readonly #lines: ReturnType<typeof createInterface>;
  readonly #typed: AsyncIterator<string>;
  #isOpen = true;

  constructor({ input, output }: Look) {
    this.#output = output;
    this.#lines = createInterface({ input, output });
    this.#typed = this.#lines[Symbol.asyncIterator]();
    this.#lines.once('close', () => (this.#isOpen = false));
  }

  say(text: string): void {
    this.#output.write(text);
  }

  async ask(question: string): Promise<Answer> {
    this.#lines.setPrompt(question);
    for (;;) {
      // What was typed before the end is there still; a prompt would throw.
      if (this.#isOpen) this.#lines.prompt();
      else this.say(question);
      const line = await this.#typed.next();
      if (line.done === true) {
        this.say('\n');
        throw new KnownError('The questions were broken off', 'Nothing was written.', 2);
      }
      const answer = answers.find((one) => one === line.value.trim().toLowerCase());
      if (answer !== undefined) return answer;
      this.say(HELP);
    }
  }

  close(): void {
    this.#lines.close();
  }
}
