// Notices that somebody talks although their microphone is off, and says so once each time it was turned off.
// Listens on this device alone, to the microphone that was kept for its return; no sound is kept or sent.
import { meterLevel } from './level-meter.ts';

/** On the meter's scale of 0 to 1; a voice near the microphone reads one half or more. */
const voice = 0.45;
const lookMs = 1500;
const share = 0.6;
/** There are about ten a second; fewer mean that the device has stumbled. */
const fewest = 8;
const showMs = 12_000;

/** From levels and their times. Pure but for its memory. */
export class TalkNotice {
  #levels: { readonly level: number; readonly at: number }[] = [];
  #saidAt: number | null = null;

  heard(level: number, now: number): void {
    this.#levels = [...this.#levels.filter(({ at }) => now - at < lookMs), { level, at: now }];
    const loud = this.#levels.filter((one) => one.level >= voice).length;
    if (this.#levels.length >= fewest && loud >= share * this.#levels.length) this.#saidAt ??= now;
  }

  isSaid(now: number): boolean {
    return this.#saidAt !== null && now - this.#saidAt < showMs;
  }

  get isOver(): boolean {
    return this.#saidAt !== null;
  }
}

export class UnheardTalk {
  readonly #tell: () => void;
  #track: MediaStreamTrack | null = null;
  #notice = new TalkNotice();
  #stop = () => {};

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** The microphone that is off although it could be on, or null. */
  follow(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#stop();
    this.#stop = () => {};
    // Another device in its place: it is still the same turning off.
    if (this.#track === null || track === null) this.#notice = new TalkNotice();
    this.#track = track;
    if (track === null || this.#notice.isOver) return;
    const notice = this.#notice;
    this.#stop = meterLevel(track, (level) => {
      notice.heard(level, performance.now());
      if (!notice.isOver) return;
      this.#stop();
      this.#tell();
    });
  }

  get isSaid(): boolean {
    return this.#notice.isSaid(performance.now());
  }
}
