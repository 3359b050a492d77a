// The signs that a browser gives about a person's devices: gone, muted by the system, plugged in, permitted after all. Judges none of them.
import { type Source, sources } from './intents.ts';

export interface DeviceEars {
  ended(source: Source): void;
  /** The system has muted one of the person's devices, or unmuted it. */
  muted(): void;
  /** Devices have come or gone, or a busy one may be free by now. */
  listed(): void;
  /** The browser now lets this page use it, and did not before. */
  granted(source: Source): void;
}

/** Headsets stumble for a moment when they are put on; that is not worth a word. */
const stumbleMs = 700;
const againAfterMs = [1000, 3000, 8000];

export class DeviceSigns {
  readonly #ears: DeviceEars;
  readonly #watched = new Map<Source, () => void>();
  readonly #muted = new Set<Source>();
  readonly #looks = new Map<Source, number>();
  #stop = () => {};

  constructor(ears: DeviceEars) {
    this.#ears = ears;
  }

  begin(): void {
    const { mediaDevices, permissions } = navigator;
    const onList = () => {
      this.#looks.clear();
      this.#ears.listed();
    };
    mediaDevices?.addEventListener('devicechange', onList);
    const ends = [() => mediaDevices?.removeEventListener('devicechange', onList)];
    for (const source of sources) {
      // Not every browser reports it, and some throw when asked.
      const asked = async () => permissions?.query({ name: source as PermissionName });
      asked().then(
        (status) => {
          if (!status) return;
          status.onchange = () => status.state === 'granted' && this.#ears.granted(source);
          ends.push(() => {
            status.onchange = null;
          });
        },
        () => {},
      );
    }
    this.#stop = () => {
      for (const end of ends) end();
    };
  }

  end(): void {
    this.#stop();
    for (const source of sources) this.watch(source, null);
  }

  isMuted(source: Source): boolean {
    return this.#muted.has(source);
  }

  watch(source: Source, track: MediaStreamTrack | null): void {
    this.#watched.get(source)?.();
    this.#watched.delete(source);
    this.#muted.delete(source);
    if (!track) return;
    this.#looks.delete(source);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onEnded = () => this.#ears.ended(source);
    const onMute = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.#muted.add(source);
        this.#ears.muted();
      }, stumbleMs);
    };
    const onUnmute = () => {
      clearTimeout(timer);
      if (this.#muted.delete(source)) this.#ears.muted();
    };
    track.addEventListener('ended', onEnded);
    track.addEventListener('mute', onMute);
    track.addEventListener('unmute', onUnmute);
    if (track.muted) onMute();
    this.#watched.set(source, () => {
      clearTimeout(timer);
      track.removeEventListener('ended', onEnded);
      track.removeEventListener('mute', onMute);
      track.removeEventListener('unmute', onUnmute);
    });
  }

  /** Another program holds the device, and no event tells when it lets go. */
  lookAgain(source: Source): void {
    const look = this.#looks.get(source) ?? 0;
    const pause = againAfterMs[look];
    if (pause === undefined) return;
    this.#looks.set(source, look + 1);
    setTimeout(() => this.#ears.listed(), pause);
  }
}
