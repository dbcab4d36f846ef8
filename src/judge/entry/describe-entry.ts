import { entryId } from '../../detect/identity.js';
import { enclosingSymbol } from '../../detect/symbols.js';
import type { EntryPoint } from '../../model/entry.js';
import { positionAt } from '../../text/positions.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';

/** Entry points as the assessment has them. */
export function entryPointsOf(judging: Judging, drafts: readonly Draft[]): readonly EntryPoint[] {
  const ordinals = new Map<string, number>();
  return drafts.map((draft): EntryPoint => {
    const { kind, trigger, name, file, start, limits, handlers } = draft;
    const symbol = symbolOf(judging, handlers[0]);
    return {
      id: idOf(judging, draft, ordinals),
      kind,
      ...(trigger !== undefined && { trigger }),
      name,
      file,
      ...positionAt(judging.facts(file)?.lineStarts ?? [0], start),
      ...(symbol !== null && { symbol }),
      limits: [...limits],
    };
  });
}

function idOf(
  judging: Judging,
  { kind, name, file }: Draft,
  ordinals: Map<string, number>,
): string {
  const key = `${file}\0${kind}\0${name}`;
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  return entryId({ packageFile: judging.packageFile(file), kind, name, ordinal });
}

/** "UserController.load"; null for a handler without a name of its own. */
function symbolOf(judging: Judging, handler: FunctionPlace | undefined): string | null {
  const facts = handler && judging.facts(handler.file);
  const fact = handler && facts?.functions[handler.function];
  if (facts === undefined || fact === undefined || handler === undefined) return null;
  if (fact.name === null) return null;
  return enclosingSymbol(facts, { function: handler.function, class: null });
}
