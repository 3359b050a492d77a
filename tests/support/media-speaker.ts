// A bot's own voice and picture: published under whatever label it is told to claim, sent by the wall clock.
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { sampleRate, slotMs, Voice } from './tone.ts';

export type PublishLabel = 'microphone' | 'camera' | 'screen';

const sources: Readonly<Record<PublishLabel, TrackSource>> = {
  microphone: TrackSource.SOURCE_MICROPHONE,
  camera: TrackSource.SOURCE_CAMERA,
  screen: TrackSource.SOURCE_SCREENSHARE,
};
const [width, height] = [160, 120];
/** The answer to a refused publication never comes; one that is allowed may be slow on a busy machine. */
const patience = { refused: 3000, allowed: 60_000 };

export class MediaSpeaker {
  readonly #room: Room;
  readonly #stops = { voice: () => {}, picture: () => {} };
  readonly #sids: { voice?: string; picture?: string } = {};
  #isEnded = false;

  constructor(room: Room) {
    this.#room = room;
  }

  async speak(label: PublishLabel = 'microphone'): Promise<{ sid: string }> {
    await this.hush();
    this.#mustGoOn();
    const source = new AudioSource(sampleRate, 1);
    const track = LocalAudioTrack.createAudioTrack('voice', source);
    const voice = new Voice();
    this.#stops.voice = everySlot(slotMs, (ms) => {
      const samples = voice.speak(ms);
      void source.captureFrame(new AudioFrame(samples, sampleRate, 1, samples.length)).catch(() => {});
    });
    const sid = await this.#publish(track, label);
    this.#sids.voice = sid;
    return { sid };
  }

  async show(label: PublishLabel = 'camera'): Promise<{ sid: string }> {
    await this.hide();
    this.#mustGoOn();
    const source = new VideoSource(width, height);
    const track = LocalVideoTrack.createVideoTrack('picture', source);
    const grey = new Uint8Array((width * height * 3) / 2).fill(128);
    this.#stops.picture = everySlot(100, (ms) => {
      grey.fill((ms / 10) % 256, 0, width * 8);
      source.captureFrame(new VideoFrame(grey, width, height, VideoBufferType.I420));
    });
    const sid = await this.#publish(track, label);
    this.#sids.picture = sid;
    return { sid };
  }

  async hush(): Promise<void> {
    this.#stops.voice();
    await this.#unpublish(this.#sids.voice);
    delete this.#sids.voice;
  }

  async hide(): Promise<void> {
    this.#stops.picture();
    await this.#unpublish(this.#sids.picture);
    delete this.#sids.picture;
  }

  /** Its room is left: a voice that nobody can hear any more would cost the one that comes after it its time. */
  end(): void {
    this.#isEnded = true;
    this.#stops.voice();
    this.#stops.picture();
  }

  #mustGoOn(): void {
    if (this.#isEnded) throw new Error('the room was left meanwhile');
  }

  /** Whether the media server lets this client publish under that label now, as it has told it. */
  may(label: PublishLabel): boolean {
    const permission = this.#room.localParticipant?.info.permission;
    const listed = permission?.canPublishSources ?? [];
    return permission?.canPublish === true && (listed.length === 0 || listed.includes(sources[label]));
  }

  async #publish(track: LocalAudioTrack | LocalVideoTrack, label: PublishLabel): Promise<string> {
    const source = sources[label];
    const ms = this.may(label) ? patience.allowed : patience.refused;
    const published = this.#room.localParticipant
      ?.publishTrack(track, new TrackPublishOptions({ source }))
      .catch((failure: unknown) => {
        // Where the right was taken away only after the client had last heard of it, the library's own patience ends first.
        throw String(failure).includes('timed out') ? new Error('the publication was not answered', { cause: failure }) : failure;
      });
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the publication was not answered')), ms).unref();
    });
    return (await Promise.race([published, late]))?.sid ?? '';
  }

  async #unpublish(sid: string | undefined): Promise<void> {
    if (sid && this.#room.isConnected) await this.#room.localParticipant?.unpublishTrack(sid).catch(() => {});
  }
}

/** Calls once per slot of the wall clock, catching up after a late timer but never flooding. */
function everySlot(ms: number, call: (at: number) => void): () => void {
  let next = Math.floor(Date.now() / ms) * ms;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - next > 10 * ms) next = Math.floor(now / ms) * ms;
    for (; next <= now; next += ms) call(next);
  }, ms / 2);
  return () => clearInterval(timer);
}
