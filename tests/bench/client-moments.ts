// The moments of one page, from the start of its navigation (ms): first paint, the button, the own picture, the page whole; and from a press: first
// sound, first picture of somebody else. Measured in the same way from within, whatever page it is.
import type { BrowserContext, Page } from '@playwright/test';
import { takeSeat } from './client-pages.ts';

export type Moment = 'paint' | 'button' | 'usable' | 'whole' | 'pressed' | 'sound' | 'picture';
export type Moments = Readonly<Partial<Record<Moment, number>>>;

const patienceMs = 60_000;

/** A page of its own, with nothing in any cache. */
export async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  // The compiler that runs this file wraps functions in a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript((words: string) => {
    const moments: Partial<Record<Moment, number>> = {};
    Object.assign(window, { moments });
    const note = (moment: Moment, at = performance.now()) => {
      moments[moment] ??= at;
    };
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') note('paint', startTime);
    }).observe({ type: 'paint', buffered: true });
    window.addEventListener('click', ({ target }) => target instanceof HTMLButtonElement && note('pressed'), true);

    let isMoving = false;
    const seat = () => [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === words);
    const isWhole = (button: Element) =>
      document.getElementById('root') === null || Object.keys(button).some((key) => key.startsWith('__reactProps'));
    /** Our page keeps what is pressed on it before its scripts have come (`e2e -- scenarios-way-in`). */
    const works = (button: Element) => button.closest('[data-still]') !== null || isWhole(button);
    const look = () => {
      const button = seat();
      if (button && button.getBoundingClientRect().width > 0) note('button');
      const own = document.querySelector('video');
      if (own && !isMoving) own.requestVideoFrameCallback(() => (isMoving = own.checkVisibility({ visibilityProperty: true })));
      if (button && isMoving && works(button)) note('usable');
      if (button && isMoving && isWhole(button)) note('whole');
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);

    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(...configuration: ConstructorParameters<typeof Original>) {
        super(...configuration);
        this.addEventListener('track', ({ track, receiver }) => {
          const listen = async () => {
            for (const report of (await receiver.getStats()).values()) {
              if (report.type !== 'inbound-rtp') continue;
              if (track.kind === 'video' && report.framesDecoded > 0) return note('picture');
              if (track.kind === 'audio' && report.audioLevel > 0.001) return note('sound');
            }
            setTimeout(listen, 5);
          };
          void listen();
        });
      }
    };
  }, takeSeat);
  return page;
}

/** Waits until all of them have been reached. */
export async function momentsOf(page: Page, wanted: readonly Moment[]): Promise<Moments> {
  await page.waitForFunction(
    (names) => names.every((name) => (window as unknown as { moments: Moments }).moments[name] !== undefined),
    wanted,
    { timeout: patienceMs },
  );
  return page.evaluate(() => (window as unknown as { moments: Moments }).moments);
}
