import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium, or what CHROMIUM names; null where there is none. */
export function chromiumPath(env: NodeJS.ProcessEnv): string | null {
  const path = env.CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(path) ? path : null;
}

/** Playwright's own 30 s are too few for a start on a busy machine. */
const PATIENCE_MS = 180_000;

/** Starts a Chromium that shows nothing and talks to nobody by itself. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    timeout: PATIENCE_MS,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
