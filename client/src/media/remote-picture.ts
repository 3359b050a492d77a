// Somebody's moving picture, and whether it still moves: by the frames that are drawn, or decoded where a browser counts no drawn ones (R8.4).
import type { RemoteVideoTrack } from 'livekit-client';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Picture } from '../model/room-media.ts';
import { FrameWatch } from './frame-watch.ts';
import { receivedOf } from './received-of.ts';

const lookEveryMs = 1000;
/** The media server ends a picture with black frames of this width or less. */
const blankWidth = 16;

export class RemotePicture implements Picture {
  readonly personId: PersonId;
  readonly #track: RemoteVideoTrack;
  readonly #changed: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #element: HTMLVideoElement | null = null;
  readonly #watch = new FrameWatch(performance.now());
  #isMoving = true;
  #isHeldBack = false;
  #isBlank = false;

  constructor(personId: PersonId, track: RemoteVideoTrack, changed: () => void) {
    this.personId = personId;
    this.#track = track;
    this.#changed = changed;
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  get isMoving(): boolean {
    return this.#isMoving && !this.#isHeldBack && !this.#isBlank;
  }

  /** R10.3: nothing of it is sent, because the connection is too narrow. */
  set isHeldBack(isHeldBack: boolean) {
    if (isHeldBack === this.#isHeldBack) return;
    this.#isHeldBack = isHeldBack;
    this.#changed();
  }

  /** False while its sender has the camera off. */
  get isSent(): boolean {
    return !this.#track.isMuted;
  }

  attach(element: HTMLVideoElement): () => void {
    this.#track.attach(element);
    this.#element = element;
    this.#watch.rest(performance.now());
    const sized = () => this.#sized(element);
    element.addEventListener('resize', sized);
    sized();
    return () => {
      element.removeEventListener('resize', sized);
      this.#track.detach(element);
      if (this.#element === element) this.#element = null;
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A width of 0 says that nothing has come yet. */
  #sized({ videoWidth }: HTMLVideoElement): void {
    if (!this.#isMoving && videoWidth > blankWidth) void this.#look();
    const isBlank = videoWidth > 0 && videoWidth <= blankWidth;
    if (isBlank === this.#isBlank) return;
    this.#isBlank = isBlank;
    this.#changed();
  }

  async #look(): Promise<void> {
    const drawn = this.#element?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    // Of what has never come there is no counter yet; that is not a browser that counts nothing.
    const none = this.#element?.videoWidth === 0 ? 0 : null;
    const decoded = drawn > 0 ? null : ((await receivedOf(this.#track)).frames ?? none);
    const now = performance.now();
    // A hidden page draws no frames, and a picture in no element has none to draw.
    if (this.#element === null || document.hidden) this.#watch.rest(now);
    const isMoving = this.#watch.isMoving({ drawn, decoded }, now);
    if (isMoving === this.#isMoving) return;
    this.#isMoving = isMoving;
    this.#changed();
  }
}
