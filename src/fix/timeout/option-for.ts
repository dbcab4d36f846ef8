import type { Call } from '../../model/assessment.js';
import type { FixReason } from '../../model/fix.js';
import type { Option, Replaced } from '../options/option.js';
import type { OptionPlace } from '../options/place.js';
import { offsetAt, type EditableSource } from '../source/editable-source.js';
import type { TimeoutSetting } from './candidates.js';
import type { Attempt, Work } from './attempt.js';
import * as values from './values.js';

interface Wanted {
  readonly source: EditableSource;
  readonly place: OptionPlace;
  readonly ms: number;
}

/** The option that bounds a call, and what stands against joining it with what is there, once that is known. */
export function optionFor(
  { call, candidate: { setting }, wait }: Attempt,
  { source, place, ms }: Wanted,
  { sources, makers }: Work,
): { readonly option: Option; readonly obstacle: () => FixReason | undefined } {
  let obstacle: FixReason | undefined;
  const value = values.valueText(setting, ms, source);
  const join = (present: string): string => {
    obstacle = values.joinObstacle(source, present, sources.read) ?? undefined;
    return values.joinedSignal(present, value, values.isSurelySignal(source, present));
  };
  const option: Option = {
    ...{ path: place.path, value, besides: besidesOf(setting, place, value) },
    ...(setting.takes === 'signal' && { joined: join }),
    ...(wait === 'answer' && { replaces: idleOption(source, call, setting) }),
    // A timer or a point in time is made for each call, and so stands at it.
    ...(setting.takes === 'duration' && {
      follow: (file: EditableSource, node) => makers.following.of(file, node),
    }),
  };
  return { option, obstacle: () => obstacle };
}

/** What the setting needs to have an effect, and what belongs to it. */
function besidesOf(setting: TimeoutSetting, place: OptionPlace, value: string) {
  const { requires, besides = [] } = setting;
  const above = [place.where, place.argument, ...place.path.slice(0, -1)].join('.');
  const needed = (requires?.at ?? [])
    .filter((at) => at.slice(0, at.lastIndexOf('.')) === above)
    .map((at) => at.slice(at.lastIndexOf('.') + 1));
  const [accepted] = requires?.is ?? [];
  return [
    ...[...new Set(needed)].map((name) => ({
      name,
      value: JSON.stringify(accepted),
      needed: true,
    })),
    ...besides.map((name) => ({ name, value, needed: false })),
  ];
}

/** An option of the call that the client does not read at all: its author meant what it says. */
function idleOption(
  source: EditableSource,
  { protection }: Call,
  setting: TimeoutSetting,
): Replaced | undefined {
  const idle = protection.timeout.ineffective?.find(
    ({ kind, file }) => kind === 'ignored' && file === source.file,
  );
  return idle === undefined
    ? undefined
    : { start: offsetAt(source, idle), value: values.takenOver(setting) };
}
