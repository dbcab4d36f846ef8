import type { TextOptions } from '../index.js';

const UNKNOWN_WIDTH = 80;

/** What a stream tells of the terminal behind it. */
interface Target {
  readonly isTTY: boolean;
  readonly columns?: number;
}

/** Colour and width, by no-color.org, force-color.org and the terminal itself. */
export function textOptions(target: Target, environment: NodeJS.ProcessEnv): TextOptions {
  return {
    color: wantsColor(target, environment),
    width: target.columns === undefined || target.columns === 0 ? UNKNOWN_WIDTH : target.columns,
  };
}

function wantsColor({ isTTY }: Target, environment: NodeJS.ProcessEnv): boolean {
  if (isSet(environment['NO_COLOR'])) return false;
  const forced = environment['FORCE_COLOR'];
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return isTTY && environment['TERM'] !== 'dumb';
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
