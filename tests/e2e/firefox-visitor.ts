// A person in Firefox, with its own fake camera and a tone for a voice, who does what people do. Firefox is driven by WebDriver BiDi.
import { expect } from '@playwright/test';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { en } from '../../client/src/words/en.ts';
import { leashedPath } from '../support/leashed.ts';
import { listenInFirefox, putFirefoxEar } from './firefox-ear.ts';
import { Listener, pitch } from './listener.ts';
import type { App } from './visitor.ts';

export class FirefoxVisitor extends Listener {
  readonly name: string;
  readonly page: Page;
  readonly #browser: Browser;
  /** What the browser itself complained about: scripts that failed, rules of the page that were broken. */
  readonly errors: string[] = [];
  /** Every address the page asked for. */
  readonly requests: string[] = [];

  private constructor(name: string, browser: Browser, page: Page) {
    super();
    this.name = name;
    this.page = page;
    this.#browser = browser;
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  static async arrive(name: string, app: App): Promise<FirefoxVisitor> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: leashedPath(process.env.FIREFOX ?? '/usr/bin/firefox-esr'),
      headless: true,
      defaultViewport: { width: 1366, height: 768 },
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.audio.fake_frequency': pitch(name),
        'media.navigator.permission.disabled': true,
        'media.autoplay.default': 0,
        // The media server listens on loopback only, and names that only mDNS resolves do not resolve on a bare machine.
        'media.peerconnection.ice.loopback': true,
        'media.peerconnection.ice.obfuscate_host_addresses': false,
      },
    });
    const visitor = new FirefoxVisitor(name, browser, await browser.newPage());
    await visitor.page.evaluateOnNewDocument(noteBrokenRules);
    await visitor.page.evaluateOnNewDocument(putFirefoxEar);
    await visitor.page.goto(app.link(name));
    await Promise.all([visitor.page.waitForNavigation(), visitor.touch(`Come in as ${name}`)]);
    return visitor;
  }

  protected listen(pitches: readonly number[]) {
    return this.page.evaluate(listenInFirefox, pitches);
  }

  /** From the doorstep into the room. */
  async takeSeat(): Promise<void> {
    await expect
      .poll(async () => (await this.offers(en.gate.contractAccept)) || (await this.offers(en.door.takeSeat)), {
        message: `${this.name} is at the doorstep`,
        timeout: 60_000,
      })
      .toBe(true);
    if (await this.offers(en.gate.contractAccept)) await this.touch(en.gate.contractAccept);
    await this.page.locator('input[type="checkbox"]').click();
    await this.touch(en.door.takeSeat);
    await this.page.locator('li[data-me]').wait();
  }

  /** The first button that can be seen and has these words on it, once it is there. */
  async touch(name: string): Promise<void> {
    const button = await this.page.waitForFunction(buttonNamed, { timeout: 60_000 }, name);
    await (button.asElement() as ElementHandle<HTMLButtonElement>).click();
  }

  async offers(name: string): Promise<boolean> {
    return (await this.page.evaluateHandle(buttonNamed, name)).asElement() !== null;
  }

  /** All that can be read on the page. */
  reads(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Of the voices that came: packets that were lost, and samples that the browser had to make up where no silence was meant. */
  soundMissing(): Promise<{ lost: number; madeUp: number }> {
    return this.page.evaluate(async () => {
      const missing = { lost: 0, madeUp: 0 };
      for (const connection of (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear.connections) {
        for (const report of (await connection.getStats()).values()) {
          if (report.type !== 'inbound-rtp' || report.kind !== 'audio') continue;
          missing.lost += report.packetsLost ?? 0;
          missing.madeUp += (report.concealedSamples ?? 0) - (report.silentConcealedSamples ?? 0);
        }
      }
      return missing;
    });
  }

  /** How the others' chairs show them: `picture`, `still` or `chair`, by person. */
  faces(): Promise<Record<string, string | undefined>> {
    return this.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('li[data-person]:not([data-state="empty"])')].map((chair) => [
          chair.dataset.person ?? '',
          chair.querySelector<HTMLElement>('[data-shows]')?.dataset.shows,
        ]),
      ),
    );
  }

  async leave(): Promise<void> {
    await this.#browser.close();
  }
}

/** Runs in the page. */
function buttonNamed(name: string): HTMLButtonElement | null {
  const buttons = [...document.querySelectorAll('button')].filter(
    (button) => button.checkVisibility() && !button.matches(':disabled, [aria-disabled="true"]') && button.ariaDisabled !== 'true',
  );
  return buttons.find((button) => (button.getAttribute('aria-label') ?? button.innerText).includes(name)) ?? null;
}

/** Firefox tells of them on the console as warnings, among others; the page itself is told exactly. */
function noteBrokenRules(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`${violatedDirective} forbids ${blockedURI}`);
  });
}
