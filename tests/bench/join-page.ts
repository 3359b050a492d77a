// A page in a real browser that joins media rooms with livekit-client as our own page does, and tells how long each join took.
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Room } from 'livekit-client';
import { connectOptions, roomOptions } from '../../client/src/media/room-options.ts';
import playwrightConfig from '../../playwright.config.ts';

const library = fileURLToPath(new URL('../../node_modules/livekit-client/dist/livekit-client.umd.js', import.meta.url));
/** Without what cannot be handed to a page and does not matter for a join. */
const options: object = { ...roomOptions, reconnectPolicy: undefined };

export class JoinPage {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** The page comes from this app, so that it is let in there; for the floor it may ask elsewhere too. */
  static async open(appUrl: string): Promise<JoinPage> {
    const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${appUrl}/livez`);
    await page.addScriptTag({ path: library });
    return new JoinPage(browser, page);
  }

  /** Milliseconds from asking for the join until sound and picture could flow. It leaves again. */
  join(url: string, pass: string): Promise<number> {
    return this.#page.evaluate(
      async ({ url, pass, options, connectOptions }) => {
        const { LivekitClient } = window as unknown as { LivekitClient: { Room: new (options: unknown) => Room } };
        const room = new LivekitClient.Room(options);
        const start = performance.now();
        await room.connect(url, pass, connectOptions);
        const took = performance.now() - start;
        await room.disconnect();
        return took;
      },
      { url, pass, options, connectOptions: connectOptions as object },
    );
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
