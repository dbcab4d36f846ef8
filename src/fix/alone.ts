import type { FixReason } from '../model/fix.js';
import { groupOf, type Climbed, type Climbing } from './climb.js';
import { textsWith } from './texts.js';

/** Why edits would not do alone what they do together with all others; null where they do. */
export async function objectionAlone(
  members: readonly Climbed[],
  { writer, reassess, protects, check }: Climbing,
): Promise<FixReason | null> {
  const made = members.flatMap((one) => (one.rung.ok ? [{ one, rung: one.rung }] : []));
  const groups = [...new Map(made.map(({ rung }) => [rung.key, groupOf(rung)])).values()];
  const texts = textsWith(groups, writer);
  const after = reassess?.(texts);
  const isProtected = after === undefined ? () => true : protects(after);
  if (!made.every(({ one, rung }) => isProtected(one, rung))) return 'no-effect';
  const broken = await check(() => texts, groups);
  return [...broken.values()][0] ?? null;
}
