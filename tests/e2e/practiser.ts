// Somebody who practises by keyboard alone, in Chromium or Firefox. Long waits of the page are shortened; what a person presses is not.
import { expect, type Page } from '@playwright/test';
import puppeteer, { type Browser, type Page as FirefoxPage } from 'puppeteer-core';
import { leashedPath } from '../support/leashed.ts';

/** What the page has used of what a room would need. */
export interface Used {
  readonly tones: number;
  readonly devices: number;
  readonly connections: number;
}

interface Driven {
  press(key: string): Promise<unknown>;
  hold(key: string): Promise<unknown>;
  release(key: string): Promise<unknown>;
  look<T>(look: () => T | Promise<T>): Promise<T>;
}

const mostTabs = 60;

export class Practiser {
  readonly #page: Driven;
  /** Every address the page asked for. */
  readonly requests: readonly string[];
  /** Scripts that failed, rules of the page that were broken. */
  readonly errors: readonly string[];
  readonly #leave: () => Promise<unknown>;

  private constructor(page: Driven, requests: readonly string[], errors: readonly string[], leave: () => Promise<unknown>) {
    this.#page = page;
    this.requests = requests;
    this.errors = errors;
    this.#leave = leave;
  }

  static async inChromium(page: Page, url: string): Promise<Practiser> {
    const [requests, errors]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(prepare);
    await page.goto(url);
    return new Practiser(
      {
        press: (key) => page.keyboard.press(key),
        hold: (key) => page.keyboard.down(key),
        release: (key) => page.keyboard.up(key),
        look: (look) => page.evaluate(look),
      },
      requests,
      errors,
      async () => undefined,
    );
  }

  static async inFirefox(url: string): Promise<Practiser> {
    const [requests, errors]: [string[], string[]] = [[], []];
    const browser: Browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: leashedPath(process.env.FIREFOX ?? '/usr/bin/firefox-esr'),
      headless: true,
      defaultViewport: { width: 1366, height: 768 },
      // A bare machine has no loudspeaker, and without one Firefox starts no sound.
      extraPrefsFirefox: { 'media.cubeb.force_mock_context': true },
    });
    const page: FirefoxPage = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.evaluateOnNewDocument(prepare);
    await page.goto(url);
    return new Practiser(
      {
        press: (key) => page.keyboard.press(key as 'Tab'),
        hold: (key) => page.keyboard.down(key as 'Tab'),
        release: (key) => page.keyboard.up(key as 'Tab'),
        look: (look) => page.evaluate(look) as never,
      },
      requests,
      errors,
      () => browser.close(),
    );
  }

  leave(): Promise<unknown> {
    return this.#leave();
  }

  /** A letter with the two keys that make it act, once what it presses can be pressed: a person has read it by then (R1.8). */
  async chord(letter: string, words: string): Promise<void> {
    await expect
      .poll(() => this.#page.look(pressable).then((all) => all.some((each) => each.includes(words))), { message: words })
      .toBe(true);
    await this.#page.hold('Alt');
    await this.#page.hold('Shift');
    await this.#page.press(`Key${letter.toUpperCase()}`);
    await this.#page.release('Shift');
    await this.#page.release('Alt');
  }

  /** By the tabulator to what has these words, then one press. `back`: what stands before; past the last button the focus leaves the page. */
  async enter(name: string, way: 'on' | 'back' = 'on'): Promise<void> {
    await expect.poll(() => this.#page.look(pressable).then((all) => all.some((each) => each.includes(name)))).toBe(true);
    for (let tab = 0; tab < mostTabs; tab++) {
      if ((await this.#page.look(focused)).includes(name)) {
        await expect.poll(() => this.#page.look(isReady), { message: `${name} can be pressed` }).toBe(true);
        await this.#page.press('Enter');
        return;
      }
      if (way === 'back') await this.#page.hold('Shift');
      await this.#page.press('Tab');
      if (way === 'back') await this.#page.release('Shift');
      await this.#page.look(shown);
    }
    throw new Error(`the tabulator does not lead to ${name}`);
  }

  /** The next step by its chord. */
  next(words: string): Promise<void> {
    return this.chord('n', words);
  }

  /** What the guide says, in the live region that a screen reader follows. */
  async isTold(sentence: string): Promise<void> {
    await expect.poll(() => this.#page.look(told), { message: sentence }).toContain(sentence);
  }

  async reads(heading: string): Promise<void> {
    await expect.poll(() => this.#page.look(firstHeading), { message: heading }).toContain(heading);
  }

  used(): Promise<Used> {
    return this.#page.look(() => (window as unknown as { used: Used }).used);
  }

  /** Whether the page may ask the server for anything at all. */
  asks(): Promise<string> {
    return this.#page.look(() =>
      fetch('/api/me').then(
        () => 'answered',
        () => 'refused',
      ),
    ) as unknown as Promise<string>;
  }
}

/** Runs in the page, before it. */
function prepare(): void {
  const used = { tones: 0, devices: 0, connections: 0 };
  Object.assign(window, { used });
  const counted = <T extends object>(of: T, key: keyof T, what: keyof typeof used) => {
    const own = of[key] as (...given: unknown[]) => unknown;
    of[key] = function (this: unknown, ...given: unknown[]) {
      used[what] += 1;
      return own.apply(this, given);
    } as never;
  };
  counted(BaseAudioContext.prototype, 'createOscillator', 'tones');
  if (navigator.mediaDevices) counted(navigator.mediaDevices, 'getUserMedia', 'devices');
  for (const name of ['WebSocket', 'RTCPeerConnection', 'EventSource', 'XMLHttpRequest'] as const) {
    const own = window[name] as never;
    window[name] = new Proxy(own, {
      construct(target: never, given: never[]) {
        used.connections += 1;
        return Reflect.construct(target, given);
      },
    });
  }
  const wait = window.setTimeout;
  window.setTimeout = ((call: TimerHandler, ms = 0, ...given: unknown[]) =>
    wait(call, ms > 1_400 ? ms / 4 : ms, ...given)) as typeof window.setTimeout;
}

/** What has the focus can be pressed by now (R1.8). */
function isReady(): boolean {
  return document.activeElement?.ariaDisabled !== 'true';
}

/** What a key did is done once the page has been drawn anew. */
function shown(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}

function pressable(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, a[href]')]
    .filter((each) => each.checkVisibility() && each.ariaDisabled !== 'true')
    .map((each) => each.getAttribute('aria-label') ?? each.innerText.replace(/\s+/g, ' '));
}

/** What has the focus, when it can be pressed. */
function focused(): string {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !at.matches('button, a[href], summary')) return '';
  return at.getAttribute('aria-label') ?? at.innerText.replace(/\s+/g, ' ');
}

function told(): string {
  return document.querySelector<HTMLElement>('header [role="status"]')?.innerText ?? '';
}

function firstHeading(): string {
  return document.querySelector<HTMLElement>('h1')?.innerText ?? '';
}
