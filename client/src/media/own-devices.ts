// The person's own camera, microphone and loudspeaker, from the doorstep until they leave: asked for once, kept, changed, stopped.
// Nothing here leaves the browser; the media session borrows the tracks and never stops them.
import { Store } from '../connection/store.ts';
import type { DeviceCheck, DeviceCheckActs, DeviceTrouble } from '../screens/device-check-props.ts';
import { type Answer, askDevices } from './ask-devices.ts';
import { keepChoices, readChoices } from './device-choices.ts';
import { listDevices, noDevices } from './device-lists.ts';
import { meterLevel } from './level-meter.ts';
import { ownPicture } from './own-picture.ts';
import { type Source, sources } from './wishes.ts';

const atFirst: DeviceCheck = {
  isAsking: false,
  picture: null,
  level: 0,
  ...noDevices,
  chosenCamera: null,
  chosenMicrophone: null,
  chosenSpeaker: null,
  cameraTrouble: 'none',
  microphoneTrouble: 'none',
};

export class OwnDevices {
  readonly #store = new Store<DeviceCheck>(atFirst);
  /** The tracks as they are now; told apart from the snapshot, whose level changes ten times a second. */
  readonly #tracks = new Store<Readonly<Record<Source, MediaStreamTrack | null>>>({ microphone: null, camera: null });
  #hasAsked = false;
  #stopMeter: (() => void) | null = null;
  #isMetering = false;

  readonly subscribe = this.#store.subscribe;
  readonly snapshot = this.#store.snapshot;
  readonly subscribeTracks = this.#tracks.subscribe;

  readonly acts: DeviceCheckActs = {
    chooseCamera: (id) => {
      keepChoices({ camera: id });
      if (id === null) this.#take('camera', { track: null, trouble: 'none' });
      else void this.ask(['camera']);
    },
    chooseMicrophone: (id) => {
      keepChoices({ microphone: id });
      void this.ask(['microphone']);
    },
    chooseSpeaker: (id) => {
      keepChoices({ speaker: id ?? undefined });
      this.#change({ chosenSpeaker: id });
    },
    askAgain: () => void this.ask(sources),
  };

  track(source: Source): MediaStreamTrack | null {
    return this.#tracks.snapshot()[source];
  }

  trouble(source: Source): DeviceTrouble {
    return source === 'camera' ? this.snapshot().cameraTrouble : this.snapshot().microphoneTrouble;
  }

  /** Whether it is there, or the browser's answer may still bring it. */
  mayCome(source: Source): boolean {
    if (this.track(source)) return true;
    return this.snapshot().isAsking && readChoices()[source] !== null;
  }

  /** Asks the browser, unless it has been asked already. */
  async open(wanted: readonly Source[] = sources): Promise<void> {
    if (this.#hasAsked) return;
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
    this.#change({ chosenSpeaker: readChoices().speaker ?? null });
    await this.ask(wanted);
  }

  async ask(wanted: readonly Source[]): Promise<void> {
    if (this.snapshot().isAsking) return;
    this.#hasAsked = true;
    this.#change({ isAsking: true });
    const { microphone, camera } = readChoices();
    const answers = await askDevices({
      microphone: wanted.includes('microphone') ? microphone : null,
      camera: wanted.includes('camera') ? camera : null,
    });
    const isStillWanted = this.#hasAsked;
    for (const source of wanted) {
      if (isStillWanted) this.#answered(source, answers[source]);
      else answers[source].track?.stop();
    }
    this.#change({ isAsking: false, ...(isStillWanted ? await listDevices() : {}) });
  }

  /** In the room, by the person's own touch: also brings a camera they had come without. */
  async bring(source: Source): Promise<void> {
    if (source === 'camera' && readChoices().camera === null) keepChoices({ camera: undefined });
    await this.ask([source]);
  }

  /** By the person's own touch: its light goes out. The browser's permission stays, so opening it again asks nobody. */
  letGo(source: Source): void {
    this.#take(source, { track: null, trouble: 'none' });
  }

  /** For good: the lights of camera and microphone go out. */
  stop(): void {
    this.#hasAsked = false;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    for (const source of sources) this.#take(source, { track: null, trouble: 'none' });
  }

  /** The level is measured only while somebody looks at it. */
  meter(isLookedAt: boolean): void {
    this.#isMetering = isLookedAt;
    this.#stopMeter?.();
    this.#stopMeter = null;
    const track = this.track('microphone');
    if (isLookedAt && track) this.#stopMeter = meterLevel(track, (level) => this.#change({ level }));
    else this.#change({ level: 0 });
  }

  #answered(source: Source, answer: Answer): void {
    // A device that cannot be had does not cost the one in use.
    const keeps = answer.track === null && this.track(source)?.readyState === 'live';
    if (!keeps) this.#take(source, answer);
    else this.#change(source === 'camera' ? { cameraTrouble: answer.trouble } : { microphoneTrouble: answer.trouble });
  }

  #take(source: Source, { track, trouble }: Answer): void {
    const before = this.track(source);
    if (before && before !== track) {
      before.removeEventListener('ended', this.#onEnded);
      before.stop();
    }
    track?.addEventListener('ended', this.#onEnded);
    this.#tracks.set({ ...this.#tracks.snapshot(), [source]: track });
    const chosen = track?.getSettings().deviceId ?? null;
    if (source === 'camera') this.#change({ picture: track && ownPicture(track), chosenCamera: chosen, cameraTrouble: trouble });
    else this.#change({ chosenMicrophone: chosen, microphoneTrouble: trouble });
    if (source === 'microphone') this.meter(this.#isMetering);
  }

  /** Pulled out or taken away: another device of the kind may do. */
  readonly #onEnded = (event: Event): void => {
    const source = sources.find((each) => this.track(each) === event.target);
    if (source) void this.ask([source]);
  };

  readonly #onDevices = async (): Promise<void> => {
    const lists = await listDevices();
    this.#change(lists);
    const appeared = sources.filter(
      (source) => this.trouble(source) === 'missing' && (source === 'camera' ? lists.cameras : lists.microphones).length > 0,
    );
    if (appeared.length > 0) await this.ask(appeared);
  };

  #change(change: Partial<DeviceCheck>): void {
    this.#store.set({ ...this.snapshot(), ...change });
  }
}
