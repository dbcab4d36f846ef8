import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const found = candidates.find((path) => existsSync(path));

/** Why tests in a browser cannot run here; empty where they can, and in CI, where they must. */
export const withoutBrowser =
  found === undefined && process.env['CI'] === undefined
    ? ` (skipped: none of ${candidates.join(', ')} is here)`
    : '';

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: found ?? candidates[0]!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
