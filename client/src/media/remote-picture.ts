// Somebody's moving picture, and whether it still moves: without a new frame for three seconds it is frozen (R8.4).
import type { RemoteVideoTrack } from 'livekit-client';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Picture } from '../room/room-media.ts';

const frozenAfterMs = 3000;
const lookEveryMs = 1000;

export class RemotePicture implements Picture {
  readonly personId: PersonId;
  readonly #track: RemoteVideoTrack;
  readonly #changed: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #element: HTMLVideoElement | null = null;
  #frames = 0;
  #movedAt = 0;
  #isMoving = true;

  constructor(personId: PersonId, track: RemoteVideoTrack, changed: () => void) {
    this.personId = personId;
    this.#track = track;
    this.#changed = changed;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** False while its sender has closed the camera. */
  get isSent(): boolean {
    return !this.#track.isMuted;
  }

  attach(element: HTMLVideoElement): () => void {
    this.#track.attach(element);
    this.#element = element;
    this.#movedAt = performance.now();
    return () => {
      this.#track.detach(element);
      if (this.#element === element) this.#element = null;
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    const frames = this.#element?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    // A page nobody sees draws no frames, and a picture on no element has none to draw.
    if (frames !== this.#frames || this.#element === null || document.hidden) this.#movedAt = now;
    this.#frames = frames;
    const isMoving = now - this.#movedAt < frozenAfterMs;
    if (isMoving === this.#isMoving) return;
    this.#isMoving = isMoving;
    this.#changed();
  }
}
