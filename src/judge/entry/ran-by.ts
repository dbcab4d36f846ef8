import type { Value, ExternalValue } from '../../resolve/values.js';
import { classOf } from '../code/class-of.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { findSetting, type Subject } from '../settings/settings.js';

/** Functions kept by a framework that a value runs when a request passes it: `passport.authenticate('jwt')`. */
export function ranBy(judging: Judging, on: ExternalValue): readonly FunctionPlace[] {
  const { kept, resolver } = judging;
  const file = on.creations[0]?.place.file;
  if (file === undefined) return [];
  const { dir } = judging.owner(file);
  const subject = { on, point: { file, call: -1 }, operation: '', frame: null };
  return (resolver.catalog.fact(on, 'runs') ?? []).flatMap(({ kept: as, name, under, unless }) => {
    if (unless.some((at) => isFalse(judging, subject, at))) return [];
    return kept.of({
      as,
      dir,
      names: under === undefined ? namesAt(judging, subject, name) : [under],
    });
  });
}

/** The names by which a value asks for what it runs. */
export function askedBy(judging: Judging, on: ExternalValue): readonly string[] {
  const file = on.creations[0]?.place.file ?? '';
  const subject = { on, point: { file, call: -1 }, operation: '', frame: null };
  const running = judging.resolver.catalog.fact(on, 'runs') ?? [];
  return running.flatMap(({ name }) => namesAt(judging, subject, name) ?? []);
}

function isFalse(judging: Judging, subject: Subject, at: string): boolean {
  const found = findSetting(judging, subject, at);
  return (
    found.state === 'set' &&
    found.values.length > 0 &&
    found.values.every((value) => value.kind === 'constant' && value.value === false)
  );
}

/** The texts at the first place that has some, each one that may stand there. */
export function namesAt(
  judging: Judging,
  subject: Subject,
  places: readonly string[],
): readonly string[] | null {
  for (const at of places) {
    const found = findSetting(judging, subject, at);
    const texts = found.state === 'set' ? found.values.flatMap(textsOf) : [];
    if (texts.length > 0) return texts;
  }
  return null;
}

function textsOf(value: Value): readonly string[] {
  if (value.kind === 'list') return value.elements.flatMap(textsOf);
  const owner = classOf(value);
  if (owner !== null) return [`class ${owner.file} ${String(owner.class)}`];
  return value.kind === 'constant' && typeof value.value === 'string' ? [value.value] : [];
}
