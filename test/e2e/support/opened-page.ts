import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** How a reader looks at a page. */
export interface Reader {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** On a busy machine everything takes longer; what hangs fails before the test's own time is over. */
const PATIENCE_MS = 180_000;

/** A page in a browser that may load nothing but the file itself, and all that went wrong with it. */
export class OpenedPage {
  /** What the console said, errors of scripts, and the addresses that the page asked for. */
  readonly troubles: string[] = [];

  private constructor(private readonly page: Page) {}

  /** Opens a file, lets `look` look at it, and closes it again. */
  static async with<T>(
    browser: Browser,
    file: string,
    { width, scheme }: Reader,
    look: (opened: OpenedPage) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 } });
    context.setDefaultTimeout(PATIENCE_MS);
    try {
      const own = pathToFileURL(file).href;
      const page = await context.newPage();
      const opened = new OpenedPage(page);
      await context.route('**', async (route) => {
        const url = route.request().url();
        if (url === own) return route.continue();
        opened.troubles.push(`asked for ${url}`);
        return route.abort();
      });
      page.on('console', (message) => opened.troubles.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => opened.troubles.push(error.message));
      await page.goto(own);
      return await look(opened);
    } finally {
      await context.close();
    }
  }

  /** The value of an expression of JavaScript on the page. */
  async value<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(expression);
  }

  /** Shows the page as it would be printed. */
  async print(): Promise<void> {
    await this.page.emulateMedia({ media: 'print' });
  }

  /** How a screen reader sees the page, as an indented list of roles and names. */
  async outline(): Promise<string> {
    return this.page.locator('body').ariaSnapshot();
  }
}
