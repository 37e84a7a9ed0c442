import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.HEDUI_CHROMIUM ?? '/usr/bin/chromium';

/** Tests that need a browser are skipped where Debian's chromium is not installed. */
export const hasBrowser = existsSync(CHROMIUM);

/** A browser of its own profile that asks nothing of the network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
