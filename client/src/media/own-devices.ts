// The person's own camera, microphone and loudspeaker, from the doorstep until they leave: asked for once, kept, changed, stopped.
// Nothing here leaves the browser; the media session borrows the tracks and never stops them.

import { fetched } from '../connection/fetched.ts';
import { type DeviceCheck, type DeviceCheckActs, noDeviceYet } from '../model/device-check-props.ts';
import type { DeviceChange, DeviceTrouble } from '../model/own-device.ts';
import { Store } from '../model/store.ts';
import { type Answer, askDevices } from './ask-devices.ts';
import { keepChoices, readChoices } from './device-choices.ts';
import { listDevices } from './device-lists.ts';
import { DeviceQueue, type Why } from './device-queue.ts';
import { DeviceSigns } from './device-signs.ts';
import { takeEarly } from './early-ask.ts';
import { type Source, sources } from './intents.ts';
import type { meterLevel } from './level-meter.ts';
import { ownPicture } from './own-picture.ts';

export class OwnDevices {
  readonly #store = new Store<DeviceCheck>(noDeviceYet);
  /** The tracks as they are now; apart from the snapshot, whose level changes ten times a second. */
  readonly #tracks = new Store<Readonly<Record<Source, MediaStreamTrack | null>>>({ microphone: null, camera: null });
  readonly #queue = new DeviceQueue({
    ask: (wanted, why) => this.#ask(wanted, why),
    isWorking: (source) => this.#isWorking(source),
  });
  readonly #signs = new DeviceSigns({
    ended: (source) => void this.#queue.ask([source], 'loss'),
    muted: () => this.#muteChanged(),
    listed: () => void this.#listed(),
    granted: (source) => this.trouble(source) === 'denied' && void this.#queue.ask([source], 'loss'),
  });
  #isOpen = false;
  #asking = 0;
  #stopMeter: (() => void) | null = null;
  #isMetering = false;

  readonly subscribe = this.#store.subscribe;
  readonly snapshot = this.#store.snapshot;
  readonly subscribeTracks = this.#tracks.subscribe;

  readonly acts: DeviceCheckActs = {
    chooseCamera: (id) => {
      keepChoices({ camera: id });
      if (id === null) this.#take('camera', { track: null, trouble: 'none' });
      else void this.#queue.ask(['camera'], 'choice');
    },
    chooseMicrophone: (id) => {
      keepChoices({ microphone: id });
      void this.#queue.ask(['microphone'], 'choice');
    },
    chooseSpeaker: (id) => {
      keepChoices({ speaker: id ?? undefined });
      this.#change({ chosenSpeaker: id });
    },
    askAgain: () => void this.#queue.ask(sources, 'loss'),
  };

  track(source: Source): MediaStreamTrack | null {
    return this.#tracks.snapshot()[source];
  }

  trouble(source: Source): DeviceTrouble {
    return source === 'camera' ? this.snapshot().cameraTrouble : this.snapshot().microphoneTrouble;
  }

  /** Whether the system keeps it silent or dark: a call, a button on the headset, another page in front. */
  isMuted(source: Source): boolean {
    return this.#signs.isMuted(source);
  }

  /** Whether it is there, or the browser's answer may still bring it. */
  mayCome(source: Source): boolean {
    if (this.track(source)) return true;
    return this.snapshot().isAsking && readChoices()[source] !== null;
  }

  /** Asks the browser, unless it has been asked already. */
  async open(wanted: readonly Source[] = sources): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#signs.begin();
    // At once, so that no page says for a moment that there is no picture.
    this.#change({ chosenSpeaker: readChoices().speaker ?? null, isAsking: wanted.length > 0 });
    await this.#queue.ask(wanted, 'arrival');
  }

  /** In the room, by the person's own touch: also brings a camera they had come without, and one that the system has muted anew. */
  async bring(source: Source): Promise<void> {
    if (source === 'camera' && readChoices().camera === null) keepChoices({ camera: undefined });
    await this.#queue.ask([source], 'choice');
  }

  /** A camera for later: nothing is lit now. */
  prefer(camera: string): void {
    keepChoices({ camera });
    this.#change({ chosenCamera: camera });
  }

  /** By the person's own touch: its light goes out. The browser's permission stays, so turning it on again asks nobody. */
  letGo(source: Source): void {
    this.#take(source, { track: null, trouble: 'none' });
  }

  /** For good: the lights of camera and microphone go out. */
  stop(): void {
    this.#isOpen = false;
    this.#signs.end();
    this.#queue.forget();
    for (const source of sources) this.#take(source, { track: null, trouble: 'none' });
  }

  /** The level is measured only while somebody looks at it. */
  meter(isLookedAt: boolean): void {
    this.#isMetering = isLookedAt;
    this.#stopMeter?.();
    this.#stopMeter = null;
    const track = this.track('microphone');
    if (isLookedAt && track) this.#stopMeter = meterSoon(track, (level) => this.#change({ level }));
    else this.#change({ level: 0 });
  }

  /** The loudspeaker plays nothing any more: the system's own does, and the person is told. */
  speakerLost(): void {
    if (this.snapshot().chosenSpeaker === null) return;
    this.#change({ chosenSpeaker: null, change: { source: 'speaker', now: null } });
  }

  #isWorking(source: Source): boolean {
    return this.track(source)?.readyState === 'live';
  }

  async #ask(wanted: readonly Source[], why: Why): Promise<void> {
    this.#asking += 1;
    this.#change({ isAsking: true });
    const answers = await this.#answers(wanted, why);
    const isStillWanted = this.#isOpen;
    for (const source of wanted) {
      if (isStillWanted) this.#answered(source, answers[source], why);
      else answers[source].track?.stop();
    }
    this.#asking -= 1;
    this.#change({ isAsking: this.#asking > 0 });
    const lists = await listDevices();
    if (this.#isOpen) this.#change(lists);
  }

  async #answers(wanted: readonly Source[], why: Why): Promise<Readonly<Record<Source, Answer>>> {
    const { microphone, camera } = readChoices();
    const choices = {
      microphone: wanted.includes('microphone') ? microphone : null,
      camera: wanted.includes('camera') ? camera : null,
    };
    const answers = await askDevices(choices, takeEarly(choices));
    const before = this.track('camera');
    if (why !== 'choice' || answers.camera.trouble !== 'busy' || before?.readyState !== 'live') return answers;
    // A phone can use one camera at a time: the one in use gives way to the one chosen.
    const was = before.getSettings().deviceId;
    before.stop();
    const other = (await askDevices({ microphone: null, camera })).camera;
    if (other.track) return { ...answers, camera: other };
    const back = (await askDevices({ microphone: null, camera: was })).camera;
    return { ...answers, camera: { ...back, trouble: back.track ? 'none' : other.trouble } };
  }

  #answered(source: Source, answer: Answer, why: Why): void {
    // If the chosen device cannot be had, the one in use stays.
    if (answer.track === null && this.#isWorking(source)) {
      this.#change(source === 'camera' ? { cameraTrouble: answer.trouble } : { microphoneTrouble: answer.trouble });
      return;
    }
    const lost = this.track(source)?.getSettings().deviceId;
    this.#take(source, answer);
    const { track } = answer;
    const isNew = answer.isOther || (why === 'loss' && lost !== undefined && lost !== track?.getSettings().deviceId);
    if (track && isNew) this.#change({ change: { source, now: track.label } satisfies DeviceChange });
    if (answer.trouble === 'busy' && why !== 'choice') this.#signs.lookAgain(source);
  }

  #take(source: Source, { track, trouble }: Pick<Answer, 'track' | 'trouble'>): void {
    const before = this.track(source);
    this.#signs.watch(source, track);
    if (before !== track) before?.stop();
    this.#tracks.set({ ...this.#tracks.snapshot(), [source]: track });
    const chosen = track?.getSettings().deviceId ?? null;
    if (source === 'camera') this.#change({ picture: track && ownPicture(track), chosenCamera: chosen, cameraTrouble: trouble });
    else this.#change({ chosenMicrophone: chosen, microphoneTrouble: trouble });
    if (source === 'microphone') this.meter(this.#isMetering);
  }

  #muteChanged(): void {
    this.#change({ isMicrophoneMuted: this.isMuted('microphone') });
    this.#tracks.set({ ...this.#tracks.snapshot() });
  }

  /** Something was plugged in or unplugged, or is worth another look. */
  async #listed(): Promise<void> {
    // A request that is under way may not have seen it yet.
    if (this.#queue.isAsking)
      void this.#queue.ask(
        sources.filter((source) => this.#isToBeHad(source)),
        'loss',
      );
    const lists = await listDevices();
    if (!this.#isOpen) return;
    this.#change(lists);
    const has = { camera: lists.cameras.length > 0, microphone: lists.microphones.length > 0 };
    const may = sources.filter((source) => has[source] && ['missing', 'busy'].includes(this.trouble(source)));
    if (may.length > 0) void this.#queue.ask(may, 'loss');
    const { chosenSpeaker } = this.snapshot();
    if (chosenSpeaker !== null && !lists.speakers.some(({ id }) => id === chosenSpeaker)) this.speakerLost();
  }

  /** Not there, and not left out by the person's own wish. */
  #isToBeHad(source: Source): boolean {
    return (
      !this.#isWorking(source) && readChoices()[source] !== null && (this.track(source) !== null || this.trouble(source) !== 'none')
    );
  }

  #change(change: Partial<DeviceCheck>): void {
    this.#store.set({ ...this.snapshot(), ...change });
  }
}

/** Until the meter has come there is no level; one that stayed dark would look like a microphone that does not work. */
function meterSoon(...meant: Parameters<typeof meterLevel>): () => void {
  let isWanted = true;
  let end = () => {};
  void fetched(() => import('./level-meter.ts')).then(({ meterLevel }) => {
    if (isWanted) end = meterLevel(...meant);
  });
  return () => {
    isWanted = false;
    end();
  };
}
