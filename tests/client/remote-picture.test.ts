// Somebody's picture, and the black frames by which the media server ends one.
import type { RemoteVideoTrack } from 'livekit-client';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RemotePicture } from '../../client/src/media/remote-picture.ts';

class Element extends EventTarget {
  videoWidth = 0;
  totalVideoFrames = 0;

  getVideoPlaybackQuality() {
    return this;
  }

  becomes(width: number): void {
    this.videoWidth = width;
    this.dispatchEvent(new Event('resize'));
  }
}

const track = {
  isMuted: false,
  attach: vi.fn(),
  detach: vi.fn(),
  getRTCStatsReport: async () => undefined,
} as unknown as RemoteVideoTrack;
const open: RemotePicture[] = [];

function attached() {
  const changed = vi.fn();
  const picture = new RemotePicture('ben', track, changed);
  open.push(picture);
  const element = new Element();
  const detach = picture.attach(element as unknown as HTMLVideoElement);
  return { changed, picture, element, detach };
}

afterEach(() => {
  for (const picture of open.splice(0)) picture.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('[R8.4] a picture', () => {
  test('that has not come yet, or comes, counts as one', () => {
    const { picture, element, changed } = attached();
    expect(picture.isMoving).toBe(true);
    element.becomes(320);
    expect(picture.isMoving).toBe(true);
    expect(changed).not.toHaveBeenCalled();
  });

  test.each([2, 8, 16])('that shrinks to %i pixels is none at once, and is one again when it comes back', (width) => {
    const { picture, element, changed } = attached();
    element.becomes(640);
    element.becomes(width);
    expect(picture.isMoving).toBe(false);
    expect(changed).toHaveBeenCalledTimes(1);
    element.becomes(320);
    expect(picture.isMoving).toBe(true);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test('that is announced and never comes is none after three seconds, and is one as soon as it comes', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false });
    const { picture, element } = attached();
    await vi.advanceTimersByTimeAsync(2000);
    expect(picture.isMoving).toBe(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(picture.isMoving).toBe(false);
    element.totalVideoFrames = 1;
    element.becomes(320);
    await vi.advanceTimersByTimeAsync(0);
    expect(picture.isMoving).toBe(true);
  });

  test('is judged by the element that shows it, and by no other', () => {
    const { picture, element, detach } = attached();
    element.becomes(8);
    detach();
    element.becomes(640);
    expect(picture.isMoving).toBe(false);
    picture.attach(element as unknown as HTMLVideoElement);
    expect(picture.isMoving).toBe(true);
  });
});
