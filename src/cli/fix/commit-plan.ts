import { resolve } from 'node:path';
import type { PlannedFix } from '../../index.js';
import { writeCommit } from '../../io/commit/write-commit.js';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import { commitSteps } from './commit-steps.js';

const SHORT = 12;

interface Made {
  readonly id: string;
  readonly subject: string;
}

/** Writes a plan as commits, one after the other, and says which; what fails leaves whole ones. */
export function commitPlan(
  dir: string,
  plan: PlannedFix,
  { quiet }: { readonly quiet?: true },
): void {
  const root = resolve(dir);
  const made: Made[] = [];
  for (const { files, message } of commitSteps(plan)) {
    const [subject = ''] = message.split('\n');
    const id = attempt(made.length, () => writeCommit(root, files, message));
    made.push({ id: id.slice(0, SHORT), subject });
  }
  if (quiet !== true) tell(made);
}

function tell(made: readonly Made[]): void {
  const [first, last] = [made[0], made.at(-1)];
  if (first === undefined || last === undefined) return;
  const revert = `git revert --no-edit ${first.id}~..${last.id}`;
  const lines = made.map(({ id, subject }) => `  ${id} ${subject}\n`);
  const told = `${countOf(made.length, 'commit')} made; "${revert}" takes them back:\n`;
  process.stderr.write(told + lines.join(''));
}

/** Says what stands although something failed. */
function attempt(before: number, work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const kept =
      before === 0
        ? 'No commit was made, and the files are as they were.'
        : `${countOf(before, 'commit')} made before it: they stand, and what came after was taken back.`;
    const { message, advice, exitCode, details } = error;
    throw new KnownError(message, `${kept} ${advice}`, { exitCode, details });
  }
}
