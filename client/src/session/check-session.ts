// One check of this device, put together outside React: the own devices, the connection and the ways to the media. Judges nothing.
import { ways } from '../../../shared/protocol/check.ts';
import { CheckChannel } from '../connection/check-channel.ts';
import { clockOffsetOf, middleRoundTrip } from '../connection/pings.ts';
import { OwnDevices } from '../media/own-devices.ts';
import { tryWay } from '../media/reach.ts';
import type { Measured, WayFound } from '../model/measured.ts';
import { Store } from '../model/store.ts';
import { thisBrowser } from '../model/this-browser.ts';
import { playTestSound } from './test-sound.ts';

/** On the scale of the level bars: clearly louder than a quiet room. */
const voiceLevel = 0.3;
const listenMs = 10_000;

const notYet: Pick<Measured, 'connection' | 'clockOffset' | 'ways'> = {
  connection: 'waiting',
  clockOffset: null,
  ways: { udp: 'waiting', tcp: 'waiting', relay: 'waiting' },
};

export class CheckSession {
  readonly devices = new OwnDevices();
  readonly measured: Store<Measured>;
  readonly #seat: string | null;
  #channel: CheckChannel | null = null;
  #stopListening = () => {};

  constructor(seat: string | null) {
    this.#seat = seat;
    const browser = thisBrowser();
    this.measured = new Store<Measured>({
      browser,
      isSecure: window.isSecureContext,
      camera: 'asking',
      microphone: 'asking',
      speaker: browser.lacks.includes('audio') ? 'missing' : 'untried',
      ...notYet,
    });
    this.devices.subscribe(() => this.#followDevices());
  }

  begin(): void {
    void this.devices.open();
    this.devices.meter(true);
    void this.#checkChannel();
  }

  end(): void {
    this.#stopListening();
    this.#channel?.close();
    this.devices.stop();
  }

  readonly again = (): void => {
    this.#stopListening();
    this.#stopListening = () => {};
    this.#change({ camera: 'asking', microphone: 'asking', ...notYet });
    this.devices.acts.askAgain();
    void this.#checkChannel();
  };

  readonly playSound = async (): Promise<void> => {
    if (this.measured.snapshot().speaker === 'playing') return;
    this.#change({ speaker: 'playing' });
    const isPlayed = await playTestSound(this.devices.snapshot().chosenSpeaker).then(
      () => true,
      () => false,
    );
    this.#change({ speaker: isPlayed ? 'asked' : 'missing' });
  };

  readonly heardSound = (isHeard: boolean): void => this.#change({ speaker: isHeard ? 'heard' : 'notHeard' });

  async #checkChannel(): Promise<void> {
    this.#channel?.close();
    const channel = new CheckChannel(this.#seat);
    this.#channel = channel;
    const isCurrent = () => this.#channel === channel;
    const isOpen = await channel.open();
    const pings = isOpen ? await channel.ping() : [];
    if (!isCurrent()) return channel.close();
    const roundTripMs = middleRoundTrip(pings);
    if (roundTripMs === null) {
      this.#change({ connection: 'blocked', ways: all('untried') });
      return channel.close();
    }
    this.#change({ connection: { roundTripMs }, clockOffset: clockOffsetOf(pings) });
    if (this.measured.snapshot().browser.lacks.includes('webrtc')) this.#change({ ways: all('untried') });
    else await this.#tryWays(channel, isCurrent);
    channel.close();
  }

  async #tryWays(channel: CheckChannel, isCurrent: () => boolean): Promise<void> {
    await Promise.all(
      ways.map(async (way) => {
        const found = await tryWay(way, channel).catch((): WayFound => 'unavailable');
        if (isCurrent()) this.#change({ ways: { ...this.measured.snapshot().ways, [way]: found } });
      }),
    );
  }

  #followDevices(): void {
    const { isAsking, cameraTrouble, microphoneTrouble, level } = this.devices.snapshot();
    const { microphone } = this.measured.snapshot();
    if (isAsking) return;
    const camera = this.devices.track('camera');
    const { width = 0, height = 0 } = camera?.getSettings() ?? {};
    this.#change({ camera: camera ? { width, height } : cameraTrouble === 'none' ? 'missing' : cameraTrouble });
    if (!this.devices.track('microphone')) {
      this.#change({ microphone: microphoneTrouble === 'none' ? 'missing' : microphoneTrouble });
    } else if (level >= voiceLevel) {
      this.#change({ microphone: 'heard' });
    } else if (microphone !== 'heard' && microphone !== 'quiet' && microphone !== 'listening') {
      this.#listen();
    }
  }

  #listen(): void {
    this.#stopListening();
    this.#change({ microphone: 'listening' });
    const timer = setTimeout(() => {
      if (this.measured.snapshot().microphone === 'listening') this.#change({ microphone: 'quiet' });
    }, listenMs);
    this.#stopListening = () => clearTimeout(timer);
  }

  #change(change: Partial<Measured>): void {
    const before = this.measured.snapshot();
    const isSame = (Object.keys(change) as (keyof Measured)[]).every(
      (key) => JSON.stringify(before[key]) === JSON.stringify(change[key]),
    );
    if (!isSame) this.measured.set({ ...before, ...change });
  }
}

function all(found: WayFound): Measured['ways'] {
  return { udp: found, tcp: found, relay: found };
}
