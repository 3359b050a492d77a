// Checks twice a second that every sound that should flow does, reports what arrives, and acts on what the watchdog and the path watch say.
import { ConnectionState, type RemoteTrackPublication, type Room } from 'livekit-client';
import { type Findings, PathWatch } from './path-watch.ts';
import { type ReceivedSoFar, receivedOf } from './received-of.ts';
import type { RemoteSound } from './remote-tracks.ts';
import { type Remedy, SoundWatchdog } from './sound-watchdog.ts';
import { type Allowance, VoiceFirst } from './voice-first.ts';

const everyMs = 500;
/** While no voice comes, or something is lost. */
const doubtMs = 250;
const flowingMs = 2000;

export interface SoundWatchParts {
  expected(): RemoteSound[];
  /** Pictures that are being sent here. */
  pictures(): RemoteTrackPublication[];
  /** Of those, as many as the connection carries beside the voices. */
  limitPictures(allowance: Allowance): void;
  tell(findings: Pick<Findings, 'unheard' | 'isDeaf'>): void;
  connectAgain(): void;
  /** `isNeedless` is asked at the last moment. */
  findAnotherPath(isNeedless: () => boolean): void;
}

export class SoundWatch {
  readonly #room: Room;
  readonly #parts: SoundWatchParts;
  readonly #watchdog = new SoundWatchdog();
  readonly #path = new PathWatch();
  readonly #voiceFirst = new VoiceFirst();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #isDeaf = false;
  #flowedAt = Number.NEGATIVE_INFINITY;

  constructor(room: Room, parts: SoundWatchParts) {
    this.#room = room;
    this.#parts = parts;
    this.#lookSoon();
  }

  /** The connection to the room is back: if nothing arrives, the network has most likely changed. */
  hurry(): void {
    this.#path.hurry(performance.now());
  }

  /** Something arrived just now. */
  get isFlowing(): boolean {
    return performance.now() - this.#flowedAt < flowingMs;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #lookSoon(): void {
    if (this.#isStopped) return;
    const ms = this.#path.isInDoubt || this.#voiceFirst.isInDoubt ? doubtMs : everyMs;
    this.#timer = setTimeout(() => void this.#look().finally(() => this.#lookSoon()), ms);
  }

  async #look(): Promise<void> {
    const sounds = this.#parts.expected();
    const samples = (await Promise.all(sounds.map(sample))).filter(({ isCounted }) => isCounted);
    const pictures = await Promise.all(this.#parts.pictures().map(received));
    const { state } = this.#room;
    if (state !== ConnectionState.Connected && state !== ConnectionState.SignalReconnecting) {
      this.#watchdog.forget();
      this.#path.forget();
      return;
    }
    const now = performance.now();
    const { unheard, isDeaf, isArriving, wantsAnotherPath } = this.#path.look(samples, together(pictures), now);
    // On a dead path there is nothing to make room for.
    if (!isDeaf) this.#parts.limitPictures(this.#voiceFirst.look([...samples, ...pictures], pictures.length, now));
    if (isArriving) this.#flowedAt = now;
    this.#isDeaf = isDeaf;
    this.#parts.tell({ unheard, isDeaf });
    if (state !== ConnectionState.Connected) return this.#watchdog.forget();
    const remedy = this.#watchdog.look(samples, now);
    for (const { publication } of sounds) follow(publication, remedy);
    if (wantsAnotherPath) this.#parts.findAnotherPath(() => !this.#isDeaf);
    else if (remedy.connectAgain) this.#parts.connectAgain();
  }
}

async function sample({ personId, publication }: RemoteSound) {
  return { personId, ...(await received(publication)) };
}

/** As if all were one. */
function together(all: readonly Pick<ReceivedSoFar, 'packets' | 'quietMs'>[]): Pick<ReceivedSoFar, 'packets' | 'quietMs'> {
  const quiet = all.map(({ quietMs }) => quietMs).filter((ms) => ms !== null);
  return {
    packets: all.reduce((sum, { packets }) => sum + packets, 0),
    quietMs: quiet.length === 0 ? null : Math.min(...quiet),
  };
}

async function received(publication: RemoteTrackPublication) {
  return { sid: publication.trackSid, ...(await receivedOf(publication.track)) };
}

/** Unsubscribed now and subscribed again once it is gone: LiveKit acts on such wishes in its own time, and two at once would cancel out. */
function follow(publication: RemoteTrackPublication, { subscribeAgain }: Remedy): void {
  if (subscribeAgain.includes(publication.trackSid)) publication.setSubscribed(false);
  else if (!publication.isDesired && !publication.track) publication.setSubscribed(true);
}
