import type { Location } from '../../model/location.js';

/** Where settings were written; absent where what holds by itself was left as it is. */
export interface SettingOrigins {
  readonly include?: Location;
  readonly failOn?: Location;
  readonly baseline?: Location;
  readonly unparsableShare?: Location;
  /** One for each of the settings' own list, in its order. */
  readonly exclude: readonly Location[];
  readonly packages: readonly Location[];
  readonly overrides: readonly Location[];
}

/** Those of settings that nobody wrote. */
export const noOrigins: SettingOrigins = { exclude: [], packages: [], overrides: [] };
