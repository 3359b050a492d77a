// What a page has asked the browser for and been given: every call, every track. Noted beneath the page's own scripts.
import type { Page } from '@playwright/test';

export interface Given {
  /** How often the page has asked for devices: each time a person might see a prompt. */
  readonly asked: number;
  readonly tracks: readonly { readonly kind: string; readonly id: string; readonly state: MediaStreamTrackState }[];
}

interface Notes {
  asked: number;
  readonly tracks: MediaStreamTrack[];
}

/** Counts from the next load of the page on. */
export async function noteDevices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const given: Notes = { asked: 0, tracks: [] };
    Object.assign(window, { given });
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      given.asked += 1;
      const stream = await ask(wanted);
      given.tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

export function devicesGiven(page: Page): Promise<Given> {
  return page.evaluate(() => {
    const { asked, tracks } = (window as unknown as { given: Notes }).given;
    return { asked, tracks: tracks.map(({ kind, id, readyState }) => ({ kind, id, state: readyState })) };
  });
}

export async function cameras(page: Page): Promise<string[]> {
  const { tracks } = await devicesGiven(page);
  return tracks.filter(({ kind }) => kind === 'video').map(({ state }) => state);
}
