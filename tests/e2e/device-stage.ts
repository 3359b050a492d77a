// A person's devices as a cable, a call or a pocket treats them: pulled out, plugged in, held silent by the system. Done beneath the page's own scripts.
import type { Page } from '@playwright/test';

type Kind = 'audio' | 'video';

interface Stage {
  readonly tracks: MediaStreamTrack[];
  readonly gone: Set<Kind>;
  readonly muted: Set<MediaStreamTrack>;
  speakersGone: boolean;
  asked: number;
}

/** From the next load of the page on. */
export async function setStage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const stage: Stage = { tracks: [], gone: new Set(), muted: new Set(), speakersGone: false, asked: 0 };
    Object.assign(window, { stage });
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    const list = devices.enumerateDevices.bind(devices);
    devices.getUserMedia = async (wanted) => {
      stage.asked += 1;
      if ((wanted?.audio && stage.gone.has('audio')) || (wanted?.video && stage.gone.has('video')))
        throw new DOMException('pulled out', 'NotFoundError');
      const stream = await ask(wanted);
      stage.tracks.push(...stream.getTracks());
      return stream;
    };
    devices.enumerateDevices = async () =>
      (await list()).filter(({ kind }) => {
        if (kind === 'audiooutput') return !stage.speakersGone;
        return !stage.gone.has(kind === 'audioinput' ? 'audio' : 'video');
      });
    const muted = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'muted')?.get;
    Object.defineProperty(MediaStreamTrack.prototype, 'muted', {
      get(this: MediaStreamTrack) {
        return stage.muted.has(this) || muted?.call(this);
      },
    });
  });
}

/** Their tracks end in one moment; with `forGood` no other device of these kinds is there. */
export function pullOut(page: Page, kinds: readonly Kind[], forGood: boolean): Promise<void> {
  return page.evaluate(
    ([lost, areGone]) => {
      const { stage } = window as unknown as { stage: Stage };
      if (areGone) for (const kind of lost) stage.gone.add(kind as Kind);
      for (const track of stage.tracks.filter(({ kind, readyState }) => lost.includes(kind as Kind) && readyState === 'live')) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    [kinds, forGood] as const,
  );
}

export function plugIn(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { stage } = window as unknown as { stage: Stage };
    stage.gone.clear();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

/** As a telephone call or a headset's button does it. */
export function systemMutes(page: Page, isMuted: boolean): Promise<void> {
  return page.evaluate((mutes) => {
    const { stage } = window as unknown as { stage: Stage };
    for (const track of stage.tracks.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')) {
      if (mutes) stage.muted.add(track);
      else stage.muted.delete(track);
      track.dispatchEvent(new Event(mutes ? 'mute' : 'unmute'));
    }
  }, isMuted);
}

export function unplugSpeakers(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as unknown as { stage: Stage }).stage.speakersGone = true;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

/** The page goes out of sight for longer than any library's patience, as on a telephone, and comes back. */
export async function pocket(page: Page, ms: number): Promise<void> {
  const turn = (state: string) =>
    page.evaluate((visibility) => {
      Object.defineProperty(navigator, 'userAgentData', { value: { mobile: true }, configurable: true });
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
      Object.defineProperty(document, 'hidden', { value: visibility === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  await page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms);
  await turn('visible');
}

/** Whether what the page sends of its camera has light. */
export function isCameraLit(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    (window as unknown as { stage: Stage }).stage.tracks.some(
      ({ kind, readyState, enabled }) => kind === 'video' && readyState === 'live' && enabled,
    ),
  );
}

/** What the page has of devices that work, by kind. */
export function liveDevices(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (window as unknown as { stage: Stage }).stage.tracks
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .sort(),
  );
}

/** False: as when a camera hangs; nothing is closed, and no frame is sent. */
export async function sendsPictures(page: Page, sends: boolean): Promise<void> {
  await page.evaluate(async (active) => {
    const { connections } = (window as unknown as { ear: { connections: Set<RTCPeerConnection> } }).ear;
    for (const sender of [...connections].flatMap((connection) => connection.getSenders())) {
      if (sender.track?.kind !== 'video') continue;
      const parameters = sender.getParameters();
      await sender.setParameters({ ...parameters, encodings: parameters.encodings.map((each) => ({ ...each, active })) });
    }
  }, sends);
}
